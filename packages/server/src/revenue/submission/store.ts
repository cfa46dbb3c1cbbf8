import type { PlainDate } from '@claimwright/core/ground/base';
import { idKey } from '@claimwright/core/ground/parties';
import { type Cause, nextControl, type SentBatch } from '@claimwright/core/revenue/submission';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Ctx } from '../../gate/index.ts';
import type { Store, Tx } from '../../store/store.ts';
import { madeOfClaim, noteDrafts } from '../claims/index.ts';
import { grouped } from './grouped.ts';
import { batch, batchClaim, type batchStates, clearinghouse, counter, fetched, work } from './schema.ts';

export type SubmissionStore = Pick<Store, 'inTenant'>;
export type ClearinghouseRow = typeof clearinghouse.$inferSelect;
export type BatchRow = typeof batch.$inferSelect;
export type BatchClaimRow = typeof batchClaim.$inferSelect;
export type WorkRow = typeof work.$inferSelect;
export type BatchState = (typeof batchStates)[number];

export const clearinghouseRows = (tx: Tx): Promise<ClearinghouseRow[]> =>
  tx.db.select().from(clearinghouse).where(eq(clearinghouse.tenantId, tx.tenant)).orderBy(clearinghouse.name, clearinghouse.id);

export async function putClearinghouse(
  ctx: Ctx,
  id: string,
  row: Omit<typeof clearinghouse.$inferInsert, 'tenantId' | 'id' | 'actId'>,
): Promise<void> {
  await ctx.tx.db
    .insert(clearinghouse)
    .values({ tenantId: ctx.tx.tenant, id, actId: ctx.actId, ...row })
    .onConflictDoUpdate({ target: [clearinghouse.tenantId, clearinghouse.id], set: { ...row, actId: ctx.actId } });
}

export async function noteNight(tx: Tx, id: string, lastNight: ClearinghouseRow['lastNight']): Promise<void> {
  await tx.db
    .update(clearinghouse)
    .set({ lastNight })
    .where(and(eq(clearinghouse.tenantId, tx.tenant), eq(clearinghouse.id, id)));
}

/** One at a time makes batches: no number twice, no claim in two. */
export async function lockSubmission(tx: Tx): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('submission/' || $1::text, 7))", [tx.tenant]);
}

/** The next so many control numbers: the first of them. Whoever asks holds the room’s lock. */
export async function takeControls(tx: Tx, count: number, now: Date): Promise<number> {
  const [row] = await tx.db.select({ last: counter.last }).from(counter).where(eq(counter.tenantId, tx.tenant));
  const first = nextControl(row?.last ?? 0, now);
  const last = first + count - 1;
  await tx.db
    .insert(counter)
    .values({ tenantId: tx.tenant, last })
    .onConflictDoUpdate({ target: [counter.tenantId], set: { last } });
  return first;
}

export async function addBatches(
  ctx: Ctx,
  batches: readonly Omit<typeof batch.$inferInsert, 'tenantId' | 'actId'>[],
  claims: readonly Omit<typeof batchClaim.$inferInsert, 'tenantId'>[],
): Promise<void> {
  const { tx, actId } = ctx;
  await tx.copy(
    batch,
    batches.map((row) => ({ ...row, tenantId: tx.tenant, actId })),
  );
  await tx.copy(
    batchClaim,
    claims.map((row) => ({ ...row, tenantId: tx.tenant })),
  );
}

/** The batch, held until the transaction ends. */
export async function heldBatch(tx: Tx, id: string): Promise<BatchRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(batch)
    .where(and(eq(batch.tenantId, tx.tenant), eq(batch.id, id)))
    .for('update');
  return row;
}

export async function setBatch(tx: Tx, id: string, set: Partial<typeof batch.$inferInsert>): Promise<void> {
  await tx.db
    .update(batch)
    .set(set)
    .where(and(eq(batch.tenantId, tx.tenant), eq(batch.id, id)));
}

export const claimsOfBatch = (tx: Tx, batchId: string): Promise<BatchClaimRow[]> =>
  tx.db
    .select()
    .from(batchClaim)
    .where(and(eq(batchClaim.tenantId, tx.tenant), eq(batchClaim.batchId, batchId)))
    .orderBy(asc(batchClaim.draftId));

/** Drafts that stand in a batch that counts. */
export async function openAmong(tx: Tx, draftIds: readonly string[]): Promise<BatchClaimRow[]> {
  return tx.db
    .select()
    .from(batchClaim)
    .where(and(eq(batchClaim.tenantId, tx.tenant), inArray(batchClaim.draftId, [...draftIds]), eq(batchClaim.open, true)));
}

