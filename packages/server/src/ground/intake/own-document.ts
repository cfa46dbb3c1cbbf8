import type { Ctx } from '../../gate/index.ts';
import { addDocument, addReading, documentByHash } from './store.ts';

export interface OwnFile {
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly kind: string;
  /** There is nothing in it to be read. */
  readonly toBeKept?: true;
}

/** Puts a file that the program made itself on the books, its bytes being behind the blob port already. Nobody is asked to read it yet. */
export async function keepOwnDocument(ctx: Ctx, { toBeKept, ...file }: OwnFile): Promise<string> {
  const { tx, now, actId } = ctx;
  const id = ctx.newId();
  const added = await addDocument(tx, { ...file, id, receivedAt: now, receivedBy: ctx.actor.name, actId });
  if (!added) return (await documentByHash(tx, file.sha256))?.id ?? id;
  const nothing = { claims: 0, remits: 0, deposits: 0, repeated: 0, findings: [] };
  if (toBeKept) await addReading(tx, { ...nothing, documentId: id, readAt: now, outcome: 'read', actId });
  return id;
}
