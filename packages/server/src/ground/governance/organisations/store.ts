import type { Level, Limits } from '@claimwright/core/ground/governance';
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Store, Tx } from '../../../store/store.ts';
import { affiliation, organisation, template, templatePush } from './schema.ts';

export type AffiliationRow = typeof affiliation.$inferSelect;
export type TemplateRow = typeof template.$inferSelect;
type PushRow = typeof templatePush.$inferSelect;

export const addOrganisation = (tx: Tx, row: { readonly name: string; readonly since: Date }): Promise<unknown> =>
  tx.db.insert(organisation).values({ tenantId: tx.tenant, ...row });

export async function isOrganisation(tx: Tx): Promise<boolean> {
  return (await tx.db.select({ name: organisation.name }).from(organisation).where(eq(organisation.tenantId, tx.tenant))).length > 0;
}

/** What an organisation is called, for a practice that was given its id. */
export async function organisationName(of: Pick<Tx | Store, 'rows'>, id: string): Promise<string | undefined> {
  const [row] = await of.rows<{ name: string }>('select name from governance.organisation_name($1)', [id]);
  return row?.name;
}

export const affiliationsOf = (tx: Tx): Promise<AffiliationRow[]> =>
  tx.db.select().from(affiliation).where(eq(affiliation.tenantId, tx.tenant)).orderBy(desc(affiliation.id)).limit(100);

export const addAffiliation = (ctx: Ctx, row: Pick<AffiliationRow, 'id' | 'organisation' | 'roles'>): Promise<unknown> =>
  ctx.tx.db.insert(affiliation).values({ tenantId: ctx.tx.tenant, ...row, by: ctx.actor.id, since: ctx.now, actId: ctx.actId });

export const endAffiliation = (ctx: Ctx, id: string): Promise<unknown> =>
  ctx.tx.db
    .update(affiliation)
    .set({ endedAt: ctx.now, endedBy: ctx.actor.id })
    .where(and(eq(affiliation.tenantId, ctx.tx.tenant), eq(affiliation.id, id), isNull(affiliation.endedAt)));

interface PracticeOf {
  readonly tenant: string;
  readonly practice: string;
  readonly since: Date;
  readonly roles: readonly string[];
}
/** The practices that let this organisation in; none, where the tenant is a practice. */
export const practicesOf = (tx: Tx): Promise<PracticeOf[]> =>
  tx.rows<PracticeOf>('select tenant, practice, since, roles from governance.practices_of($1)', [tx.tenant]);

export const addTemplate = (ctx: Ctx, row: Pick<TemplateRow, 'id' | 'version' | 'name' | 'steps'>): Promise<unknown> =>
  ctx.tx.db.insert(template).values({ tenantId: ctx.tx.tenant, ...row, by: ctx.actor.id, at: ctx.now, actId: ctx.actId });

/** The newest version of each template. */
export const newestTemplates = (tx: Tx, id?: string): Promise<TemplateRow[]> =>
  tx.db
    .selectDistinctOn([template.id])
    .from(template)
    .where(and(eq(template.tenantId, tx.tenant), id === undefined ? undefined : eq(template.id, id)))
    .orderBy(asc(template.id), desc(template.version));

export const pushesOf = (tx: Tx, templateId: string, version: number): Promise<PushRow[]> =>
  tx.db
    .select()
    .from(templatePush)
    .where(and(eq(templatePush.tenantId, tx.tenant), eq(templatePush.templateId, templateId), eq(templatePush.version, version)))
    .orderBy(desc(templatePush.id))
    .limit(1000);

export async function addPushes(
  ctx: Ctx,
  rows: readonly Pick<PushRow, 'templateId' | 'version' | 'practice' | 'outcome' | 'because'>[],
): Promise<void> {
  if (rows.length === 0) return;
  const made = { by: ctx.actor.id, at: ctx.now, actId: ctx.actId };
  await ctx.tx.db.insert(templatePush).values(rows.map((row) => ({ tenantId: ctx.tx.tenant, id: ctx.newId(), ...row, ...made })));
}

/** Whether whoever set something is of the practice itself, and not of an organisation that it let in. */
const ownBy = (column: string): string => `exists (select 1 from governance.member m where m.tenant_id = $1 and m.user_id = ${column})`;

export interface StandingLimit {
  readonly upTo?: number;
  readonly ownUpTo?: number;
  readonly payers: readonly string[];
  readonly sites: readonly string[];
  readonly own: boolean;
}

/** The limit that stands for a role's right here, where there is one. */
export async function standingLimit(tx: Tx, role: string, right: string): Promise<StandingLimit | undefined> {
  const [row] = await tx.rows<{
    up_to: number | null;
    own_up_to: number | null;
    payers: string[];
    sites: string[];
    ended: boolean;
    own: boolean;
  }>(
    `select up_to, own_up_to, payers, sites, ended, ${ownBy('l.by')} as own from governance.role_limit l
      where tenant_id = $1 and permission = $2 and role = $3 order by id desc limit 1`,
    [tx.tenant, right, role],
  );
  if (!row || row.ended) return undefined;
  const { up_to, own_up_to, payers, sites, own } = row;
  return { ...(up_to === null ? {} : { upTo: up_to }), ...(own_up_to === null ? {} : { ownUpTo: own_up_to }), payers, sites, own };
}

export interface StandingLevel {
  readonly payerId?: string;
  readonly siteId?: string;
  readonly level: Level;
  readonly limits: Limits;
  readonly own: boolean;
  /** A watch over the machines set it, and no person. */
  readonly machine: boolean;
}

/** The newest setting of each scope of a workflow. What a machine's watch lowered counts as the practice's own. */
export async function settingsAt(tx: Tx, workflow: string): Promise<StandingLevel[]> {
  const rows = await tx.rows<{
    payer_id: string | null;
    site_id: string | null;
    level: Level;
    limits: Limits;
    own: boolean;
    machine: boolean;
  }>(
    `select distinct on (payer_id, site_id) payer_id, site_id, level, limits, set_by_kind <> 'person' as machine,
            set_by_kind <> 'person' or ${ownBy('s.set_by')} as own
       from autonomy.setting s where tenant_id = $1 and workflow = $2 order by payer_id, site_id, id desc`,
    [tx.tenant, workflow],
  );
  return rows.map(({ payer_id, site_id, ...row }) => ({
    ...row,
    ...(payer_id === null ? {} : { payerId: payer_id }),
    ...(site_id === null ? {} : { siteId: site_id }),
  }));
}

/** How long a class of records is kept here, where the practice departs from the law's time. */
export async function standingRule(tx: Tx, of: string): Promise<{ readonly years: number; readonly own: boolean } | undefined> {
  const [row] = await tx.rows<{ years: number; own: boolean }>(
    `select years, ${ownBy('r.set_by')} as own from governance.retention_rule r where tenant_id = $1 and class = $2 order by set_at desc limit 1`,
    [tx.tenant, of],
  );
  return row;
}

/** When a batch of this tenant's acts was signed the last time. */
export async function lastCheckpoint(tx: Tx): Promise<string | undefined> {
  const [row] = await tx.rows<{ at: string | null }>(
    "select body::jsonb ->> 'at' as at from gate.checkpoint where tenant_id = $1 and chain = 'acts' order by n desc limit 1",
    [tx.tenant],
  );
  return row?.at ?? undefined;
}

/** Proposals of machines that wait for a person here. */
export async function waitingHere(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>("select count(*) as n from gate.parked where tenant_id = $1 and state = 'waiting'", [
    tx.tenant,
  ]);
  return row?.n ?? 0;
}
