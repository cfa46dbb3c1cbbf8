import type { Compared, Level, Outcome, Setting, Stop, Workflow } from '@claimwright/core/ground/governance';
import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import { alert, type change, policy, promotion, review, setting, stop, trial, trialItem } from './schema.ts';

type Tx = Ctx['tx'];
export type SettingRow = typeof setting.$inferSelect;
export type PolicyRow = typeof policy.$inferSelect;
export type StopRow = typeof stop.$inferSelect;
export type TrialRow = typeof trial.$inferSelect;
export type PromotionRow = typeof promotion.$inferSelect;
export type AlertRow = typeof alert.$inferSelect;
export type ChangeRow = typeof change.$inferSelect;

/** Levels and switches are set one act at a time in a practice. */
export async function lockLadder(tx: Tx): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('ladder/' || $1::text, 7))", [tx.tenant]);
}

/** Every setting that was ever made, oldest first. */
export const settingsOf = (tx: Tx, workflow?: Workflow): Promise<SettingRow[]> =>
  tx.db
    .select()
    .from(setting)
    .where(and(eq(setting.tenantId, tx.tenant), workflow === undefined ? undefined : eq(setting.workflow, workflow)))
    .orderBy(asc(setting.id));

/** What the practice has asked of a workflow's machine, oldest first. */
export const policiesOf = (tx: Tx, workflow?: Workflow): Promise<PolicyRow[]> =>
  tx.db
    .select()
    .from(policy)
    .where(and(eq(policy.tenantId, tx.tenant), workflow === undefined ? undefined : eq(policy.workflow, workflow)))
    .orderBy(asc(policy.id));

export async function addPolicy(ctx: By, given: Pick<PolicyRow, 'workflow' | 'version' | 'rules' | 'because'>): Promise<void> {
  const by = { setBy: ctx.actor.id, setAt: ctx.now, actId: ctx.actId };
  await ctx.tx.db.insert(policy).values({ tenantId: ctx.tx.tenant, id: ctx.newId(), ...given, ...by });
}

export const asSetting = (row: SettingRow): Setting => ({
  workflow: row.workflow,
  level: row.level,
  limits: row.limits,
  ...(row.payerId === null ? {} : { payerId: row.payerId }),
  ...(row.siteId === null ? {} : { siteId: row.siteId }),
  ...(row.cleared ? { cleared: true } : {}),
});

export const stopsOf = (tx: Tx): Promise<StopRow[]> => tx.db.select().from(stop).where(eq(stop.tenantId, tx.tenant)).orderBy(asc(stop.id));

type By = Pick<Ctx, 'tx' | 'now' | 'actId' | 'actor' | 'newId'>;

export async function addSetting(
  ctx: By,
  given: Setting & Pick<SettingRow, 'because'> & { evidence?: SettingRow['evidence'] },
): Promise<void> {
  await ctx.tx.db.insert(setting).values({
    tenantId: ctx.tx.tenant,
    id: ctx.newId(),
    workflow: given.workflow,
    payerId: given.payerId ?? null,
    siteId: given.siteId ?? null,
    level: given.level,
    limits: given.limits,
    cleared: given.cleared ?? false,
    because: given.because,
    evidence: given.evidence ?? null,
    setBy: ctx.actor.id,
    setByKind: ctx.actor.kind,
    setAt: ctx.now,
    actId: ctx.actId,
  });
}

export async function addStop(ctx: By, given: Stop & { because: string }): Promise<void> {
  await ctx.tx.db
    .insert(stop)
    .values({ tenantId: ctx.tx.tenant, id: ctx.newId(), ...given, by: ctx.actor.id, at: ctx.now, actId: ctx.actId });
}

export const trialsOf = (tx: Tx): Promise<TrialRow[]> =>
  tx.db.select().from(trial).where(eq(trial.tenantId, tx.tenant)).orderBy(desc(trial.id));

export async function addTrial(ctx: By, row: Pick<TrialRow, 'workflow' | 'payerId' | 'controlShare' | 'salt' | 'rule'>): Promise<string> {
  const id = ctx.newId();
  const ran = { startedAt: ctx.now, startedBy: ctx.actor.id, endedAt: null, endedWhy: null };
  await ctx.tx.db.insert(trial).values({ tenantId: ctx.tx.tenant, id, ...row, ...ran, actId: ctx.actId });
  return id;
}

