import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import { memberIndex, patient, patientsFound } from '../../../ground/parties/index.ts';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import type { FoundRemits } from '../../remits/index.ts';
import type { RemitState } from '../views.ts';

export interface TrayRecord {
  readonly id: string;
  readonly payer_name: string;
  readonly trace_number: string;
  readonly payer_trace_id: string;
  readonly method: string;
  readonly paid_on: PlainDate | null;
  readonly paid: Cents;
  readonly claims: number;
  readonly clean_claims: number;
  readonly work_claims: number;
  readonly parked_claims: number;
  readonly unapplied: Cents;
  readonly state: RemitState;
  readonly balanced: boolean;
  readonly near_duplicate_of: string | null;
  readonly accepted: boolean;
  readonly document_id: string;
  readonly read_at: Date;
  readonly open_work: number;
  /** Parked claims of it that could be posted by now. */
  readonly again: number;
  /** When the posting that stands was made. */
  readonly posted_at: Date | null;
}

/** What a search on the tray means besides payer and trace, which are looked at as they are typed. */
export interface TraySought {
  readonly text: string;
  /** Remits found by a patient, or by a control number of a claim. */
  readonly remitIds: readonly string[];
  /** Files whose name has it. */
  readonly documentIds: readonly string[];
  /** Cents, where it is an amount: what was paid, or taken back. */
  readonly amount: number | undefined;
  /** So many have this name that only their newest remits are among those. */
  readonly onlyNewest: boolean;
}

const never = '0001-01-01';
/** As the indexes of the states and of all have it: remits without a day come last. */
export const newest = `coalesce(r.paid_on, '${never}'::date)`;

const columns = `r.id, r.payer_name, r.trace_number, r.payer_trace_id, r.method, r.paid_on, r.paid, r.claims, r.clean_claims, r.work_claims, r.parked_claims,
  r.unapplied, r.state, r.balanced, r.near_duplicate_of, r.document_id, r.read_at,
  exists (select 1 from posting.decision d where d.tenant_id = r.tenant_id and d.remit_id = r.id and d.remit_claim_id is null and d.kind in ('ours', 'own-payment')) as accepted,
  (select count(*)::int from posting.work_item w where w.tenant_id = r.tenant_id and w.remit_id = r.id and w.closed_at is null) as open_work,
  (select count(distinct w.remit_claim_id) filter (where w.kind = 'post-again')::int from posting.work_item w
    where w.tenant_id = r.tenant_id and w.remit_id = r.id and w.closed_at is null) as again,
  (select max(p.posted_at) from posting.posted_remit p where p.tenant_id = r.tenant_id and p.remit_id = r.id and p.undone_by is null) as posted_at`;

interface TrayFilter {
  readonly state?: RemitState | undefined;
  readonly sought?: TraySought | undefined;
  readonly after?: readonly [on: string, id: string] | undefined;
  readonly limit: number;
}
interface TrayPage {
  readonly rows: TrayRecord[];
  readonly total: number;
}

export async function trayPage(tx: Tx, filter: TrayFilter): Promise<TrayPage> {
  const { where, parameters, take } = trayWhere(tx, filter);
  if (filter.sought !== undefined) return soughtPage(tx, filter, { where, parameters, take });
  const [count] = await tx.rows<{ total: number }>(`select count(*) as total from remits.remit r where ${where}`, [...parameters]);
  const place = filter.after ? ` and (${newest}, r.id) < (${take(filter.after[0])}::date, ${take(filter.after[1])}::uuid)` : '';
  // What stands beside a remit is looked up for those that are shown.
  const rows = await tx.rows<TrayRecord>(
    `with page as materialized (select r.id from remits.remit r where ${where}${place} order by ${newest} desc, r.id desc limit ${take(filter.limit)})
     select ${columns} from page cross join lateral (select * from remits.remit where tenant_id = $1 and id = page.id offset 0) r
      order by ${newest} desc, r.id desc`,
    parameters,
  );
  return { rows, total: count?.total ?? 0 };
}

