import { and, asc, count, desc, eq, getTableColumns, inArray, lt, sql } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { partner, type WriteBackNote, writeBack } from './schema.ts';

export type { WriteBackNote } from './schema.ts';
export type PartnerRow = typeof partner.$inferSelect;
export type WriteBackRow = typeof writeBack.$inferSelect;

export const partnerRows = (tx: Tx): Promise<PartnerRow[]> =>
  tx.db.select().from(partner).where(eq(partner.tenantId, tx.tenant)).orderBy(partner.name, partner.id);

export async function putPartner(ctx: Ctx, id: string, row: Omit<typeof partner.$inferInsert, 'tenantId' | 'id' | 'actId'>): Promise<void> {
  const { tx, actId } = ctx;
  await tx.db
    .insert(partner)
    .values({ tenantId: tx.tenant, id, actId, ...row })
    .onConflictDoUpdate({ target: [partner.tenantId, partner.id], set: { ...row, actId } });
}

export interface NewWriteBack {
  readonly partnerId: string;
  readonly kind: string;
  readonly subject: string;
  readonly note: WriteBackNote;
  readonly state: 'held' | 'waiting';
}

/** Puts them into the outbox, in the act's own transaction. */
export async function addWriteBacks(ctx: Ctx, rows: readonly NewWriteBack[]): Promise<string[]> {
  const values = rows.map((row) => ({
    ...row,
    ...{ tenantId: ctx.tx.tenant, id: ctx.newId(), actId: ctx.actId, tries: 0, findings: [], queuedAt: ctx.now, queuedBy: ctx.actor.id },
  }));
  // As many as one statement takes parameters for.
  for (let from = 0; from < values.length; from += 1000) await ctx.tx.db.insert(writeBack).values(values.slice(from, from + 1000));
  return values.map(({ id }) => id);
}

/** The write-back, held until the transaction ends. */
export async function heldWriteBack(tx: Tx, id: string): Promise<WriteBackRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(writeBack)
    .where(and(eq(writeBack.tenantId, tx.tenant), eq(writeBack.id, id)))
    .for('update');
  return row;
}

export async function setWriteBack(tx: Tx, id: string, set: Partial<typeof writeBack.$inferInsert>): Promise<void> {
  await tx.db
    .update(writeBack)
    .set(set)
    .where(and(eq(writeBack.tenantId, tx.tenant), eq(writeBack.id, id)));
}

const unfinished = ['held', 'waiting', 'sent', 'needs-person'] as const;
const sameSubject = (tx: Tx, row: WriteBackRow) => [
  ...[eq(writeBack.tenantId, tx.tenant), eq(writeBack.partnerId, row.partnerId), eq(writeBack.subject, row.subject)],
];

/** One about the same that came before and is not over. Ids are in the order of time. */
export async function stillBefore(tx: Tx, row: WriteBackRow): Promise<WriteBackRow['state'] | undefined> {
  const [before] = await tx.db
    .select({ state: writeBack.state })
    .from(writeBack)
    .where(and(...sameSubject(tx, row), inArray(writeBack.state, [...unfinished]), lt(writeBack.id, row.id)))
    .orderBy(asc(writeBack.id))
    .limit(1);
  return before?.state;
}

/** The next one about the same that waits. */
export async function nextWaiting(tx: Tx, row: WriteBackRow): Promise<string | undefined> {
  const [next] = await tx.db
    .select({ id: writeBack.id })
    .from(writeBack)
    .where(and(...sameSubject(tx, row), eq(writeBack.state, 'waiting')))
    .orderBy(asc(writeBack.id))
    .limit(1);
  return next?.id;
}

const nameOf = (who: typeof writeBack.queuedBy | typeof writeBack.endedBy) =>
  sql<string | null>`(select m.name from governance.member m where m.tenant_id = ${writeBack.tenantId} and m.user_id = ${who})`;

export async function countWriteBacks(tx: Tx, states: readonly WriteBackRow['state'][] | undefined): Promise<number> {
  const [row] = await tx.db
    .select({ total: count() })
    .from(writeBack)
    .where(and(eq(writeBack.tenantId, tx.tenant), ...(states ? [inArray(writeBack.state, [...states])] : [])));
  return row?.total ?? 0;
}

export async function writeBackPage(
  tx: Tx,
  { states, before, limit }: { states: readonly WriteBackRow['state'][] | undefined; before: string | null; limit: number },
): Promise<(Omit<WriteBackRow, 'note'> & { partner: string | null; person: string | null; ender: string | null })[]> {
  const { note: _note, ...columns } = getTableColumns(writeBack);
  return tx.db
    .select({ ...columns, partner: partner.name, person: nameOf(writeBack.queuedBy), ender: nameOf(writeBack.endedBy) })
    .from(writeBack)
    .leftJoin(partner, and(eq(partner.tenantId, writeBack.tenantId), eq(partner.id, writeBack.partnerId)))
    .where(
      and(
        eq(writeBack.tenantId, tx.tenant),
        ...(states ? [inArray(writeBack.state, [...states])] : []),
        ...(before === null ? [] : [lt(writeBack.id, before)]),
      ),
    )
    .orderBy(desc(writeBack.id))
    .limit(limit);
}