export async function endTrial(ctx: By, id: string, endedWhy: string): Promise<void> {
  await ctx.tx.db
    .update(trial)
    .set({ endedAt: ctx.now, endedWhy })
    .where(and(eq(trial.tenantId, ctx.tx.tenant), eq(trial.id, id), isNull(trial.endedAt)));
}

export interface ComparedItem extends Compared, Outcome {
  readonly trialId: string | null;
  readonly payerId: string | null;
  readonly at: Date;
}

/** What both decided, in the order in which people had their word. */
export async function comparedItems(tx: Tx, workflow: Workflow): Promise<ComparedItem[]> {
  const rows = await tx.db
    .select()
    .from(trialItem)
    .where(
      and(eq(trialItem.tenantId, tx.tenant), eq(trialItem.workflow, workflow), isNotNull(trialItem.personAt), eq(trialItem.touched, false)),
    )
    .orderBy(asc(trialItem.personAt), asc(trialItem.subject));
  return rows.flatMap((row) =>
    row.agree === null || row.personAt === null
      ? []
      : [
          {
            trialId: row.trialId,
            payerId: row.payerId,
            at: row.personAt,
            arm: row.arm,
            agree: row.agree,
            confidence: row.confidence / 10_000,
            amount: row.amount,
            errorCost: row.errorCost ?? 0,
            ...(row.seconds === null ? {} : { seconds: row.seconds }),
          },
        ],
  );
}

export const promotionsOf = (tx: Tx): Promise<PromotionRow[]> =>
  tx.db
    .select()
    .from(promotion)
    .where(and(eq(promotion.tenantId, tx.tenant), eq(promotion.state, 'waiting')))
    .orderBy(asc(promotion.id));

export async function promotionById(tx: Tx, id: string): Promise<PromotionRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(promotion)
    .where(and(eq(promotion.tenantId, tx.tenant), eq(promotion.id, id)))
    .for('update');
  return row;
}

export async function addPromotion(ctx: By, row: Pick<PromotionRow, 'workflow' | 'payerId' | 'from' | 'to' | 'evidence'>): Promise<void> {
  await ctx.tx.db.insert(promotion).values({
    tenantId: ctx.tx.tenant,
    id: ctx.newId(),
    ...row,
    proposedAt: ctx.now,
    actId: ctx.actId,
    state: 'waiting',
    decidedBy: null,
    decidedAt: null,
  });
}

export async function settlePromotion(ctx: By, id: string, state: 'approved' | 'declined' | 'lapsed'): Promise<void> {
  await ctx.tx.db
    .update(promotion)
    .set({ state, decidedBy: ctx.actor.id, decidedAt: ctx.now })
    .where(and(eq(promotion.tenantId, ctx.tx.tenant), eq(promotion.id, id), eq(promotion.state, 'waiting')));
}

/** What waits for the scope, or was declined since then: the machine does not ask twice. */
export async function askedSince(tx: Tx, workflow: Workflow, payerId: string | null, since: Date): Promise<boolean> {
  const rows = await tx.rows(
    `select 1 from autonomy.promotion where tenant_id = $1 and workflow = $2 and payer_id is not distinct from $3
        and (state = 'waiting' or (state = 'declined' and decided_at >= $4)) limit 1`,
    [tx.tenant, workflow, payerId, since],
  );
  return rows.length > 0;
}

export const alertsOf = (tx: Tx, limit: number): Promise<AlertRow[]> =>
  tx.db.select().from(alert).where(eq(alert.tenantId, tx.tenant)).orderBy(desc(alert.id)).limit(limit);

export async function addAlert(
  ctx: By,
  row: { workflow: Workflow; payerId: string | null; sign: string; value: number; limit: number; loweredTo: Level | null },
): Promise<void> {
  await ctx.tx.db.insert(alert).values({ tenantId: ctx.tx.tenant, id: ctx.newId(), ...row, at: ctx.now, actId: ctx.actId, seenBy: null });
}

export interface ReviewedChange extends ChangeRow {
  readonly says: 'signed' | 'checked' | 'reversed' | null;
  readonly reviewer: string | null;
}

