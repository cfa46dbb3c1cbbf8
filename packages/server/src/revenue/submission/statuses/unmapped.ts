import { type PlacedAnswer, unmappedCause } from '@claimwright/core/revenue/submission';
import type { Ctx } from '../../../gate/index.ts';
import { grouped } from '../grouped.ts';
import { closeWork, openWork } from '../store.ts';
import { addUnmapped, meaningsOf, payersOfBatches, saidBy, type UnmappedClaim } from './store.ts';

const keyOf = (payerId: string, code: string): string => `unmapped:${payerId}:${code}`;

/** What a payer said in words of its own is work, once for each of its codes, until a person says what it means. */
export async function noteUnmapped(ctx: Ctx, placed: readonly PlacedAnswer[]): Promise<void> {
  const own = placed.filter(({ event }) => event.unmapped !== undefined);
  if (own.length === 0) return;
  const payers = new Map(
    (await payersOfBatches(ctx.tx, [...new Set(own.map(({ batchId }) => batchId))])).map((one) => [one.id, one.payerId]),
  );
  const rows = own.flatMap(({ batchId, key: draftId, event }): UnmappedClaim[] => {
    const payerId = payers.get(batchId);
    return payerId === undefined || event.unmapped === undefined ? [] : [{ payerId, code: event.unmapped.code, draftId }];
  });
  await addUnmapped(ctx, rows);
  for (const payerId of new Set(rows.map((row) => row.payerId))) await sayUnmapped(ctx, payerId);
}

/** Opens the work of what of a payer has no meaning, and closes that of what has one. */
export async function sayUnmapped(ctx: Ctx, payerId: string): Promise<void> {
  const said = grouped(await saidBy(ctx.tx, [payerId]), ({ code }) => code);
  const known = (await meaningsOf(ctx.tx, [payerId])).get(payerId);
  const open = [...said].filter(([code]) => known?.has(code) !== true);
  await openWork(
    ctx,
    open.map(([code, claims]) => ({
      ...({ kind: 'unmapped', key: keyOf(payerId, code), payerId, claims: claims.length } as const),
      causes: [unmappedCause(code)],
    })),
  );
  await closeWork(
    ctx,
    [...said.keys()].filter((code) => known?.has(code) === true).map((code) => keyOf(payerId, code)),
  );
}

/** Why a machine does nothing by itself on claims of a payer: the payer says what nobody has mapped. */
export async function whyWaits({ tx }: Pick<Ctx, 'tx'>, payerId: string): Promise<string | undefined> {
  const known = (await meaningsOf(tx, [payerId])).get(payerId);
  const codes = [...new Set((await saidBy(tx, [payerId])).map(({ code }) => code))].filter((code) => known?.has(code) !== true);
  if (codes.length === 0) return undefined;
  return `This payer says ${codes.slice(0, 5).join(', ')}, which nobody has mapped: until then a person decides.`;
}