/** How often each draft was let go before. */
export async function attemptsOf(tx: Tx, draftIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ id: string; attempts: number }>(
    `select c.draft_id as id, max(c.attempt) as attempts from submission.batch_claim c
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id
      where c.tenant_id = $1 and c.draft_id = any($2::uuid[]) and b.state <> 'dropped' group by c.draft_id`,
    [tx.tenant, draftIds],
  );
  return new Map(rows.map(({ id, attempts }) => [id, attempts]));
}

/** Lets claims out of a batch that does not count any more, all or one. */
export async function closeClaims(tx: Tx, by: { readonly batchId: string } | { readonly draftId: string }): Promise<void> {
  const whose = 'batchId' in by ? eq(batchClaim.batchId, by.batchId) : eq(batchClaim.draftId, by.draftId);
  await tx.db
    .update(batchClaim)
    .set({ open: false })
    .where(and(eq(batchClaim.tenantId, tx.tenant), whose, eq(batchClaim.open, true)));
}

/** Batches that answers could mean: by their numbers, or by those of their claims. */
export async function batchesNamed(
  tx: Tx,
  named: {
    readonly controls: readonly number[];
    readonly references: readonly string[];
    readonly patientControlNumbers: readonly string[];
  },
): Promise<SentBatch[]> {
  const rows = await tx.rows<NamedBatch>(
    `select b.id, b.control, b.reference, to_char(b.approved_at at time zone 'UTC', 'YYYY-MM-DD') as "approvedOn",
            h.receiver_id as "receiverId", h.sender_id as "senderId", h.answer_ids as "answerIds", y.name as "payerName",
            y.ids || coalesce(m.ids, '{}') || array_remove(array[b.payer_number], null) as "payerIds"
       from submission.batch b
       join submission.clearinghouse h on h.tenant_id = b.tenant_id and h.id = b.clearinghouse_id
       join parties.payer y on y.tenant_id = b.tenant_id and y.id = b.payer_id
       left join parties.payer m on m.tenant_id = y.tenant_id and m.id = y.same_as
      where b.tenant_id = $1 and b.approved_at is not null and (b.control = any($2::int[]) or b.reference = any($3::text[])
         or b.id in (select c.batch_id from submission.batch_claim c where c.tenant_id = $1 and c.patient_control_number = any($4::text[])))`,
    [tx.tenant, named.controls, named.references, named.patientControlNumbers],
  );
  if (rows.length === 0) return [];
  const claims = await tx.db
    .select()
    .from(batchClaim)
    .where(
      and(
        eq(batchClaim.tenantId, tx.tenant),
        inArray(
          batchClaim.batchId,
          rows.map(({ id }) => id),
        ),
      ),
    );
  const byBatch = grouped(claims, ({ batchId }) => batchId);
  return rows.map(({ id, control, reference, approvedOn, receiverId, senderId, answerIds, payerName, payerIds }) => ({
    ...{ id, interchangeControl: String(control), groupControl: String(control), setControl: '0001', reference, approvedOn },
    partner: { ids: [receiverId, ...answerIds], own: [senderId, ...answerIds] },
    payer: { ids: payerIds, name: payerName },
    claims: (byBatch.get(id) ?? []).map(({ draftId, patientControlNumber, billingNpi, billed, member, attempt }) => ({
      ...{ key: draftId, patientControlNumber, billed, attempt },
      ...(billingNpi === null ? {} : { billingNpi }),
      ...(member === null ? {} : { member }),
    })),
  }));
}

interface NamedBatch {
  readonly id: string;
  readonly control: number;
  readonly reference: string;
  readonly approvedOn: string;
  readonly receiverId: string;
  readonly senderId: string;
  readonly answerIds: readonly string[];
  readonly payerName: string;
  readonly payerIds: readonly string[];
}

/** A member number as it is kept of what was sent, and compared with what an answer says. */
export const memberKey = (tx: Tx, member: string): string => tx.blind('member', idKey(member));

export interface NewWork {
  readonly kind: WorkRow['kind'];
  readonly key: string;
  readonly draftId?: string;
  readonly batchId?: string;
  readonly documentId?: string;
  readonly payerId?: string;
  readonly causes: readonly Cause[];
  readonly claims?: number;
}

/** Opens work once; what is open already says the newest causes. */
export async function openWork(ctx: Ctx, items: readonly NewWork[]): Promise<void> {
  for (const { kind, key, draftId, batchId, documentId, payerId, causes, claims = 1 } of items)
    await ctx.tx.db
      .insert(work)
      .values({
        ...{ tenantId: ctx.tx.tenant, id: ctx.newId(), kind, key, causes: [...causes], claims, openedAt: ctx.now, actId: ctx.actId },
        ...{ draftId: draftId ?? null, batchId: batchId ?? null, documentId: documentId ?? null, payerId: payerId ?? null },
      })
      .onConflictDoUpdate({ target: [work.tenantId, work.key], set: { causes: [...causes], claims, closedAt: null } });
}

