import type { StepNote } from '@claimwright/core/ground/governance';
import { type Ctx, commandLine } from '../../../gate/index.ts';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { onboardingNote } from './schema.ts';

export interface First {
  readonly by: string;
  readonly at: string;
}

/** Who is nobody by name. */
const byWhom: { readonly [id: string]: string } = { [commandLine]: 'the command line', 'first-run': 'when the practice was made' };

/** The first time that each of these commands was carried out here, by the record. */
export async function firstActs(tx: Tx, what: readonly string[]): Promise<ReadonlyMap<string, First>> {
  const rows = await tx.rows<{ what: string; by: string; at: Date }>(
    `select w.what, coalesce(m.name, f.actor_id) as by, f.at from unnest($2::text[]) as w (what)
       cross join lateral (select r.actor_id, r.at from gate.record r
                            where r.tenant_id = $1 and r.chain = 'acts' and r.what = w.what and r.outcome = 'applied' order by r.seq limit 1) f
       left join governance.member m on m.tenant_id = $1 and m.user_id = f.actor_id`,
    [tx.tenant, [...what]],
  );
  return new Map(rows.map(({ what: name, by, at }) => [name, { by: byWhom[by] ?? by, at: at.toISOString() }]));
}

/** What the first run said of itself. */
export async function openedWith(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ body: string }>(
    "select body from gate.record where tenant_id = $1 and chain = 'acts' and what = 'ground/governance/first-run' order by seq limit 1",
    [tx.tenant],
  );
  const told: { details?: { openingBalances?: unknown } } = row ? JSON.parse(row.body) : {};
  return Number(told.details?.openingBalances ?? 0);
}

export interface Counts {
  readonly sites: number;
  readonly sitesWithout: number;
  readonly payers: number;
  readonly unconfirmed: number;
  readonly invited: number;
  readonly training: number;
  readonly selfActing: number;
}

export async function counts(tx: Tx): Promise<Counts> {
  const [row] = await tx.rows<Counts>(
    `select (select count(*) from parties.site where tenant_id = $1) as sites,
            (select count(*) from parties.site where tenant_id = $1 and npi is null and billing_npi is null) as "sitesWithout",
            (select count(*) from parties.payer where tenant_id = $1 and same_as is null) as payers,
            (select count(*) from parties.payer where tenant_id = $1 and unconfirmed) as unconfirmed,
            (select count(*) from governance.invitation where tenant_id = $1 and state = 'waiting') as invited,
            (select count(*) from governance.training_place where tenant_id = $1 and state <> 'making') as training,
            (select count(*) from (select distinct on (workflow, payer_id, site_id) level, cleared from autonomy.setting
                                    where tenant_id = $1 order by workflow, payer_id, site_id, id desc) s
              where s.level = 'conditional' and not s.cleared) as "selfActing"`,
    [tx.tenant],
  );
  if (!row) throw new Error('nothing was counted');
  return row;
}

/** Who works here, and whether they have shown a second factor to be theirs. */
export const people = (tx: Tx): Promise<{ roles: readonly string[]; factor: boolean }[]> =>
  tx.rows(
    `select m.roles, exists (select 1 from auth.authenticator a where a."userId" = m.user_id and a."confirmedAt" is not null)
                  or exists (select 1 from auth.passkey p where p."userId" = m.user_id) as factor
       from governance.member m where m.tenant_id = $1 and m.active`,
    [tx.tenant],
  );

/** The first file of which claims, remits or deposits came. */
export async function firstRead(tx: Tx, of: 'claims' | 'remits' | 'deposits'): Promise<First | undefined> {
  const [row] = await tx.rows<{ by: string; at: Date }>(
    `select d.received_by as by, d.received_at as at from intake.document d
       join intake.reading r on r.tenant_id = d.tenant_id and r.document_id = d.id
      where d.tenant_id = $1 and r.outcome = 'read' and r.${of} > 0 order by d.received_at limit 1`,
    [tx.tenant],
  );
  return row && { by: row.by, at: row.at.toISOString() };
}

/** What was said of steps, the oldest first, with the names of who said it. */
export async function stepNotes(tx: Tx): Promise<StepNote[]> {
  const rows = await tx.rows<{ step: string; kind: string; because: string | null; by: string; at: Date }>(
    `select n.step, n.kind, n.because, coalesce(m.name, n.by) as by, n.at from governance.onboarding_note n
       left join governance.member m on m.tenant_id = n.tenant_id and m.user_id = n.by
      where n.tenant_id = $1 and n.kind in ('not-for-us', 'for-us') order by n.id`,
    [tx.tenant],
  );
  return rows.map(({ step, kind, because, by, at }) => ({
    ...{ step, by, at: at.toISOString() },
    notForUs: kind === 'not-for-us',
    because: shown(onboardingNote.because, because) ?? '',
  }));
}

export async function isPutAway(tx: Tx, by: string): Promise<boolean> {
  const [row] = await tx.rows<{ kind: string }>(
    `select kind from governance.onboarding_note where tenant_id = $1 and by = $2 and kind in ('put-away', 'taken-out') order by id desc limit 1`,
    [tx.tenant, by],
  );
  return row?.kind === 'put-away';
}

type Note = { readonly kind: 'not-for-us' | 'for-us' | 'put-away' | 'taken-out'; readonly step?: string; readonly because?: string };
export const addNote = (ctx: Ctx, { kind, step, because }: Note): Promise<unknown> =>
  ctx.tx.db.insert(onboardingNote).values({
    ...{ tenantId: ctx.tx.tenant, id: ctx.newId(), kind, step: step ?? null, because: because ?? null },
    ...{ by: ctx.actor.id, at: ctx.now, actId: ctx.actId },
  });
