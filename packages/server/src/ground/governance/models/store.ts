import type { Finding, PlainDate } from '@claimwright/core/ground/base';
import type { Agreement, Budget, ModelChoice } from '@claimwright/core/ground/governance/models';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { agreement, model, modelBudget, modelCall, vendor } from './schema.ts';

export type VendorRow = typeof vendor.$inferSelect;
export type AgreementRow = typeof agreement.$inferSelect;
export type ModelRow = typeof model.$inferSelect;
export type BudgetRow = typeof modelBudget.$inferSelect;
export type CallRow = typeof modelCall.$inferSelect;

export const vendorRows = (tx: Tx): Promise<VendorRow[]> =>
  tx.db.select().from(vendor).where(eq(vendor.tenantId, tx.tenant)).orderBy(vendor.name, vendor.id);
export const agreementRows = (tx: Tx): Promise<AgreementRow[]> =>
  tx.db.select().from(agreement).where(eq(agreement.tenantId, tx.tenant)).orderBy(desc(agreement.signedOn), agreement.id);
export const modelRows = (tx: Tx): Promise<ModelRow[]> =>
  tx.db.select().from(model).where(eq(model.tenantId, tx.tenant)).orderBy(model.name, model.id);
export const budgetRows = (tx: Tx): Promise<BudgetRow[]> =>
  tx.db.select().from(modelBudget).where(eq(modelBudget.tenantId, tx.tenant)).orderBy(modelBudget.workflow);

const mine = (ctx: Ctx) => ({ tenantId: ctx.tx.tenant, actId: ctx.actId });

export async function addVendor(ctx: Ctx, row: { name: string; contact?: string | undefined }): Promise<string> {
  const id = ctx.newId();
  await ctx.tx.db.insert(vendor).values({ ...mine(ctx), id, name: row.name, contact: row.contact ?? null, addedAt: ctx.now });
  return id;
}

export async function addAgreement(
  ctx: Ctx,
  row: Omit<typeof agreement.$inferInsert, 'tenantId' | 'id' | 'actId' | 'endedAt' | 'endedBy'>,
): Promise<string> {
  const id = ctx.newId();
  await ctx.tx.db.insert(agreement).values({ ...mine(ctx), id, ...row });
  return id;
}

export async function endAgreement(ctx: Ctx, id: string): Promise<boolean> {
  const ended = await ctx.tx.db
    .update(agreement)
    .set({ endedAt: ctx.now, endedBy: ctx.actor.name })
    .where(and(eq(agreement.tenantId, ctx.tx.tenant), eq(agreement.id, id), sql`${agreement.endedAt} is null`))
    .returning({ id: agreement.id });
  return ended.length === 1;
}

export async function putModel(ctx: Ctx, id: string, row: Omit<typeof model.$inferInsert, 'tenantId' | 'id' | 'actId'>): Promise<void> {
  const values = { ...mine(ctx), id, ...row };
  const { tenantId: _tenant, id: _id, ...set } = values;
  await ctx.tx.db
    .insert(model)
    .values(values)
    .onConflictDoUpdate({ target: [model.tenantId, model.id], set });
}

export async function putBudget(
  ctx: Ctx,
  row: { workflow: string; microDollarsAMonth: number | null; callsAMinute: number | null },
): Promise<void> {
  const set = { ...row, setAt: ctx.now, setBy: ctx.actor.name, actId: ctx.actId };
  await ctx.tx.db
    .insert(modelBudget)
    .values({ tenantId: ctx.tx.tenant, ...set })
    .onConflictDoUpdate({ target: [modelBudget.tenantId, modelBudget.workflow], set });
}

export const asChoice = (row: ModelRow, vendorName: string): ModelChoice => ({
  id: row.id,
  vendor: vendorName,
  product: row.product,
  active: row.active,
  maySeeIdentified: row.maySeeIdentified,
});

export const asAgreement = (row: AgreementRow): Agreement => ({
  id: row.id,
  kind: row.kind,
  product: row.product,
  purposes: row.purposes,
  signedOn: row.signedOn,
  ...(row.expiresOn === null ? {} : { expiresOn: row.expiresOn }),
  ended: row.endedAt !== null,
});

