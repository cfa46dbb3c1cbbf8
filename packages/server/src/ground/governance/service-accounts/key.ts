import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** A key as its program holds it, and what of it is kept: which one it is, how it begins, and a hash. */
export interface NewKey {
  readonly id: string;
  readonly text: string;
  readonly prefix: string;
  readonly hash: string;
}

const short = (uuid: string): string => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
const long = (text: string): string =>
  Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The secret has 256 bits of chance: a fast hash is enough, for nobody tries them all. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** `cwk_`, which key, whose practice, and the secret: found without knowing the practice beforehand, and by scanners for leaked keys. */
export function newKey(tenant: string): NewKey {
  const id = randomUUID();
  const secret = randomBytes(32).toString('base64url');
  const text = `cwk_${short(id)}${short(tenant)}${secret}`;
  return { id, text, prefix: text.slice(0, 12), hash: hashOf(secret) };
}

export interface ReadKey {
  readonly id: string;
  readonly tenant: string;
  readonly secret: string;
}

/** What a text says of itself; undefined where it is no key of ours. */
export function readKey(text: string): ReadKey | undefined {
  const [, id, tenant, secret] = /^cwk_([\w-]{22})([\w-]{22})([\w-]{43})$/.exec(text) ?? [];
  return id && tenant && secret ? { id: long(id), tenant: long(tenant), secret } : undefined;
}

export function fits(secret: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashOf(secret)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}
