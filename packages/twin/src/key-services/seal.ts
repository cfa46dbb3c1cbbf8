import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

// The services' own keys: made of their names, so that a run can be played again. Nothing of it is meant to be safe.
const keyOf = (name: string): Buffer => createHash('sha256').update(`twin/key/${name}`).digest();
const ivOf = (name: string, clear: Buffer): Buffer => createHash('sha256').update(`twin/iv/${name}`).update(clear).digest().subarray(0, 12);

export function seal(name: string, clear: Buffer): Buffer {
  const iv = ivOf(name, clear);
  const cipher = createCipheriv('aes-256-gcm', keyOf(name), iv);
  return Buffer.concat([iv, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined where it is not what this key sealed. */
export function unseal(name: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(name), sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** The fields of a JSON text that are texts; nothing where it is none. */
export function textsOf(body: string): { readonly [name: string]: string } {
  try {
    const read: unknown = JSON.parse(body);
    return Object.fromEntries(
      Object.entries(typeof read === 'object' && read !== null ? read : {}).filter(([, value]) => typeof value === 'string'),
    );
  } catch {
    return {};
  }
}