/** The limits that a workflow's calls come under, with what is used up of them now. Holds the practice's meter until the transaction ends. */
export async function budgetsFor(tx: Tx, workflow: string, now: Date, today: PlainDate): Promise<Budget[]> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('models/' || $1::text, 7))", [tx.tenant]);
  const rows = await budgetRows(tx);
  const monthFrom = `${today.slice(0, 7)}-01`;
  const minuteFrom = new Date(now.getTime() - 60_000);
  const found: Budget[] = [];
  for (const row of rows) {
    if (row.workflow !== '*' && row.workflow !== workflow) continue;
    const of = row.workflow === '*' ? null : row.workflow;
    const [used] = await tx.rows<{ micro: number; calls: number }>(
      `select coalesce(sum(micro_dollars) filter (where sent_at >= $2::timestamptz), 0)::bigint as micro, count(*) filter (where sent_at > $3) as calls
         from governance.model_call where tenant_id = $1 and sent_at >= least($2::timestamptz, $3) and ($4::text is null or workflow = $4)`,
      [tx.tenant, monthFrom, minuteFrom, of],
    );
    found.push({
      of: of === null ? 'practice' : 'workflow',
      ...(row.microDollarsAMonth === null ? {} : { microDollarsAMonth: row.microDollarsAMonth }),
      ...(row.callsAMinute === null ? {} : { callsAMinute: row.callsAMinute }),
      used: { microDollars: used?.micro ?? 0, calls: used?.calls ?? 0 },
    });
  }
  return found;
}

export async function openCall(
  ctx: Ctx,
  row: Pick<typeof modelCall.$inferInsert, 'task' | 'workflow' | 'purpose' | 'subject'>,
): Promise<string> {
  const id = ctx.newId();
  const nothing = { tries: 0, tokensIn: 0, tokensOut: 0, microDollars: 0, milliseconds: 0, findings: [] };
  await ctx.tx.db
    .insert(modelCall)
    .values({ ...mine(ctx), id, ...row, ...nothing, askedBy: ctx.actor.id, askedAt: ctx.now, state: 'waiting' });
  return id;
}

/** The call, held until the transaction ends. */
export async function heldCall(tx: Tx, id: string): Promise<CallRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(modelCall)
    .where(and(eq(modelCall.tenantId, tx.tenant), eq(modelCall.id, id)))
    .for('update');
  return row;
}

export async function callById(tx: Tx, id: string): Promise<CallRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(modelCall)
    .where(and(eq(modelCall.tenantId, tx.tenant), eq(modelCall.id, id)));
  return row;
}

export async function setCall(tx: Tx, id: string, set: Partial<typeof modelCall.$inferInsert>): Promise<void> {
  await tx.db
    .update(modelCall)
    .set(set)
    .where(and(eq(modelCall.tenantId, tx.tenant), eq(modelCall.id, id)));
}

/** Nothing of what was asked and answered. */
export const noTexts = { prompt: null, answer: null, tokens: null, proposing: null } as const;

/** After so long nobody comes back to a call that has not ended: its job has failed for good. */
const stale = (now: Date): Date => new Date(now.getTime() - 2 * 3600_000);

/** A call that waits or is under way about the same: it is not asked twice. */
export async function openCallOn(tx: Tx, task: string, subject: string, now: Date): Promise<string | undefined> {
  const [row] = await tx.rows<{ id: string }>(
    `select id from governance.model_call where tenant_id = $1 and subject = $2 and task = $3 and state in ('waiting', 'sent')
        and coalesce(sent_at, asked_at) > $4 limit 1`,
    [tx.tenant, subject, task, stale(now)],
  );
  return row?.id;
}

/** Calls about the same that never came to an end are over when it is asked anew; nothing of them is kept. */
export async function closeStale({ tx, now }: Ctx, task: string, subject: string): Promise<void> {
  await tx.db
    .update(modelCall)
    .set({ ...noTexts, state: 'needs-person', endedAt: now })
    .where(
      and(
        ...[eq(modelCall.tenantId, tx.tenant), eq(modelCall.subject, subject), eq(modelCall.task, task)],
        inArray(modelCall.state, ['waiting', 'sent']),
      ),
    );
}

export interface CallFilter {
  readonly state?: string | undefined;
  readonly task?: string | undefined;
  readonly subject?: string | undefined;
  readonly askedBy?: string | undefined;
  readonly purpose?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly modelId?: string | undefined;
}

const calls = `select c.id, c.task, c.workflow, c.purpose, c.subject, c.asked_by, c.asked_at, c.state, c.tries, c.version, c.deidentified, c.tokens_in,
            c.tokens_out, c.micro_dollars, c.milliseconds, c.findings, c.proposal_id, c.ended_at, m.name as model
       from governance.model_call c left join governance.model m on m.tenant_id = c.tenant_id and m.id::text = c.model_id`;

