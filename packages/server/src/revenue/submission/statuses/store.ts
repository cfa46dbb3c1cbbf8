import type { StatusMeaning } from '@claimwright/core/revenue/submission';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { statusMeaning, unmapped } from '../schema.ts';

export interface MeaningRow {
  readonly payerId: string;
  readonly code: string;
  readonly version: number;
  /** None: it was taken back. */
  readonly meaning: StatusMeaning | null;
}

/** The newest word on each status of these payers, that which was taken back too. */
export const meaningRows = (tx: Tx, payerIds: readonly string[]): Promise<MeaningRow[]> =>
  tx.rows<MeaningRow>(
    `select distinct on (payer_id, code) payer_id as "payerId", code, version, meaning from submission.status_meaning
      where tenant_id = $1 and payer_id = any($2::uuid[]) order by payer_id, code, version desc`,
    [tx.tenant, payerIds],
  );

/** By payer and by code, what statuses mean. */
export async function meaningsOf(tx: Tx, payerIds: readonly string[]): Promise<Map<string, Map<string, StatusMeaning>>> {
  const byPayer = new Map<string, Map<string, StatusMeaning>>();
  if (payerIds.length === 0) return byPayer;
  for (const { payerId, code, meaning } of await meaningRows(tx, [...new Set(payerIds)])) {
    if (meaning === null) continue;
    const own = byPayer.get(payerId) ?? new Map<string, StatusMeaning>();
    byPayer.set(payerId, own.set(code, meaning));
  }
  return byPayer;
}

export async function addMeaning(ctx: Ctx, row: MeaningRow): Promise<void> {
  const { tx, actId, actor, now } = ctx;
  await tx.db.insert(statusMeaning).values({ ...row, tenantId: tx.tenant, setBy: actor.id, setAt: now, actId });
}

export interface UnmappedClaim {
  readonly payerId: string;
  readonly code: string;
  readonly draftId: string;
}

/** Keeps of which claims a payer said what no standard knows. */
export async function addUnmapped(ctx: Ctx, rows: readonly UnmappedClaim[]): Promise<void> {
  const { tx, actId, now } = ctx;
  for (let from = 0; from < rows.length; from += 1000)
    await tx.db
      .insert(unmapped)
      .values(rows.slice(from, from + 1000).map((row) => ({ ...row, tenantId: tx.tenant, at: now, actId })))
      .onConflictDoNothing();
}

export const payersOfBatches = (tx: Tx, batchIds: readonly string[]): Promise<{ id: string; payerId: string }[]> =>
  tx.rows('select id, payer_id as "payerId" from submission.batch where tenant_id = $1 and id = any($2::uuid[])', [tx.tenant, batchIds]);

/** All that payers said in words of their own, whether they have a meaning by now or not. */
export const saidBy = (tx: Tx, payerIds: readonly string[]): Promise<UnmappedClaim[]> =>
  tx.rows<UnmappedClaim>(
    `select payer_id as "payerId", code, draft_id as "draftId" from submission.unmapped
      where tenant_id = $1 and payer_id = any($2::uuid[]) order by payer_id, code, draft_id`,
    [tx.tenant, payerIds],
  );

interface MeaningVersion {
  readonly code: string;
  readonly version: number;
  readonly meaning: StatusMeaning | null;
  readonly by: string;
  readonly at: Date;
}

/** All that was ever said of a payer's statuses, the newest first. */
export const meaningVersions = (tx: Tx, payerId: string): Promise<MeaningVersion[]> =>
  tx.rows<MeaningVersion>(
    `select s.code, s.version, s.meaning, coalesce(m.name, s.set_by) as by, s.set_at as at
       from submission.status_meaning s left join governance.member m on m.tenant_id = s.tenant_id and m.user_id = s.set_by
      where s.tenant_id = $1 and s.payer_id = $2::uuid order by s.code, s.version desc limit 1000`,
    [tx.tenant, payerId],
  );
