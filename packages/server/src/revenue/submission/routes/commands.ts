import type { ClaimKind } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { type ListedPayer, listedPayers } from '../scope/store.ts';
import { type ClearinghouseRow, clearinghouseRows, closeWork } from '../store.ts';
import { noRouteKey } from './no-route.ts';
import { addRoutes, lockRoutes, type RouteRow, type RouteVersion, routeRows, routeVersions } from './store.ts';

export const claimKinds = ['professional', 'institutional', 'dental'] as const satisfies readonly ClaimKind[];

const setInput = z.object({
  payerId: z.uuid(),
  kinds: z.array(z.enum(claimKinds)).min(1).max(claimKinds.length),
  /** Nothing: the route is taken away, and whoever takes the others takes these too. */
  clearinghouseId: z.uuid().nullable(),
  /** What the clearinghouse calls this payer, as NM109 takes it. */
  payerNumber: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9 -]{2,80}$/, 'Letters and digits, as the clearinghouse lists this payer.')
    .optional(),
});
type SetInput = z.infer<typeof setInput>;

interface Facts {
  readonly payers: readonly ListedPayer[];
  readonly partners: readonly ClearinghouseRow[];
  readonly rows: readonly RouteRow[];
}
type Changed = readonly RouteRow[];

const done = async (ctx: Ctx, rows: Changed, partners: readonly ClearinghouseRow[]) => {
  const payerId = rows[0]?.payerId ?? '';
  await addRoutes(ctx, rows);
  // Where there is still no way the next look at what is to be sent says so again.
  await closeWork(ctx, [noRouteKey(payerId)]);
  const to = rows[0]?.clearinghouseId;
  return {
    result: { payerId },
    subjects: [`payer:${payerId}`, ...(to ? [`clearinghouse:${to}`] : [])],
    details: {
      kinds: rows.map(({ kind }) => kind).join(' '),
      to: partners.find(({ id }) => id === to)?.name ?? 'no route of its own',
      ...(rows[0]?.payerNumber ? { payerNumber: rows[0].payerNumber } : {}),
    },
    changes: [{ topic: 'batches' }],
  };
};

/** By whom claims to a payer leave. Whoever says it says where patients’ data goes: people only. */
export const setRoute: Command = command<SetInput, Facts, Changed, { payerId: string }>({
  name: 'revenue/submission/set-route',
  summary: 'Say by whom claims to a payer leave',
  permission: 'submissions.manage',
  workflow: 'submission',
  consequence: 'administers',
  whole: 'The route to a payer',
  input: setInput as unknown as z.ZodType<SetInput>,
  subjects: ({ payerId }) => [`payer:${payerId}`],
  load: async ({ tx }, { payerId }) => {
    await lockRoutes(tx);
    return { payers: await listedPayers(tx), partners: await clearinghouseRows(tx), rows: await routeRows(tx, payerId) };
  },
  plan: ({ payers, partners, rows }, { payerId, kinds, clearinghouseId, payerNumber = null }) => {
    if (payers.every(({ id }) => id !== payerId)) throw notFound('payer');
    if (clearinghouseId !== null && partners.every(({ id }) => id !== clearinghouseId)) throw notFound('clearinghouse');
    const changed = [...new Set(kinds)].flatMap((kind): RouteRow[] => {
      const before = rows.find((row) => row.kind === kind);
      const number = clearinghouseId === null ? null : payerNumber;
      const same = (before?.clearinghouseId ?? null) === clearinghouseId && (before?.payerNumber ?? null) === number;
      return same ? [] : [{ payerId, kind, version: (before?.version ?? 0) + 1, clearinghouseId, payerNumber: number }];
    });
    if (changed.length === 0)
      throw cannot('Nothing would change.', 'This is the route already.', 'Choose another clearinghouse or number.');
    return changed;
  },
  essence: (rows) => rows.map(({ kind, clearinghouseId, payerNumber }) => ({ kind, clearinghouseId, payerNumber })),
  apply: async (ctx, rows) => done(ctx, rows, await clearinghouseRows(ctx.tx)),
});

const undoInput = z.object({ payerId: z.uuid(), kind: z.enum(claimKinds), version: z.int().min(1) });
type UndoInput = z.infer<typeof undoInput>;

/** Puts a route back to what it was before its newest change; that it was changed stays on the record. */
export const undoRoute: Command = command<UndoInput, readonly RouteVersion[], Changed, { payerId: string }>({
  name: 'revenue/submission/undo-route',
  summary: 'Take the newest change of a route back',
  permission: 'submissions.manage',
  workflow: 'submission',
  consequence: 'administers',
  whole: 'The route to a payer',
  input: undoInput as unknown as z.ZodType<UndoInput>,
  subjects: ({ payerId }) => [`payer:${payerId}`],
  load: async ({ tx }, { payerId, kind }) => {
    await lockRoutes(tx);
    return (await routeVersions(tx, payerId)).filter((row) => row.kind === kind);
  },
  plan: (versions, { payerId, kind, version }) => {
    const newest = versions.reduce<RouteVersion | undefined>((last, one) => (last && last.version > one.version ? last : one), undefined);
    if (newest === undefined) throw notFound('route');
    if (newest.version !== version)
      throw cannot('This is not the newest change.', 'Somebody changed the route since.', 'Look at its history again.');
    const before = versions.find((one) => one.version === version - 1);
    return [
      {
        ...{ payerId, kind, version: version + 1 },
        clearinghouseId: before?.clearinghouseId ?? null,
        payerNumber: before?.payerNumber ?? null,
      },
    ];
  },
  apply: async (ctx, rows) => done(ctx, rows, await clearinghouseRows(ctx.tx)),
});
