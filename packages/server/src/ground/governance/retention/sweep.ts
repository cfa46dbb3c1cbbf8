import type { Ctx } from '../../../gate/index.ts';
import { destroyedFiles, type Tx } from './store.ts';

/** Deletes the bytes of files whose destruction is committed: never before, for bytes do not roll back. Answers the last one's instant. */
export async function sweepFiles(tx: Tx, blobs: Pick<Ctx['blobs'], 'remove'>, since: Date): Promise<Date> {
  const gone = await destroyedFiles(tx, since);
  for (const { sha256 } of gone) await blobs.remove(tx.tenant, sha256);
  return gone.at(-1)?.at ?? since;
}
