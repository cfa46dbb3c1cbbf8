import type { Ctx, Done } from '../../../gate/index.ts';
import { addWriteBacks, partnerRows, type WriteBackNote } from './store.ts';

export type WriteBackJob = NonNullable<Done<unknown>['jobs']>[number];

/** The kinds of things that are written back, each off until a partner that is switched on takes it. */
export const writeBackKinds = {
  'claim-balance': 'What a claim stands at after a posting',
  'claim-status': 'How far a claim has come on its way to the payer',
} as const;
export type WriteBackKind = keyof typeof writeBackKinds;

export const sendJob = (tenant: string, writeBackId: string): WriteBackJob => ({ queue: 'write-back', data: { tenant, writeBackId } });

/**
 * Puts what an act tells partner systems into the outbox, in that act's own transaction, and answers the jobs that send it: it leaves if
 * the act stands, and never without it. What a machine did by itself is not told until a person lets it go. `notes` is asked for only
 * where somebody is to be told.
 */
export async function tellPartners(
  ctx: Ctx,
  kind: WriteBackKind,
  notes: () => Promise<readonly { readonly subject: string; readonly note: WriteBackNote }[]>,
): Promise<readonly WriteBackJob[]> {
  const told = (await partnerRows(ctx.tx)).filter(({ active, kinds }) => active && kinds.includes(kind));
  if (told.length === 0) return [];
  const state = ctx.actor.kind === 'person' ? 'waiting' : 'held';
  const rows = (await notes()).flatMap((one) => told.map(({ id }) => ({ ...one, partnerId: id, kind, state }) as const));
  const ids = await addWriteBacks(ctx, rows);
  return state === 'held' ? [] : ids.map((id) => sendJob(ctx.tx.tenant, id));
}