/** Automatic changes with what people said of them, the newest first. A reversal is the last word. */
export async function changesOf(
  tx: Tx,
  filter: { waiting: boolean; after?: string | undefined; limit: number },
): Promise<ReviewedChange[]> {
  return tx.rows<ReviewedChange>(
    `select c.tenant_id as "tenantId", c.id, c.workflow, c.command, c.kind, c.input, c.subject, c.payer_id as "payerId", c.amount, c.confidence, c.reversal, c.sampled, c.agent,
            c.agent_version as "agentVersion", c.at, said.says, coalesce(m.name, said.by) as reviewer
       from autonomy.change c
       left join lateral (select v.says, v.by from autonomy.review v where v.tenant_id = c.tenant_id and v.change_id = c.id
                           order by (v.says = 'reversed') desc, v.at desc limit 1) said on true
       left join governance.member m on m.tenant_id = c.tenant_id and m.user_id = said.by
      where c.tenant_id = $1 and (said.says is null) = $2 and ($3::uuid is null or c.id < $3::uuid)
      order by c.id desc limit $4`,
    [tx.tenant, filter.waiting, filter.after ?? null, filter.limit],
  );
}

export async function waitingByWorkflow(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ workflow: string; count: number }>(
    `select c.workflow, count(*) as count from autonomy.change c
      where c.tenant_id = $1 and not exists (select 1 from autonomy.review v where v.tenant_id = c.tenant_id and v.change_id = c.id) group by c.workflow`,
    [tx.tenant],
  );
  return new Map(rows.map(({ workflow, count }) => [workflow, count]));
}

export async function changesById(tx: Tx, ids: readonly string[]): Promise<ReviewedChange[]> {
  return tx.rows<ReviewedChange>(
    `select c.id, c.sampled, c.subject, c.workflow, c.amount, (select v.says from autonomy.review v where v.tenant_id = c.tenant_id and v.change_id = c.id limit 1) as says
       from autonomy.change c where c.tenant_id = $1 and c.id = any($2::uuid[])`,
    [tx.tenant, ids],
  );
}

/** A person stands behind these changes: the machine was right. */
export async function addReviews(ctx: By, changes: readonly Pick<ChangeRow, 'id'>[], says: 'signed' | 'checked'): Promise<void> {
  const ids = changes.map(({ id }) => id);
  await ctx.tx.db
    .insert(review)
    .values(ids.map((changeId) => ({ tenantId: ctx.tx.tenant, changeId, says, by: ctx.actor.id, at: ctx.now, actId: ctx.actId })));
  await ctx.tx.db
    .update(trialItem)
    .set({
      agree: true,
      personAt: ctx.now,
      personId: ctx.actor.id,
      personAct: ctx.actId,
      personDigest: says,
      errorCost: 0 as ChangeRow['amount'],
    })
    .where(and(eq(trialItem.tenantId, ctx.tx.tenant), inArray(trialItem.appliedBy, ids), isNull(trialItem.personAt)));
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export const payersOf = (tx: Tx): Promise<Named[]> =>
  tx.rows<Named>('select id, name from parties.payer where tenant_id = $1 order by name', [tx.tenant]);
export const sitesOf = (tx: Tx): Promise<Named[]> =>
  tx.rows<Named>('select id, name from parties.site where tenant_id = $1 order by name', [tx.tenant]);
export const peopleOf = async (tx: Tx): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await tx.rows<Named>('select user_id as id, name from governance.member where tenant_id = $1', [tx.tenant])).map((one) => [
      one.id,
      one.name,
    ]),
  );

/** Every column of the schema that holds what is learnt from, whoever added it. */
export const learningColumns = (tx: Tx): Promise<{ table: string; column: string }[]> =>
  tx.rows(
    "select table_name as table, column_name as column from information_schema.columns where table_schema = 'autonomy' order by 1, ordinal_position",
    [],
  );

/** Rows of one of those tables as JSON, some thousands at a time. */
export async function learningRows(
  tx: Tx,
  table: string,
  from: number,
  size: number,
): Promise<readonly { readonly [column: string]: unknown }[]> {
  const rows = await tx.rows<{ row: { readonly [column: string]: unknown } }>(
    `select to_jsonb(t) as row from autonomy."${table}" t where t.tenant_id = $1 order by t.ctid offset $2 limit $3`,
    [tx.tenant, from, size],
  );
  return rows.map(({ row }) => row);
}
