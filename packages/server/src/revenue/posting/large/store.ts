import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import { idKey } from '@claimwright/core/ground/parties';
import type { NamedClaim, NamedInRemit, NamedPrior } from '@claimwright/core/revenue/posting';
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { controlStart } from '../../claims/index.ts';
import { proposal } from '../schema.ts';

/** A claim of a remit, by what it is divided from others. */
export interface LightClaim extends NamedInRemit {
  readonly id: string;
}

interface LightRow {
  readonly id: string;
  readonly index: number;
  readonly number: string;
  readonly payer_number: string | null;
  readonly original: string | null;
  readonly patient_member: string | null;
  readonly subscriber_member: string | null;
  readonly served_from: PlainDate | null;
  readonly billed: Cents;
}

/** Claims of a remit from one place in it to before another. */
export async function lightClaims(tx: Tx, remitId: string, from: number, before: number): Promise<LightClaim[]> {
  const rows = await tx.rows<LightRow>(
    `select id, index, patient_control_number as number, payer_control_number as payer_number, original_reference as original,
            patient_member_index as patient_member, subscriber_member_index as subscriber_member, served_from, billed
       from remits.remit_claim where tenant_id = $1 and remit_id = $2 and index >= $3 and index < $4 order by index`,
    [tx.tenant, remitId, from, before],
  );
  return rows.map((row) => ({
    id: row.id,
    index: row.index,
    patientControlNumber: row.number,
    payerControlNumber: row.payer_number ?? undefined,
    originalReference: row.original ?? undefined,
    members: [...new Set([row.patient_member, row.subscriber_member].filter((member) => member !== null))],
    servedFrom: row.served_from ?? undefined,
    billed: row.billed,
  }));
}

const distinct = (values: readonly (string | undefined)[]): string[] => [...new Set(values.filter((value) => value !== undefined))];

interface Served {
  readonly member: string;
  readonly day: PlainDate;
  readonly billed: number;
}
/** A member is looked for on the day and with the charge that are said of it: of all that it has had there is much. */
const servedOf = (claims: readonly NamedInRemit[]): Served[] =>
  claims.flatMap(({ members, servedFrom: day, billed }) =>
    day === undefined || billed === 0 ? [] : members.map((member) => ({ member, day, billed: Math.abs(billed) })),
  );

/** Claims of ours that these may speak of, as `claimFacts` finds them; and these that are meant for certain, whatever became of them. */
export async function namedClaims(tx: Tx, claims: readonly NamedInRemit[], meant: readonly string[]): Promise<NamedClaim[]> {
  const numbers = distinct(claims.map(({ patientControlNumber }) => patientControlNumber).filter((number) => number !== ''));
  const keys = [...new Set(numbers.map(idKey))].filter((key) => key !== '' && key !== '0');
  const served = servedOf(claims);
  const starts = [...new Set(keys.map(controlStart).filter((start) => start !== null))];
  const rows = await tx.rows<{ id: string; number: string; member: string | null; served_from: PlainDate | null; billed: Cents }>(
    `with found as (
       select id from claims.claim where tenant_id = $1 and patient_control_number = any($2)
       union select id from claims.claim where tenant_id = $1 and control_key = any($3)
       union select id from claims.claim where tenant_id = $1 and control_start = any($4)
       union select own.id from unnest($5::text[], $6::date[], $8::bigint[]) as served (member, day, billed)
               cross join lateral (select id from claims.claim where tenant_id = $1 and member_index = served.member
                                       and served_from = served.day and billed = served.billed offset 0) own
       union select unnest($7::uuid[]))
     select c.id, c.patient_control_number as number, c.member_index as member, c.served_from, c.billed
       from found
       cross join lateral (select * from claims.claim where tenant_id = $1 and id = found.id offset 0) c
       cross join lateral (select status from claims.standing where tenant_id = $1 and claim_id = found.id offset 0) s
      where s.status not in ('void', 'replaced', 'replacement-sent', 'not-taken', 'unconfirmed') or c.id = any($7::uuid[])`,
    [
      ...[tx.tenant, numbers, keys, starts, served.map(({ member }) => member), served.map(({ day }) => day), meant],
      served.map(({ billed }) => billed),
    ],
  );
  return rows.map((row) => ({
    id: row.id,
    patientControlNumber: row.number,
    member: row.member ?? undefined,
    servedFrom: row.served_from ?? undefined,
    billed: row.billed,
  }));
}

/** What stands posted of other remits that speaks of these, as `priorPostings` finds it. */
export async function namedPriors(tx: Tx, remitId: string, claims: readonly LightClaim[]): Promise<NamedPrior[]> {
  const rows = await tx.rows<{ claim_id: string; number: string; payer_number: string | null }>(
    `select pc.claim_id, rc.patient_control_number as number, rc.payer_control_number as payer_number
       from (select id from remits.remit_claim where tenant_id = $1 and patient_control_number = any($3)
             union select id from remits.remit_claim where tenant_id = $1 and payer_control_number = any($4)) hit
       cross join lateral (select * from remits.remit_claim where tenant_id = $1 and id = hit.id and remit_id <> $2 offset 0) rc
       cross join lateral (select claim_id from posting.posted_claim
                            where tenant_id = $1 and remit_claim_id = hit.id and undone_by is null and claim_id is not null
                              and state in ('clean', 'work') offset 0) pc`,
    [
      ...[tx.tenant, remitId, distinct(claims.map(({ patientControlNumber }) => patientControlNumber))],
      distinct(claims.flatMap(({ payerControlNumber, originalReference }) => [payerControlNumber, originalReference])),
    ],
  );
  return rows.map((row) => ({
    claimId: row.claim_id,
    patientControlNumber: row.number,
    payerControlNumber: row.payer_number ?? undefined,
  }));
}

/** Of the same remit, the claims that bear a number of these. */
export async function claimsBeside(tx: Tx, remitId: string, numbers: readonly string[], payers: readonly string[]): Promise<string[]> {
  const own = 'select id from remits.remit_claim where tenant_id = $1 and remit_id = $2';
  const rows = await tx.rows<{ id: string }>(
    `${own} and patient_control_number = any($3) union ${own} and payer_control_number = any($4) union ${own} and original_reference = any($4)`,
    [tx.tenant, remitId, numbers, payers],
  );
  return rows.map(({ id }) => id);
}

export type ProposalRow = typeof proposal.$inferSelect;

/** What was last worked out of a large remit, if it was. */
export async function keptProposal(tx: Tx, remitId: string): Promise<ProposalRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(proposal)
    .where(and(eq(proposal.tenantId, tx.tenant), eq(proposal.remitId, remitId)));
  return row;
}

export async function keepProposal(ctx: Ctx, row: Omit<ProposalRow, 'tenantId' | 'plannedAt' | 'actId'>): Promise<void> {
  const { tx, now: plannedAt, actId } = ctx;
  const values = { ...row, plannedAt, actId };
  await tx.db
    .insert(proposal)
    .values({ ...values, tenantId: tx.tenant })
    .onConflictDoUpdate({ target: [proposal.tenantId, proposal.remitId], set: values });
}

/** The largest remits that wait without one. */
export const waitingUnplanned = (tx: Tx): Promise<{ readonly documentId: string; readonly claims: number }[]> =>
  tx.rows(
    `select r.document_id as "documentId", r.claims from remits.remit r
      where r.tenant_id = $1 and r.state in ('open', 'parked')
        and not exists (select 1 from posting.proposal p where p.tenant_id = $1 and p.remit_id = r.id)
      order by r.claims desc limit 100`,
    [tx.tenant],
  );
