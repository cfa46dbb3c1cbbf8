import { createHash, timingSafeEqual } from 'node:crypto';
import { Trouble } from '../trouble.ts';
import type { KeyKeeper } from './keys/keeper.ts';

/** The digest of a backup's list of parts, wrapped by the keeper: who can only write to where backups lie cannot make one. */
interface Seal {
  readonly keeper: KeyKeeper['kind'];
  readonly kek_id: string;
  readonly wrapped: string;
}

/** Wrapped together with the digest: a wrapped key that was put in its place is none. */
const mark = createHash('sha256').update('claimwright/backup-manifest').digest().subarray(0, 16);
const sealedOf = (manifest: Uint8Array): Buffer => Buffer.concat([mark, createHash('sha256').update(manifest).digest()]);

/** The seal of a manifest, which names every part by its hash, and so of all that the backup holds. */
export async function sealOf(keeper: KeyKeeper, manifest: Uint8Array): Promise<Buffer> {
  const { kekId, bytes } = await keeper.wrap(sealedOf(manifest));
  const seal: Seal = { keeper: keeper.kind, kek_id: kekId, wrapped: Buffer.from(bytes).toString('base64url') };
  return Buffer.from(JSON.stringify(seal));
}

/** Throws `backup-refused` where nobody who has the key sealed this manifest as it is, and `keys-missing` where the key is not here. */
export async function refuseForged(keeper: KeyKeeper, manifest: Uint8Array, seal: Uint8Array): Promise<void> {
  const { keeper: by, kek_id: kekId, wrapped } = read(seal);
  if (by !== keeper.kind)
    throw new Trouble('keys-missing', `The backup was sealed with another keeper of keys: ${by}.`, {
      because: `Claimwright was started with ${keeper.kind}.`,
      fix: 'Start it with CLAIMWRIGHT_KEEPER as it was when the backup was made. Nothing was changed.',
    });
  const said = await opened(keeper, kekId, wrapped);
  const is = sealedOf(manifest);
  if (said.length !== is.length || !timingSafeEqual(said, is)) throw forged();
}

async function opened(keeper: KeyKeeper, kekId: string, wrapped: string): Promise<Buffer> {
  try {
    return Buffer.from(await keeper.unwrap({ kekId, bytes: Buffer.from(wrapped, 'base64url') }));
  } catch (error) {
    throw error instanceof Trouble && error.code === 'value-damaged' ? forged(error) : error;
  }
}

function read(seal: Uint8Array): Seal {
  try {
    const { keeper, kek_id, wrapped } = JSON.parse(Buffer.from(seal).toString('utf8')) as Partial<Seal>;
    if (keeper !== undefined && typeof kek_id === 'string' && typeof wrapped === 'string') return { keeper, kek_id, wrapped };
  } catch (error) {
    throw forged(error);
  }
  throw forged();
}

const forged = (cause?: unknown): Trouble =>
  new Trouble('backup-refused', 'This backup is not what was sealed when it was made; nothing of it was restored.', {
    because: 'Its list of parts was written anew by somebody who has not the key, or with another key.',
    fix: 'Use another backup, and look who may write to where backups lie.',
    ...(cause === undefined ? {} : { cause }),
  });
