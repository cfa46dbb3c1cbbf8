import type { PlainDate } from '@claimwright/core/ground/base';
import {
  type PayerNamed,
  type PayerSettings,
  type SavedTerms,
  settingsOf,
  type TermsChange,
  termsOn,
} from '@claimwright/core/revenue/scrub';
import type { Ctx } from '../../../gate/index.ts';
import { terms } from '../schema.ts';

type Reading = Pick<Ctx, 'tx'>;
type Writing = Pick<Ctx, 'tx' | 'now' | 'actId'>;

export interface SavedOf extends SavedTerms {
  readonly id: string;
  readonly payerId: string;
  readonly source?: string;
  readonly at: Date;
  readonly by: string;
}
export type NewTerms = Omit<SavedOf, 'at' | 'by'>;

export async function keepTerms({ tx, now, actId }: Writing, all: readonly NewTerms[]): Promise<void> {
  if (all.length === 0) return;
  await tx.db.insert(terms).values(
    all.map(({ id, payerId, from, change, source }) => ({
      ...{ tenantId: tx.tenant, actId, id, payerId, content: change, setAt: now },
      ...{ inForceFrom: from ?? null, source: source ?? null },
    })),
  );
}

/** Every change of these payers' terms, or of all, in the order of saving. */
export async function savedTerms({ tx }: Reading, payerIds?: readonly string[]): Promise<readonly SavedOf[]> {
  const rows = await tx.rows<{
    id: string;
    payerId: string;
    from: PlainDate | null;
    change: TermsChange;
    source: string | null;
    at: Date;
    by: string;
  }>(
    `select t.id, t.payer_id as "payerId", t.in_force_from::text as from, t.content as change, t.source, t.set_at as at,
            coalesce(m.name, g.actor_id, '') as by
       from scrub.terms t left join gate.record g on g.tenant_id = t.tenant_id and g.id = t.act_id
       left join governance.member m on m.tenant_id = g.tenant_id and m.user_id = g.actor_id
      where t.tenant_id = $1 and ($2::uuid[] is null or t.payer_id = any($2)) order by t.id`,
    [tx.tenant, payerIds ?? null],
  );
  return rows.map(({ from, source, ...row }) => ({
    ...{ ...row, ...(from === null ? {} : { from }) },
    ...(source === null ? {} : { source }),
  }));
}

export async function savedByPayer(ctx: Reading): Promise<ReadonlyMap<string, readonly SavedOf[]>> {
  const byPayer = new Map<string, SavedOf[]>();
  for (const one of await savedTerms(ctx)) {
    const own = byPayer.get(one.payerId);
    if (own === undefined) byPayer.set(one.payerId, [one]);
    else own.push(one);
  }
  return byPayer;
}

/** The payers of the practice, each with all numbers that it goes by; who was said to be another is that one. */
export async function payersNamed({ tx }: Reading): Promise<readonly PayerNamed[]> {
  return tx.rows<PayerNamed>(
    `select y.id, y.name, y.ids || coalesce((select array_agg(one) from parties.payer o, unnest(o.ids) one
                                              where o.tenant_id = y.tenant_id and o.same_as = y.id), '{}') as ids
       from parties.payer y where y.tenant_id = $1 and y.same_as is null order by y.name, y.id`,
    [tx.tenant],
  );
}

/** Whom a payer was said to be, where it was. */
export async function payersMeant({ tx }: Reading): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; meant: string }>(
    'select id, same_as as meant from parties.payer where tenant_id = $1 and same_as is not null',
    [tx.tenant],
  );
  return new Map(rows.map(({ id, meant }) => [id, meant]));
}

type Settings = Omit<PayerSettings, 'payerId'>;

/** The terms of any payer on any day, as the edits look at them. */
export async function termsOfPayers(ctx: Reading): Promise<(payerId: string, on: PlainDate) => Settings> {
  const meant = await payersMeant(ctx);
  const saved = await savedByPayer(ctx);
  const known = new Map<string, Settings>();
  return (payerId, on) => {
    const key = `${payerId} ${on}`;
    const settings = known.get(key) ?? settingsOf(termsOn(saved.get(meant.get(payerId) ?? payerId) ?? [], on));
    known.set(key, settings);
    return settings;
  };
}

/** Drafts of these payers that have not left, the oldest first. */
export async function draftsToSend({ tx }: Reading, payerIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select d.id from claims.draft_standing s join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
       join parties.payer y on y.tenant_id = d.tenant_id and y.id = d.payer_id
      where s.tenant_id = $1 and s.status in ('drafted', 'approved') and coalesce(y.same_as, y.id) = any($2::uuid[]) order by d.id`,
    [tx.tenant, payerIds],
  );
  return rows.map(({ id }) => id);
}
