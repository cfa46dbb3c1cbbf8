import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { Party } from '@claimwright/core/ground/ledger';
import { idKey, nameKey } from '@claimwright/core/ground/parties';
import { type ClaimFact, type ClaimLineFact, type ClaimToSend, type DraftStatus, payerToBill } from '@claimwright/core/revenue/claims';
import { type OpenBalance, openBalances } from '../../../ground/ledger/index.ts';
import { memberIndex, type PayerRow, patient, payersOf } from '../../../ground/parties/index.ts';
import { opened, shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { claim, controlStart, draftVersion, type StoredCoverage } from '../schema.ts';

/** By what remits name claims. Whatever one of them finds is a candidate; core decides. */
export interface ClaimSearch {
  readonly controlNumbers: readonly string[];
  /** Claims that decisions, earlier postings or payer control numbers point at; those that were voided or replaced too. */
  readonly claimIds: readonly string[];
  readonly memberIds: readonly string[];
  /** Where given, a claim found by its member only counts when it was served on one of these days. */
  readonly servedOn?: readonly PlainDate[];
  /** By claim: the numbers under which payers spoke of it. */
  readonly payerControlNumbers: ReadonlyMap<string, readonly string[]>;
}

interface FactRow {
  readonly id: string;
  readonly number: string;
  readonly payer_id: string;
  readonly coverages: readonly StoredCoverage[];
  readonly member_id: string | null;
  readonly last_name: string;
  readonly site_id: string | null;
  readonly billed: Cents;
  readonly served_from: PlainDate | null;
  readonly served_to: PlainDate | null;
}

/** What the books know of the claims that a remit may speak of, for as many as a file holds, in a handful of statements. */
export async function claimFacts(tx: Tx, search: ClaimSearch): Promise<ClaimFact[]> {
  const rows = await candidates(tx, search);
  const ids = rows.map((row) => row.id);
  const lines = await linesOf(tx, ids);
  const open = byClaim(await openBalances(tx, ids));
  const sentOn = await sentOnOf(tx, ids);
  const payerIds = new Set(rows.flatMap((row) => [row.payer_id, ...row.coverages.map((coverage) => coverage.payerId)]));
  const payers = new Map((payerIds.size === 0 ? [] : await payersOf(tx, [...payerIds])).map((payer) => [payer.id, payer]));
  return rows.map((row) =>
    withSentOn(
      factOf(row, lines.get(row.id) ?? [], open.get(row.id) ?? [], payers, search.payerControlNumbers.get(row.id) ?? []),
      sentOn.get(row.id),
    ),
  );
}

type SentOn = NonNullable<ClaimFact['sentOn']>;
const withSentOn = (fact: ClaimFact, sentOn: SentOn | undefined): ClaimFact => (sentOn === undefined ? fact : { ...fact, sentOn });

/** To whom claims went on after their first payer: as those were sent, by claim of the books. */
async function sentOnOf(tx: Tx, claimIds: readonly string[]): Promise<Map<string, SentOn>> {
  const rows = await tx.rows<{ claimId: string; content: string }>(
    `select d.from_claim_id as "claimId", v.content from claims.draft d
       join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
       join claims.draft_version v on v.tenant_id = d.tenant_id and v.draft_id = d.id and v.version = d.version
      where d.tenant_id = $1 and d.from_claim_id = any($2::uuid[]) and d.frequency = '1' and s.status <> all($3)`,
    [tx.tenant, claimIds, ['drafted', 'approved', 'rejected', 'withdrawn'] satisfies DraftStatus[]],
  );
  const found = new Map<string, SentOn>();
  for (const { claimId, content } of rows) {
    const to = payerToBill(opened<ClaimToSend>(draftVersion.content, content));
    if (to !== undefined) found.set(claimId, [...(found.get(claimId) ?? []), { payerIds: [to.payerId], memberIds: [to.memberId] }]);
  }
  return found;
}

/**
 * Each way of finding goes by its own index, and what was found is looked up row by row (offset 0): joined, a planner whose statistics are
 * older than the claims compared each with every claim or patient of the tenant.
 */
async function candidates(tx: Tx, search: ClaimSearch): Promise<FactRow[]> {
  const ids = [...new Set([...(await claimsLike(tx, search)), ...search.claimIds])];
  return tx.rows<FactRow>(
    `select c.id, c.patient_control_number as number, c.payer_id, c.coverages, c.member_id, p.last_name, c.site_id, c.billed, c.served_from, c.served_to
       from unnest($2::uuid[]) as f (id)
       cross join lateral (select * from claims.claim where tenant_id = $1 and id = f.id offset 0) c
       cross join lateral (select * from claims.standing where tenant_id = $1 and claim_id = f.id offset 0) s
       cross join lateral (select * from parties.patient where tenant_id = $1 and id = c.patient_id offset 0) p
      where s.status not in ('void', 'replaced', 'replacement-sent', 'not-taken', 'unconfirmed') or f.id = any($3::uuid[])
      order by c.id`,
    [tx.tenant, ids, search.claimIds],
  );
}

async function claimsLike(tx: Tx, search: ClaimSearch): Promise<string[]> {
  const numbers = [...new Set(search.controlNumbers)];
  const keys = [...new Set(numbers.map(idKey))].filter((key) => key !== '' && key !== '0');
  // Payers cut control numbers, and append to them: both begin alike.
  const starts = [...new Set(keys.map(controlStart).filter((start) => start !== null))];
  const members = [...new Set(search.memberIds)].map((id) => memberIndex(tx, id));
  const rows = await tx.rows<{ id: string }>(
    `select id from claims.claim where tenant_id = $1 and patient_control_number = any($2)
      union select id from claims.claim where tenant_id = $1 and control_key = any($3)
      union select id from claims.claim where tenant_id = $1 and control_start = any($4)
      union select id from claims.claim where tenant_id = $1 and member_index = any($5) and ($6::date[] is null or served_from = any($6::date[]))`,
    [tx.tenant, numbers, keys, starts, members, search.servedOn ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Lines as the database packs them: id, number, control number, code, modifiers, billed, served on, expected. */
type PackedLine = readonly [string, number, string | null, string, readonly string[], Cents, PlainDate | null, Cents | null];

async function linesOf(tx: Tx, claimIds: readonly string[]): Promise<Map<string, readonly PackedLine[]>> {
  const rows = await tx.rows<{ claim_id: string; lines: readonly PackedLine[] }>(
    `select claim_id, json_agg(json_build_array(id, number, line_control_number, code, modifiers, billed, served_on, expected_allowed) order by number, id) as lines
       from claims.service_line where tenant_id = $1 and claim_id = any($2::uuid[]) group by claim_id`,
    [tx.tenant, claimIds],
  );
  return new Map(rows.map((row) => [row.claim_id, row.lines]));
}

function byClaim(balances: readonly OpenBalance[]): Map<string, OpenBalance[]> {
  const grouped = new Map<string, OpenBalance[]>();
  for (const balance of balances) {
    const list = grouped.get(balance.claimId);
    if (list) list.push(balance);
    else grouped.set(balance.claimId, [balance]);
  }
  return grouped;
}

type Open = { [party in Party]?: Cents };

function openOf(balances: readonly OpenBalance[]): Open {
  const open: Open = {};
  for (const { party, open: amount } of balances) open[party] = ((open[party] ?? 0) + amount) as Cents;
  return open;
}

function factOf(
  row: FactRow,
  lines: readonly PackedLine[],
  balances: readonly OpenBalance[],
  payers: ReadonlyMap<string, PayerRow>,
  payerControlNumbers: readonly string[],
): ClaimFact {
  const memberId = shown(claim.memberId, row.member_id);
  const lastName = nameKey(shown(patient.last, row.last_name) ?? '');
  return {
    id: row.id,
    patientControlNumber: row.number,
    payerIds: payers.get(row.payer_id)?.ids ?? [],
    coveredBy: [...new Set([row.payer_id, ...row.coverages.map(({ payerId }) => payerId)].map((id) => payers.get(id)?.sameAs ?? id))],
    memberIds: memberId === undefined ? [] : [memberId],
    ...(lastName === '' ? {} : { lastName }),
    ...(row.site_id === null ? {} : { siteId: row.site_id }),
    billed: row.billed,
    ...(row.served_from === null ? {} : { servedFrom: row.served_from }),
    ...(row.served_to === null ? {} : { servedTo: row.served_to }),
    payerControlNumbers,
    coverages: row.coverages.map(({ rank, payerId }) => {
      const payer = payers.get(payerId);
      return { rank, payerIds: payer?.ids ?? [], inNetwork: payer?.inNetwork ?? false };
    }),
    lines: lines.map((line) =>
      lineFact(
        line,
        balances.filter((balance) => balance.claimLineId === line[0]),
      ),
    ),
    open: openOf(balances),
  };
}

const lineFact = (
  [id, number, control, code, modifiers, billed, servedOn, expected]: PackedLine,
  balances: readonly OpenBalance[],
): ClaimLineFact => ({
  id,
  number,
  ...(control === null ? {} : { lineControlNumber: control }),
  procedure: { code, modifiers },
  billed,
  ...(servedOn === null ? {} : { servedOn }),
  ...(expected === null ? {} : { expectedAllowed: expected }),
  allowanceLeft: balances.reduce((total, balance) => total + balance.allowance, 0) as Cents,
  open: openOf(balances),
});
