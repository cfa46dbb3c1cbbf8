import type { PlainDate } from '@claimwright/core/ground/base';
import type { PayerRule } from '@claimwright/core/revenue/scrub';
import type { Ctx } from '../../../gate/index.ts';
import { shown } from '../../../store/columns.ts';
import { rule, ruleSwitch } from '../schema.ts';
import type { RuleHistory, RuleView } from './views.ts';

type Reading = Pick<Ctx, 'tx'>;
type Writing = Pick<Ctx, 'tx' | 'now' | 'actId'>;
const own = ({ tx, actId }: Writing) => ({ tenantId: tx.tenant, actId });

/** The newest version of each rule, and which one is on. */
export async function rulesKept({ tx }: Reading): Promise<readonly RuleView[]> {
  const rows = await tx.rows<{ rule: PayerRule; on: number | null }>(
    `select r.content as rule, case when s.active then s.version end as on
       from (select distinct on (rule_id) rule_id, content from scrub.rule where tenant_id = $1 order by rule_id, version desc) r
       left join (select distinct on (rule_id) rule_id, version, active from scrub.rule_switch where tenant_id = $1 order by rule_id, id desc) s
         on s.rule_id = r.rule_id
      order by r.rule_id`,
    [tx.tenant],
  );
  return rows.map(({ rule: content, on }) => ({ rule: content, ...(on === null ? {} : { on }) }));
}

/** Rules that are on, each in the version that was switched on. */
export async function rulesOn({ tx }: Reading): Promise<readonly PayerRule[]> {
  const rows = await tx.rows<{ content: PayerRule }>(
    `select r.content
       from (select distinct on (rule_id) rule_id, version, active from scrub.rule_switch where tenant_id = $1 order by rule_id, id desc) s
       join scrub.rule r on r.tenant_id = $1 and r.rule_id = s.rule_id and r.version = s.version
      where s.active order by r.rule_id`,
    [tx.tenant],
  );
  return rows.map(({ content }) => content);
}

export async function ruleVersion({ tx }: Reading, ruleId: string, version: number): Promise<PayerRule | undefined> {
  const [row] = await tx.rows<{ content: PayerRule }>(
    'select content from scrub.rule where tenant_id = $1 and rule_id = $2 and version = $3',
    [tx.tenant, ruleId, version],
  );
  return row?.content;
}

/** The newest versions of these rules, of those that there are. */
export async function newestOf({ tx }: Reading, ruleIds: readonly string[]): Promise<ReadonlyMap<string, PayerRule>> {
  const rows = await tx.rows<{ content: PayerRule }>(
    `select distinct on (rule_id) content from scrub.rule where tenant_id = $1 and rule_id = any($2::text[]) order by rule_id, version desc`,
    [tx.tenant, ruleIds],
  );
  return new Map(rows.map(({ content }) => [content.id, content]));
}

export async function keepRule(ctx: Writing, id: string, content: PayerRule): Promise<void> {
  const { id: ruleId, version } = content;
  await ctx.tx.db.insert(rule).values({ ...own(ctx), id, ruleId, version, content, savedAt: ctx.now });
}

export interface Switch {
  readonly ruleId: string;
  readonly version: number;
  readonly active: boolean;
  readonly because: string;
}
export async function keepSwitch(ctx: Writing, id: string, one: Switch): Promise<void> {
  await ctx.tx.db.insert(ruleSwitch).values({ ...own(ctx), id, ...one, switchedAt: ctx.now });
}

const byWhom = `left join gate.record g on g.tenant_id = own.tenant_id and g.id = own.act_id
       left join governance.member m on m.tenant_id = g.tenant_id and m.user_id = g.actor_id`;

/** Every version of a rule and every time that it was switched, the newest first. */
export async function ruleHistory({ tx }: Reading, ruleId: string): Promise<RuleHistory> {
  const versions = await tx.rows<{ content: PayerRule; at: Date }>(
    'select content, saved_at as at from scrub.rule where tenant_id = $1 and rule_id = $2 order by version desc',
    [tx.tenant, ruleId],
  );
  const switches = await tx.rows<{ version: number; active: boolean; because: string; at: Date; by: string | null }>(
    `select own.version, own.active, own.because, own.switched_at as at, coalesce(m.name, g.actor_id) as by
       from scrub.rule_switch own ${byWhom} where own.tenant_id = $1 and own.rule_id = $2 order by own.id desc`,
    [tx.tenant, ruleId],
  );
  return {
    versions: versions.map(({ content, at }) => ({ rule: content, at: at.toISOString() })),
    switches: switches.map(({ because, at, by, ...one }) => ({
      ...{ ...one, at: at.toISOString(), by: by ?? '' },
      because: shown(ruleSwitch.because, because) ?? '',
    })),
  };
}

/** Claims of these days that a rule is tried on, the newest first, some at a time. */
export async function draftsServed(
  { tx }: Reading,
  from: PlainDate,
  before: string | undefined,
  limit: number,
): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select d.id from claims.draft d join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
      where d.tenant_id = $1 and d.id < $2::uuid and d.served_from >= $3 and s.status <> 'withdrawn' order by d.id desc limit $4`,
    [tx.tenant, before ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', from, limit],
  );
  return rows.map(({ id }) => id);
}
