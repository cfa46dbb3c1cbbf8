import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomFillSync } from 'node:crypto';
import { Trouble } from '../../trouble.ts';

const ivBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/** The keys of one tenant, unwrapped, as they lie in memory and nowhere else. */
export interface KeyRing {
  readonly tenant: string;
  /** Moves with every change of the tenant's keys. */
  readonly revision: number;
  /** The version that new values are sealed with. */
  readonly current: number;
  readonly versions: readonly number[];
  /** `v1.<version>.<iv, ciphertext and tag>`. `place` is the column: a sealed value opens in no other, and for no other tenant. */
  seal(place: string, clear: string): string;
  open(place: string, sealed: string): string;
  /** Seals a few bytes, such as the key of one file. */
  sealBytes(place: string, clear: Uint8Array): Sealed;
  openBytes(place: string, sealed: Sealed): Buffer;
  /** A keyed hash (96 bits of HMAC-SHA-256) by which equal values find each other. Each purpose has a key of its own. */
  blind(purpose: string, clear: string): string;
}

export interface Sealed {
  readonly version: number;
  /** iv, ciphertext, tag. */
  readonly bytes: Buffer;
}

export interface RingKeys {
  readonly tenant: string;
  readonly revision: number;
  readonly current: number;
  readonly data: ReadonlyMap<number, Uint8Array>;
  readonly index: Uint8Array;
}

/** The version that a sealed value carries; undefined where it is none. */
export const versionOf = (sealed: string): number | undefined => {
  const [, version] = /^v1\.(\d{1,9})\.[\w-]{38,}$/.exec(sealed) ?? [];
  return version === undefined ? undefined : Number(version);
};

export function keyRing({ tenant, revision, current, data, index }: RingKeys): KeyRing {
  const keys = new Map([...data].map(([version, key]) => [version, createSecretKey(key)]));
  const keyOf = (version: number): KeyObject => keys.get(version) ?? unknownKey(version);
  const blinding = new Map<string, KeyObject>();
  const places = new Map<string, Buffer>();
  const bound = (place: string): Buffer => places.get(place) ?? kept(places, place, Buffer.from(`claimwright/1\n${tenant}\n${place}`));
  const sealBytes = (place: string, clear: Uint8Array): Sealed => ({
    version: current,
    bytes: sealWith(keyOf(current), bound(place), clear),
  });
  const openBytes = (place: string, { version, bytes }: Sealed): Buffer => openWith(keyOf(version), bound(place), bytes);
  const prefix = `v1.${current}.`;
  return {
    tenant,
    revision,
    current,
    versions: [...keys.keys()].sort((a, b) => a - b),
    sealBytes,
    openBytes,
    seal: (place, clear) => prefix + sealBytes(place, Buffer.from(clear, 'utf8')).bytes.toString('base64url'),
    open: (place, sealed) => {
      const version = versionOf(sealed);
      if (version === undefined) throw damagedValue();
      return openBytes(place, { version, bytes: Buffer.from(sealed.slice(sealed.indexOf('.', 3) + 1), 'base64url') }).toString('utf8');
    },
    blind: (purpose, clear) => {
      const key = blinding.get(purpose) ?? kept(blinding, purpose, derived(index, tenant, purpose));
      return createHmac('sha256', key).update(clear).digest().toString('base64url', 0, ivBytes);
    },
  };
}

/** Of a tenant that has no keys: there is nothing of it to open, and nothing is sealed for it. */
export function noRing(tenant: string): KeyRing {
  const none = (): never => {
    throw new Trouble('keys-missing', 'There are no keys for this practice.', {
      because: 'They are made with a practice or an organisation, and there is none by this id.',
    });
  };
  return {
    ...{ tenant, revision: 0, current: 0, versions: [] },
    ...{ seal: none, open: none, sealBytes: none, openBytes: none, blind: none },
  };
}

function kept<T>(map: Map<string, T>, name: string, value: T): T {
  map.set(name, value);
  return value;
}

const derived = (secret: Uint8Array, tenant: string, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, tenant, `claimwright/blind/${purpose}`, keyBytes)));

/** Random bytes in stock: asking for twelve at a time costs more than the sealing. */
const stock = Buffer.alloc(ivBytes * 1024);
let used = stock.length;
function freshIv(): Buffer {
  if (used >= stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  const iv = Buffer.from(stock.subarray(used, used + ivBytes));
  used += ivBytes;
  return iv;
}

export function sealWith(key: KeyObject, bound: Uint8Array, clear: Uint8Array): Buffer {
  const iv = freshIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  cipher.setAAD(bound);
  const sealed = Buffer.allocUnsafe(ivBytes + clear.length + tagBytes);
  sealed.set(iv, 0);
  // In this mode every byte comes out of the first step, and the last one only ends it.
  sealed.set(cipher.update(clear), ivBytes);
  cipher.final();
  sealed.set(cipher.getAuthTag(), ivBytes + clear.length);
  return sealed;
}

export function openWith(key: KeyObject, bound: Uint8Array, sealed: Uint8Array): Buffer {
  if (sealed.length < ivBytes + tagBytes) throw damagedValue();
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const clear = decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes));
  try {
    decipher.final();
    return clear;
  } catch {
    throw damagedValue();
  }
}

const damagedValue = (): Trouble =>
  new Trouble('value-damaged', 'A stored value is not what was sealed there.', {
    because: 'It was changed, moved from another column or practice, or never sealed.',
    fix: 'Restore the database from a backup, and look who may write to it.',
  });

function unknownKey(version: number): never {
  throw new Trouble('keys-missing', `There is no key of version ${version} for this practice.`, {
    fix: 'Restore the table of keys (governance.data_key) from a backup.',
  });
}
