import type { PlainDate } from '@claimwright/core/ground/base';
import { memberIndex, openedOnce, searchTokens, typedName } from '../../../ground/parties/index.ts';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { patientSearch, remitClaim } from '../schema.ts';

export interface NamedClaim {
  readonly id: string;
  readonly last: string;
  readonly first: string;
}

/** Keeps by what the patients of a remit are searched. */
export async function addToSearch(tx: Tx, claims: Iterable<NamedClaim>): Promise<void> {
  await tx.copy(patientSearch, searchRows(tx, claims));
}

function* searchRows(tx: Tx, claims: Iterable<NamedClaim>): Generator<typeof patientSearch.$inferInsert> {
  const tokens = searchTokens(tx);
  for (const claim of claims) for (const token of tokens(claim)) yield { tenantId: tx.tenant, token, remitClaimId: claim.id };
}

/** Of a name that more claims of remits have, only the newest are opened. */
const mostNamed = 1_000;

/** Remits that were found, and whether there may be older ones that were not looked at. */
export interface FoundRemits {
  readonly ids: readonly string[];
  readonly more: boolean;
}

/**
 * The remits on which a patient of this name stands: those who begin alike come from the index, their names, opened, say who is meant.
 * @param known remits that are found already: nothing of them is opened, which takes longest
 */
export async function remitsOfPatients(tx: Tx, search: string, known: Iterable<string> = [], most = mostNamed): Promise<FoundRemits> {
  const name = typedName(tx, search);
  if (name === undefined) return { ids: [], more: false };
  const begins = name.tokens.map(
    (_, i) => `select remit_claim_id as id from remits.patient_search where tenant_id = $1 and token = any($${i + 2})`,
  );
  const rows = await tx.rows<{ remit: string; last: string | null; first: string | null }>(
    `with newest as materialized (select distinct id from (${begins.join(' intersect ')}) i order by id desc limit ${most})
     select c.remit_id as remit, c.patient_last as last, c.patient_first as first
       from newest cross join lateral (select * from remits.remit_claim where tenant_id = $1 and id = newest.id offset 0) c`,
    [tx.tenant, ...name.tokens],
  );
  const found = new Set(known);
  const meant = rows.filter(({ remit, last, first }) => {
    if (found.has(remit)) return false;
    const isMeant = name.means(
      openedOnce(
        () => shown(remitClaim.patientLast, last) ?? '',
        () => shown(remitClaim.patientFirst, first) ?? '',
      ),
    );
    if (isMeant) found.add(remit);
    return isMeant;
  });
  return { ids: meant.map(({ remit }) => remit), more: rows.length === most };
}

/** The remits that hold a claim with this control number, ours or the payer's. */
export async function remitsOfNumber(tx: Tx, number: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select remit_id as id from remits.remit_claim where tenant_id = $1 and patient_control_number = any($2)
     union select remit_id from remits.remit_claim where tenant_id = $1 and payer_control_number = any($2)`,
    [tx.tenant, [...new Set([number, number.toUpperCase(), number.toLowerCase()])]],
  );
  return rows.map(({ id }) => id);
}

/** The remits that hold a claim of this member, by the whole number, whoever of patient and subscriber has it. */
export async function remitsOfMember(tx: Tx, number: string): Promise<string[]> {
  const member = memberIndex(tx, number);
  if (member === null) return [];
  const rows = await tx.rows<{ id: string }>(
    `select remit_id as id from remits.remit_claim where tenant_id = $1 and patient_member_index = $2
     union select remit_id from remits.remit_claim where tenant_id = $1 and subscriber_member_index = $2`,
    [tx.tenant, member],
  );
  return rows.map(({ id }) => id);
}

/** The remits that were paid on this day, and those that hold a claim whose services began on it. */
export async function remitsOfDay(tx: Tx, day: PlainDate): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select id from remits.remit where tenant_id = $1 and coalesce(paid_on, '0001-01-01'::date) = $2::date
     union select remit_id from remits.remit_claim where tenant_id = $1 and served_from = $2::date`,
    [tx.tenant, day],
  );
  return rows.map(({ id }) => id);
}

/** The remits that paid this amount on one claim, or took it back. Of claims that were paid nothing there are too many to mean one. */
export async function remitsOfClaimsPaid(tx: Tx, amount: number): Promise<string[]> {
  if (amount === 0) return [];
  const rows = await tx.rows<{ id: string }>(
    'select distinct remit_id as id from remits.remit_claim where tenant_id = $1 and paid in ($2::bigint, $3::bigint)',
    [tx.tenant, amount, -amount],
  );
  return rows.map(({ id }) => id);
}