/** What is sought by pieces of words is found by one walk, which counts and gives the page. */
async function soughtPage(tx: Tx, filter: TrayFilter, { where, parameters, take }: ReturnType<typeof trayWhere>): Promise<TrayPage> {
  const place = filter.after ? `where (day, id) < (${take(filter.after[0])}::date, ${take(filter.after[1])}::uuid)` : '';
  const rows = await tx.rows<TrayRecord & { total: number }>(
    `with found as materialized (select r.id, ${newest} as day from remits.remit r where ${where}),
     page as materialized (select id from found ${place} order by day desc, id desc limit ${take(filter.limit)})
     select (select count(*) from found) as total, ${columns}
       from (select 1) one left join page on true
       left join lateral (select * from remits.remit where tenant_id = $1 and id = page.id offset 0) r on true
      order by ${newest} desc, r.id desc`,
    parameters,
  );
  return { rows: rows.filter(({ id }) => id !== null), total: rows[0]?.total ?? 0 };
}

/** Only what is asked for stands in the question, so that it goes by the index of the state or of all. */
export function trayWhere(tx: Tx, { state, sought }: { state?: RemitState | undefined; sought?: TraySought | undefined }) {
  const parameters: unknown[] = [tx.tenant];
  const take = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = ['r.tenant_id = $1'];
  if (state !== undefined) conditions.push(`r.state = ${take(state)}`);
  if (sought !== undefined) {
    const typed = sought.text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&');
    const any = [`r.sought like ${take(`%\n%${typed}%`)}`, `r.sought like ${take(`${typed}\n%`)}`];
    if (sought.remitIds.length > 0) any.push(`r.id = any(${take(sought.remitIds)}::uuid[])`);
    if (sought.documentIds.length > 0) any.push(`r.document_id = any(${take(sought.documentIds)}::uuid[])`);
    if (sought.amount !== undefined) any.push(`abs(r.paid) = ${take(Math.abs(sought.amount))}::bigint`);
    conditions.push("r.sought <> ''", `(${any.join(' or ')})`);
  }
  return { where: conditions.join(' and '), parameters, take };
}

/** Of patients who have more claims, only the newest are looked at. */
const mostClaims = 1_000;

/** Remits that stand posted to a claim of one of these patients, however the payer spelled them. */
export async function remitsOfClaimPatients(tx: Tx, patientIds: readonly string[]): Promise<FoundRemits> {
  if (patientIds.length === 0) return { ids: [], more: false };
  const rows = await tx.rows<{ id: string | null; claims: number }>(
    `with newest as materialized (
       select id from claims.claim where tenant_id = $1 and patient_id = any($2::uuid[])
        order by coalesce(served_from, '-infinity'::date) desc, id desc limit ${mostClaims})
     select distinct rc.remit_id as id, (select count(*) from newest) as claims
       from (select 1) one left join newest on true
       left join lateral (select remit_claim_id from posting.posted_claim where tenant_id = $1 and claim_id = newest.id and undone_by is null offset 0) pc on true
       left join lateral (select remit_id from remits.remit_claim where tenant_id = $1 and id = pc.remit_claim_id offset 0) rc on true`,
    [tx.tenant, patientIds],
  );
  return { ids: rows.flatMap(({ id }) => id ?? []), more: (rows[0]?.claims ?? 0) === mostClaims };
}

export async function trayRecord(tx: Tx, remitId: string): Promise<TrayRecord | undefined> {
  const [row] = await tx.rows<TrayRecord>(`select ${columns} from remits.remit r where r.tenant_id = $1 and r.id = $2`, [
    tx.tenant,
    remitId,
  ]);
  return row;
}

export const trayPlace = (row: TrayRecord): readonly string[] => [row.paid_on ?? never, row.id];