/** The last call about a subject, without its texts. */
export async function lastCallOn(tx: Tx, task: string, subject: string): Promise<CallListRow | undefined> {
  const [row] = await tx.rows<CallListRow>(
    `${calls} where c.tenant_id = $1 and c.subject = $2 and c.task = $3 order by c.id desc limit 1`,
    [tx.tenant, subject, task],
  );
  return row;
}

/** The call whose answer a proposal is, without its texts. */
export async function callOfProposal(tx: Tx, proposalId: string): Promise<CallListRow | undefined> {
  const [row] = await tx.rows<CallListRow>(`${calls} where c.tenant_id = $1 and c.proposal_id = $2 limit 1`, [tx.tenant, proposalId]);
  return row;
}

/** Calls, the newest first, without their texts. Ids are in the order of time. */
export async function callPage(tx: Tx, filter: CallFilter, before: string | null, limit: number): Promise<CallListRow[]> {
  return tx.rows<CallListRow>(
    `${calls} where c.tenant_id = $1 and ($2::uuid is null or c.id < $2) and ($3::text is null or c.state = $3) and ($4::text is null or c.task = $4)
        and ($5::text is null or c.subject = $5) and ($6::text is null or c.asked_by = $6) and ($7::text is null or c.purpose = $7)
        and ($8::timestamptz is null or c.asked_at >= $8) and ($9::timestamptz is null or c.asked_at < $9)
        and ($11::text is null or c.model_id = $11)
      order by c.id desc limit $10`,
    [
      tx.tenant,
      before,
      filter.state ?? null,
      filter.task ?? null,
      filter.subject ?? null,
      filter.askedBy ?? null,
      filter.purpose ?? null,
      filter.from ?? null,
      filter.to ?? null,
      limit,
      filter.modelId ?? null,
    ],
  );
}

export interface CallListRow {
  readonly id: string;
  readonly task: string;
  readonly workflow: string;
  readonly purpose: string;
  readonly subject: string;
  readonly asked_by: string;
  readonly asked_at: Date;
  readonly state: CallRow['state'];
  readonly tries: number;
  readonly version: string | null;
  readonly deidentified: boolean | null;
  readonly tokens_in: number;
  readonly tokens_out: number;
  readonly micro_dollars: number;
  readonly milliseconds: number;
  readonly findings: readonly Finding[];
  readonly proposal_id: string | null;
  readonly ended_at: Date | null;
  readonly model: string | null;
}

export interface UsageRow {
  readonly month: string;
  readonly workflow: string;
  readonly model: string | null;
  readonly calls: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly microDollars: number;
}

/** What was used, by month, workflow and model. */
export async function usage(tx: Tx): Promise<UsageRow[]> {
  return tx.rows<UsageRow>(
    `select to_char(date_trunc('month', c.sent_at at time zone 'UTC'), 'YYYY-MM') as month, c.workflow, m.name as model, count(*) as calls,
            sum(c.tokens_in)::bigint as "tokensIn", sum(c.tokens_out)::bigint as "tokensOut", sum(c.micro_dollars)::bigint as "microDollars"
       from governance.model_call c left join governance.model m on m.tenant_id = c.tenant_id and m.id::text = c.model_id
      where c.tenant_id = $1 and c.sent_at is not null group by 1, 2, 3 order by 1 desc, 2, 3`,
    [tx.tenant],
  );
}

export interface AskedCall {
  readonly id: string;
  readonly purpose: string;
  readonly askedBy: string;
  readonly model: string | null;
}

/** Questions to models by what they were about, to which model, what for, and who asked: the newest, so many at most. */
export const callsOf = (
  tx: Tx,
  filter: {
    readonly ids?: readonly string[] | undefined;
    readonly subjects?: readonly string[] | undefined;
    readonly modelId?: string | undefined;
    readonly purpose?: string | undefined;
    readonly askedBy?: string | undefined;
  },
  limit: number,
): Promise<AskedCall[]> =>
  tx.rows<AskedCall>(
    `select c.id, c.purpose, c.asked_by as "askedBy", m.name as model
       from governance.model_call c left join governance.model m on m.tenant_id = c.tenant_id and m.id::text = c.model_id
      where c.tenant_id = $1 and ($2::uuid[] is null or c.id = any($2)) and ($3::text[] is null or c.subject = any($3))
        and ($4::text is null or c.model_id = $4) and ($5::text is null or c.purpose = $5) and ($6::text is null or c.asked_by = $6)
      order by c.id desc limit ${limit}`,
    [tx.tenant, filter.ids ?? null, filter.subjects ?? null, filter.modelId ?? null, filter.purpose ?? null, filter.askedBy ?? null],
  );
