import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import { idKey } from '@claimwright/core/ground/parties';
import { type ClaimStatus, type DraftStatus, endedStatuses, withDrafts } from '@claimwright/core/revenue/claims';
import { and, asc, eq } from 'drizzle-orm';
import { memberIndex, patient, patientsFound, payer } from '../../ground/parties/index.ts';
import { shown } from '../../store/columns.ts';
import type { Tx } from '../../store/store.ts';
import { claim, serviceLine, standing } from './schema.ts';

/** What the last standing posting said of a claim. A claim of which none speaks is not in the list. */
export interface Spoken {
  readonly claimId: string;
  /** Some line was refused. */
  readonly denied: boolean;
  /** The payer passed it on to the next one. */
  readonly forwarded: boolean;
  readonly reversal: boolean;
}

/**
 * Rebuilds what is open of claims and where they stand, from the movements and from what the last postings said: the same fold as
 * core's `statusOf`, for thousands of claims at once. A void or replaced claim stays so; one whose void is on its way until the payer takes
 * its payment back.
 */
export async function refreshOpen(tx: Tx, claimIds: readonly string[], spoken: readonly Spoken[] = []): Promise<void> {
  if (claimIds.length === 0) return;
  await tx.rows(
    `update claims.standing was
        set payer_open = coalesce(o.primary_open + o.next_open, 0), patient_open = coalesce(o.patient_open, 0),
            status = case
              when was.status = any($7) or was.status = 'void-sent' and s.reversal is not true then was.status
              when was.status = 'asked' and o.credit is not true and coalesce(o.primary_open, 0) = 0 then was.status
              when s.id is null then 'sent'
              when s.reversal then 'reversed'
              when o.credit then 'credit'
              when o.primary_open > 0 then case when s.denied then 'denied' else 'partly-paid' end
              when o.next_open > 0 then case when s.denied then 'denied' when s.forwarded then 'with-next-payer' else 'next-payer-due' end
              when o.patient_open > 0 then 'patient-due'
              else 'closed' end
       from unnest($2::uuid[]) as asked (id)
       left join unnest($3::uuid[], $4::boolean[], $5::boolean[], $6::boolean[]) as s (id, denied, forwarded, reversal) on s.id = asked.id
       left join (
         select claim_id, coalesce(sum(open) filter (where party = 'primary'), 0) as primary_open,
                coalesce(sum(open) filter (where party in ('secondary', 'tertiary')), 0) as next_open,
                coalesce(sum(open) filter (where party = 'patient'), 0) as patient_open, bool_or(open < 0) as credit
           from (select claim_id, party, sum(amount) as open from ledger.movement where tenant_id = $1 and claim_id = any($2::uuid[]) group by 1, 2) p
          group by 1) o on o.claim_id = asked.id
      where was.tenant_id = $1 and was.claim_id = asked.id`,
    [
      tx.tenant,
      [...new Set(claimIds)],
      spoken.map((s) => s.claimId),
      spoken.map((s) => s.denied),
      spoken.map((s) => s.forwarded),
      spoken.map((s) => s.reversal),
      endedStatuses,
    ],
  );
  await noteDrafts(tx, claimIds);
}

interface Told {
  readonly claimId: string;
  readonly status: ClaimStatus;
  readonly own: DraftStatus | null;
  readonly next: DraftStatus | null;
}

