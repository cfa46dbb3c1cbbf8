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