/** Closes what is open and has come to nothing. */
export async function closeWork(ctx: Ctx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await ctx.tx.db
    .update(work)
    .set({ closedAt: ctx.now })
    .where(and(eq(work.tenantId, ctx.tx.tenant), inArray(work.key, [...keys]), isNull(work.closedAt)));
}

/** Of these names those that were not fetched before. */
export async function notFetched(tx: Tx, clearinghouseId: string, names: readonly string[]): Promise<string[]> {
  const keys = new Map(names.map((name) => [tx.blind('source-file', name), name]));
  const rows = await tx.db
    .select({ name: fetched.name })
    .from(fetched)
    .where(and(eq(fetched.tenantId, tx.tenant), eq(fetched.clearinghouseId, clearinghouseId), inArray(fetched.name, [...keys.keys()])));
  const known = new Set(rows.map(({ name }) => name));
  return [...keys].filter(([key]) => !known.has(key)).map(([, name]) => name);
}

export async function markFetched(ctx: Ctx, clearinghouseId: string, name: string): Promise<void> {
  const { tx, now, actId } = ctx;
  await tx.db
    .insert(fetched)
    .values({ tenantId: tx.tenant, clearinghouseId, name: tx.blind('source-file', name), at: now, actId })
    .onConflictDoNothing();
}

/** Day and hour where the practice is. */
export async function localTime(tx: Tx, now: Date): Promise<{ day: PlainDate; time: string }> {
  const [row] = await tx.rows<{ day: PlainDate; time: string }>(
    `select to_char($2::timestamptz at time zone z.name, 'YYYY-MM-DD') as day, to_char($2::timestamptz at time zone z.name, 'HH24:MI') as time
       from (select coalesce((select time_zone from parties.site where tenant_id = $1 order by id limit 1), 'UTC') as name) z`,
    [tx.tenant, now],
  );
  if (!row) throw new Error('a row without a table is always there');
  return row;
}

export interface OwnClaim {
  readonly draftId: string;
  readonly claimId: string | null;
  /** Under which its payer was called, and what the practice calls it. */
  readonly payerNumber: string | null;
  readonly payerId: string | undefined;
  /** The claim of the books that it was made of: sent on to its next payer, or sent again in its place. */
  readonly of?: { readonly how: 'onward' | 'again'; readonly claimId: string };
}

/** Of an 837 that left from here: the claims of its batch by number, with the claim of the books that each became when it was sent before. */
export async function ownBatchOf(tx: Tx, documentId: string): Promise<ReadonlyMap<string, OwnClaim> | undefined> {
  const rows = await tx.rows<Omit<OwnClaim, 'of'> & { number: string; from: string | null; key: string; act: string }>(
    `select c.patient_control_number as number, c.draft_id as "draftId", s.claim_id as "claimId", b.payer_number as "payerNumber", y.ids[1] as "payerId",
            d.from_claim_id as "from", d.made_key as key, d.act_id as act
       from submission.batch b
       join submission.batch_claim c on c.tenant_id = b.tenant_id and c.batch_id = b.id
       join claims.draft_standing s on s.tenant_id = c.tenant_id and s.draft_id = c.draft_id
       join claims.draft d on d.tenant_id = c.tenant_id and d.id = c.draft_id
       join parties.payer y on y.tenant_id = b.tenant_id and y.id = b.payer_id
      where b.tenant_id = $1 and b.document_id = $2`,
    [tx.tenant, documentId],
  );
  if (rows.length === 0) return undefined;
  return new Map(
    rows.map(({ number, from, key, act, ...row }) => {
      const how = (['onward', 'again'] as const).find(
        (one) => from !== null && key === tx.blind('claim-content', madeOfClaim(one, from, act)),
      );
      const of = how === undefined || from === null ? {} : { of: { how, claimId: from } };
      return [number, { ...row, payerId: row.payerId ?? undefined, ...of }];
    }),
  );
}

/** Ties drafts to the claims of the books that they became when their batch was read. */
export async function tieToBooks(tx: Tx, documentId: string): Promise<void> {
  const tied = await tx.rows<{ id: string }>(
    `update claims.draft_standing s set claim_id = k.id
       from submission.batch b
       join submission.batch_claim c on c.tenant_id = b.tenant_id and c.batch_id = b.id
       join claims.claim k on k.tenant_id = b.tenant_id and k.document_id = b.document_id and k.patient_control_number = c.patient_control_number
      where b.tenant_id = $1 and b.document_id = $2 and s.tenant_id = b.tenant_id and s.draft_id = c.draft_id
      returning s.claim_id as id`,
    [tx.tenant, documentId],
  );
  // Where its answers came first, it says so from the beginning.
  await noteDrafts(
    tx,
    tied.map(({ id }) => id),
  );
}