/** Of claims that drafts became, or were made of for the next payer, what those tell of where they stand. */
export async function noteDrafts(tx: Tx, claimIds: readonly string[]): Promise<void> {
  const rows = await tx.rows<Told>(
    `select k.claim_id as "claimId", k.status, own.status as own, next.status as next
       from unnest($2::uuid[]) as asked (id)
       join claims.standing k on k.tenant_id = $1 and k.claim_id = asked.id
       left join lateral (select s.status from claims.draft_standing s where s.tenant_id = $1 and s.claim_id = asked.id
                           order by s.draft_id desc limit 1) own on true
       left join lateral (
         select s.status from claims.draft d join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
          where d.tenant_id = $1 and d.from_claim_id = asked.id and d.frequency in ('1', '7') and s.status <> 'withdrawn'
            and d.sent_as = (select case when sum(m.amount) filter (where m.party = 'secondary') > 0 then 'secondary' else 'tertiary' end
                               from ledger.movement m where m.tenant_id = $1 and m.claim_id = asked.id)
            -- Told what the payers before it decided; where they decided otherwise since, it is due anew.
            and not exists (
              select 1 from ledger.movement m join ledger.entry e on e.tenant_id = m.tenant_id and e.id = m.entry_id
               where m.tenant_id = $1 and m.claim_id = asked.id and e.id > d.id and e.source_kind in ('remit', 'remit-claim')
                 and (m.party = 'primary' or m.party = 'secondary' and d.sent_as = 'tertiary'))
          order by d.id desc limit 1) next on true
      where k.status = any($3)`,
    [tx.tenant, [...new Set(claimIds)], told],
  );
  const moved = rows.flatMap(({ claimId, status, own, next }) => {
    const to = withDrafts(status, { ...(own && { own }), ...(next && { next }) });
    return to === status ? [] : [{ claimId, to }];
  });
  if (moved.length === 0) return;
  await tx.rows(
    `update claims.standing k set status = t.status from unnest($2::uuid[], $3::text[]) as t (id, status) where k.tenant_id = $1 and k.claim_id = t.id`,
    [tx.tenant, moved.map(({ claimId }) => claimId), moved.map(({ to }) => to)],
  );
}

/** Statuses that drafts tell more of. */
const told: readonly ClaimStatus[] = [
  ...(['sent', 'accepted', 'rejected'] as const),
  ...(['next-payer-due', 'next-payer-drafted', 'next-payer-sent', 'next-payer-rejected'] as const),
];

export interface ListedClaim {
  readonly id: string;
  readonly last: string | undefined;
  readonly first: string | undefined;
  readonly patientControlNumber: string;
  readonly payerName: string;
  readonly servedFrom: PlainDate | null;
  readonly billed: Cents;
  readonly payerOpen: Cents;
  readonly patientOpen: Cents;
  readonly status: string;
}