/** What happened to a remit: received, posted, undone, decided. Oldest first. */
export interface HistoryRecord {
  readonly at: Date;
  readonly by: string;
  readonly what: string;
  readonly details: string;
  readonly seq: number;
}
export async function historyOf(tx: Tx, subject: string): Promise<HistoryRecord[]> {
  return tx.rows<HistoryRecord>(
    `select g.at, coalesce(m.name, g.actor_id) as by, g.what, g.body as details, g.seq
       from gate.record_subject s
       join gate.record g on g.tenant_id = s.tenant_id and g.chain = s.chain and g.seq = s.seq and g.outcome = 'applied'
       left join governance.member m on m.tenant_id = g.tenant_id and m.user_id = g.actor_id
      where s.tenant_id = $1 and s.subject = $2 and s.chain = 'acts'
      order by g.seq`,
    [tx.tenant, subject],
  );
}

export interface CandidateRecord {
  readonly id: string;
  readonly last: string;
  readonly first: string;
  readonly patient_control_number: string;
  readonly served_from: PlainDate | null;
  readonly billed: Cents;
  readonly payer_name: string;
  readonly same_charge: boolean;
  readonly same_day: boolean;
  readonly same_member: boolean;
}

/**
 * Claims that a person may mean for a remit claim: those in which every word that they typed is found, each in the name, the account
 * number or as the member number; where they typed nothing, what agrees in charge, day or member.
 */
export async function candidateClaims(tx: Tx, remitClaimId: string, search: string | undefined): Promise<CandidateRecord[]> {
  const words = (search ?? '').split(/[,\s]+/).filter((word) => word !== '');
  const parameters: unknown[] = [tx.tenant, remitClaimId];
  const take = (value: unknown): string => `$${parameters.push(value)}`;
  const typed: string[] = [];
  for (const word of words) {
    const named = `c.patient_id = any(${take(await patientsFound(tx, word))}::uuid[])`;
    typed.push(
      `(${named} or strpos(lower(c.patient_control_number), ${take(word.toLowerCase())}) > 0 or c.member_index = ${take(memberIndex(tx, word))})`,
    );
  }
  const agrees = `(c.member_index in (rc.subscriber_member_index, rc.patient_member_index)
    or (c.billed = rc.billed and c.served_from between rc.served_from - 3 and rc.served_from + 3))`;
  const rows = await tx.rows<CandidateRecord>(
    `select c.id, p.last_name as last, p.first_name as first, c.patient_control_number, c.served_from, c.billed, pay.name as payer_name,
            c.billed = rc.billed as same_charge, coalesce(c.served_from = rc.served_from, false) as same_day,
            coalesce(c.member_index in (rc.subscriber_member_index, rc.patient_member_index), false) as same_member
       from remits.remit_claim rc
       join claims.claim c on c.tenant_id = rc.tenant_id and ${typed.length === 0 ? agrees : typed.join(' and ')}
       join parties.patient p on p.tenant_id = c.tenant_id and p.id = c.patient_id
       join parties.payer pay on pay.tenant_id = c.tenant_id and pay.id = c.payer_id
      where rc.tenant_id = $1 and rc.id = $2
      order by (c.billed = rc.billed)::int + coalesce((c.served_from = rc.served_from)::int, 0) * 2
               + coalesce((c.member_index in (rc.subscriber_member_index, rc.patient_member_index))::int, 0) * 2 desc,
               c.served_from desc nulls last, c.id
      limit 20`,
    parameters,
  );
  return rows.map((row) => ({ ...row, last: shown(patient.last, row.last) ?? '', first: shown(patient.first, row.first) ?? '' }));
}

export async function remitPayers(tx: Tx, remitIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; payer_name: string }>(
    'select id, payer_name from remits.remit where tenant_id = $1 and id = any($2)',
    [tx.tenant, remitIds],
  );
  return new Map(rows.map((row) => [row.id, row.payer_name]));
}