export interface ClaimFilter {
  readonly search?: string | undefined;
  readonly status?: string | undefined;
  /** The site where it stands, or 'none'. */
  readonly site?: string | undefined;
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

/** The claims that a filter leaves, as a source to select from, and their order: the newest service first. */
export async function claimSource(tx: Tx, filter: Pick<ClaimFilter, 'search' | 'status' | 'site'>) {
  const parameters: unknown[] = [tx.tenant];
  const take = (value: unknown): string => `$${parameters.push(value)}`;
  const search = filter.search?.trim() ?? '';
  const conditions: string[] = [];
  if (filter.status === undefined) conditions.push('c.tenant_id = $1');
  else conditions.push('s.tenant_id = $1', `s.status = ${take(filter.status)}`);
  const found = search === '' ? undefined : foundBy(tx, search, await patientsFound(tx, search), take);
  if (filter.site !== undefined) {
    const at = standsAt(filter.site, take);
    const ofStanding = found === undefined && filter.status !== undefined;
    conditions.push(ofStanding ? `exists (select 1 from claims.claim c where c.tenant_id = $1 and c.id = s.claim_id and ${at})` : at);
  }
  return { ...listedFrom(filter.status !== undefined, found), where: conditions.join(' and '), parameters, take };
}

const standsAt = (site: string, take: (value: unknown) => string): string =>
  site === 'none' ? 'c.site_id is null' : `c.site_id = ${take(site)}::uuid`;

/** Claims, the newest service first; found by the patient's name or birth date, the beginning of the control number, or the member id. */
export async function claimPage(tx: Tx, filter: ClaimFilter): Promise<{ rows: ListedClaim[]; total: number }> {
  const search = filter.search?.trim() ?? '';
  if (search !== '') return foundPage(tx, search, filter);
  const { from, id, newest, where, parameters, take } = await claimSource(tx, filter);
  const [count] = await tx.rows<{ total: number }>(`select count(*) as total from ${from} where ${where}`, parameters);
  const place = filter.after ? ` and (${newest}, ${id}) < (${take(filter.after[0])}::date, ${take(filter.after[1])}::uuid)` : '';
  // What is shown is looked up row by row (offset 0): as a join it may be made of all that the practice has, to show fifty.
  const rows = await tx.rows<ListedRow>(
    `with page as materialized (select ${id} as id from ${from} where ${where}${place} order by ${newest} desc, ${id} desc limit ${take(filter.limit)})
     select ${listed('cross join')}`,
    parameters,
  );
  return { rows: rows.map(asListed), total: count?.total ?? 0 };
}

type ListedRow = Omit<ListedClaim, 'last' | 'first'> & { readonly last: string | null; readonly first: string | null };
const asListed = (row: ListedRow): ListedClaim => ({ ...row, last: shown(patient.last, row.last), first: shown(patient.first, row.first) });

const listed = (join: 'cross join' | 'left join'): string => {
  const on = join === 'left join' ? ' on true' : '';
  return `c.id, p.last_name as last, p.first_name as first, c.patient_control_number as "patientControlNumber", y.name as "payerName",
            c.served_from as "servedFrom", c.billed, s.payer_open as "payerOpen", s.patient_open as "patientOpen", s.status
       from ${join === 'left join' ? '(select 1) one left join page on true' : 'page'}
       ${join} lateral (select * from claims.claim where tenant_id = $1 and id = page.id offset 0) c${on}
       ${join} lateral (select * from claims.standing where tenant_id = $1 and claim_id = page.id offset 0) s${on}
       ${join} lateral (select * from parties.patient where tenant_id = $1 and id = c.patient_id offset 0) p${on}
       ${join} lateral (select * from parties.payer where tenant_id = $1 and id = c.payer_id offset 0) y${on}
      order by coalesce(c.served_from, '-infinity'::date) desc, c.id desc`;
};

/** What a search found, counted and sorted by one walk over the indexes that found it. */
async function foundPage(tx: Tx, search: string, filter: ClaimFilter): Promise<{ rows: ListedClaim[]; total: number }> {
  const parameters: unknown[] = [tx.tenant];
  const take = (value: unknown): string => `$${parameters.push(value)}`;
  const found = foundBy(tx, search, await patientsFound(tx, search), take, "id, coalesce(served_from, '-infinity'::date) as day");
  const standing =
    filter.status === undefined
      ? ''
      : `cross join lateral (select 1 from claims.standing where tenant_id = $1 and claim_id = f.id and status = ${take(filter.status)} offset 0) s`;
  const at =
    filter.site === undefined
      ? ''
      : `cross join lateral (select 1 from claims.claim c where c.tenant_id = $1 and c.id = f.id and ${standsAt(filter.site, take)} offset 0) a`;
  const place = filter.after ? `where (day, id) < (${take(filter.after[0])}::date, ${take(filter.after[1])}::uuid)` : '';
  const rows = await tx.rows<ListedRow & { readonly total: number }>(
    `with found as materialized (select f.id, f.day from (${found}) f ${standing} ${at}),
     page as materialized (select id from found ${place} order by day desc, id desc limit ${take(filter.limit)})
     select (select count(*) from found) as total, ${listed('left join')}`,
    parameters,
  );
  return { rows: rows.filter(({ id }) => id !== null).map(({ total: _, ...row }) => asListed(row)), total: rows[0]?.total ?? 0 };
}

/** Of one status the standings' index has the order, of all of them the claims' own; what a search found is looked up one by one. */
function listedFrom(byStatus: boolean, found: string | undefined): { from: string; id: string; newest: string } {
  if (found !== undefined) {
    const one = `(${found}) f cross join lateral (select * from claims.claim where tenant_id = $1 and id = f.id offset 0) c`;
    const standing = ' cross join lateral (select * from claims.standing where tenant_id = $1 and claim_id = f.id offset 0) s';
    return { from: byStatus ? one + standing : one, id: 'c.id', newest: "coalesce(c.served_from, '-infinity'::date)" };
  }
  if (!byStatus) return { from: 'claims.claim c', id: 'c.id', newest: "coalesce(c.served_from, '-infinity'::date)" };
  return { from: 'claims.standing s', id: 's.claim_id', newest: "coalesce(s.served_from, '-infinity'::date)" };
}

/**
 * The claims of one of these patients, by the beginning of a control number, or by a whole member id: each looked up by its own index, by
 * plain comparisons (decision 0010). A number begins alike whatever stands between its letters and digits.
 */
function foundBy(tx: Tx, search: string, patients: readonly string[], take: (value: unknown) => string, columns = 'id'): string {
  const found = [`select ${columns} from claims.claim where tenant_id = $1 and patient_id = any(${take(patients)}::uuid[])`];
  const member = memberIndex(tx, search);
  if (member !== null) found.push(`select ${columns} from claims.claim where tenant_id = $1 and member_index = ${take(member)}`);
  const key = idKey(search);
  // No letter or digit is greater than a tilde: it comes after all that begin so.
  if (key !== '')
    found.push(
      `select ${columns} from claims.claim where tenant_id = $1 and control_key ~>=~ ${take(key)} and control_key ~<~ ${take(`${key}~`)}`,
    );
  return found.join(' union ');
}

export interface WholeClaim {
  readonly claim: typeof claim.$inferSelect;
  readonly standing: typeof standing.$inferSelect;
  readonly patient: typeof patient.$inferSelect;
  readonly payerName: string;
  readonly lines: readonly (typeof serviceLine.$inferSelect)[];
}

export async function wholeClaim(tx: Tx, id: string): Promise<WholeClaim | undefined> {
  const [row] = await tx.db
    .select({ claim, standing, patient, payerName: payer.name })
    .from(claim)
    .innerJoin(standing, and(eq(standing.tenantId, claim.tenantId), eq(standing.claimId, claim.id)))
    .innerJoin(patient, and(eq(patient.tenantId, claim.tenantId), eq(patient.id, claim.patientId)))
    .innerJoin(payer, and(eq(payer.tenantId, claim.tenantId), eq(payer.id, claim.payerId)))
    .where(and(eq(claim.tenantId, tx.tenant), eq(claim.id, id)));
  if (!row) return undefined;
  const lines = await tx.db
    .select()
    .from(serviceLine)
    .where(and(eq(serviceLine.tenantId, tx.tenant), eq(serviceLine.claimId, id)))
    .orderBy(asc(serviceLine.number), asc(serviceLine.id));
  return { ...row, lines };
}

/** What a claim stands at, under the number by which the practice's other systems know it. */
export interface ClaimBalance {
  readonly id: string;
  readonly account: string;
  /** By payers, until now. */
  readonly paid: Cents;
  readonly payerOpen: Cents;
  readonly patientOpen: Cents;
}

export const balancesOf = (tx: Tx, claimIds: readonly string[]): Promise<ClaimBalance[]> =>
  tx.rows<ClaimBalance>(
    `select c.id, c.patient_control_number as account, s.payer_open as "payerOpen", s.patient_open as "patientOpen",
            coalesce((select -sum(m.amount) from ledger.movement m
                       where m.tenant_id = $1 and m.claim_id = c.id and m.kind = 'payment' and m.party <> 'patient'), 0)::bigint as paid
       from claims.claim c join claims.standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id
      where c.tenant_id = $1 and c.id = any($2::uuid[]) order by c.id`,
    [tx.tenant, [...new Set(claimIds)]],
  );
