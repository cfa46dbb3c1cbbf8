import type { ClaimPlan, WorkItem } from '@claimwright/core/revenue/posting';
import type { Tx } from '../../../store/store.ts';

/** More than these wait for their next occasion: whoever opens one of them sees it as it is. */
const mostRemits = 500;
const mostClaims = 50;

/**
 * The remits that wait and may come out otherwise because of what became of this one: they speak of the same claims, by their numbers or
 * by a person's word, or name the same references of the payer.
 */
export async function remitsBeside(tx: Tx, remitId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `with own as (select patient_control_number, payer_control_number, original_reference, content_key
                    from remits.remit_claim where tenant_id = $1 and remit_id = $2),
     touched as (select distinct pc.claim_id from remits.remit_claim rc
                   join posting.posted_claim pc on pc.tenant_id = rc.tenant_id and pc.remit_claim_id = rc.id
                  where rc.tenant_id = $1 and rc.remit_id = $2 and pc.claim_id is not null),
     near as (
       select c.remit_id from own join remits.remit_claim c on c.tenant_id = $1 and c.patient_control_number = own.patient_control_number
       union select c.remit_id from own join remits.remit_claim c on c.tenant_id = $1 and c.payer_control_number = own.payer_control_number
       union select c.remit_id from own join remits.remit_claim c on c.tenant_id = $1 and c.payer_control_number = own.original_reference
       union select c.remit_id from own join remits.remit_claim c on c.tenant_id = $1 and c.content_key = own.content_key
       union select c.remit_id from touched join claims.claim k on k.tenant_id = $1 and k.id = touched.claim_id
               join remits.remit_claim c on c.tenant_id = $1 and c.patient_control_number = k.patient_control_number
       union select d.remit_id from touched join posting.decision d on d.tenant_id = $1 and d.claim_id = touched.claim_id
       union select a.remit_id from remits.provider_adjustment mine
               cross join lateral (select remit_id from remits.provider_adjustment where tenant_id = $1 and reference = mine.reference offset 0) a
              where mine.tenant_id = $1 and mine.remit_id = $2)
     select r.id from near join remits.remit r on r.tenant_id = $1 and r.id = near.remit_id
      where r.state in ('open', 'parked') and r.id <> $2 order by r.read_at, r.id limit ${mostRemits}`,
    [tx.tenant, remitId],
  );
  return rows.map(({ id }) => id);
}

/** A claim of a posted remit that stands parked. */
export interface ParkedClaim {
  readonly remitId: string;
  readonly id: string;
  readonly index: number;
  readonly plan: ClaimPlan;
}

/** Whether any claim stands parked: where none does, nobody looks which. */
async function areParked(tx: Tx): Promise<boolean> {
  const rows = await tx.rows("select 1 from posting.posted_claim where tenant_id = $1 and state = 'parked' and undone_by is null limit 1", [
    tx.tenant,
  ]);
  return rows.length > 0;
}

/** The ways to claims of remits start from what came, each by an index of its own, one by one (offset 0): so what else waits costs nothing. */
const spokenOf = (by: string): string =>
  `cross join lateral (select id from remits.remit_claim where tenant_id = $1 and ${by} offset 0) found`;

async function parkedClaims(tx: Tx, which: string, parameter: string): Promise<ParkedClaim[]> {
  if (!(await areParked(tx))) return [];
  return tx.rows<ParkedClaim>(
    `${which}
     select rc.remit_id as "remitId", rc.id, rc.index, pc.plan
       from concerned
       cross join lateral (select plan from posting.posted_claim
                            where tenant_id = $1 and remit_claim_id = concerned.id and undone_by is null and state = 'parked' offset 0) pc
       cross join lateral (select id, remit_id, index from remits.remit_claim where tenant_id = $1 and id = concerned.id offset 0) rc
      where exists (select 1 from posting.work_item w
                     where w.tenant_id = $1 and w.remit_id = rc.remit_id and w.remit_claim_id = rc.id and w.closed_at is null)
      order by rc.id desc limit ${mostClaims}`,
    [tx.tenant, parameter],
  );
}

/** Claims of posted remits that stand parked, and that claims of this document may be the ones they wait for. */
export const parkedByClaimsOf = (tx: Tx, documentId: string): Promise<ParkedClaim[]> =>
  parkedClaims(
    tx,
    // A number without its zeros and dashes is in no index of the remits: so those that stand parked are looked up among the claims.
    `with came as materialized (select id, patient_control_number, member_index from claims.claim where tenant_id = $1 and document_id = $2),
     concerned as (
       select found.id from came ${spokenOf('patient_control_number = came.patient_control_number')}
       union select found.id from came ${spokenOf('subscriber_member_index = came.member_index')}
       union select found.id from came ${spokenOf('patient_member_index = came.member_index')}
       union select rc.id from posting.posted_claim pc
               cross join lateral (select id, ltrim(upper(regexp_replace(patient_control_number, '[^A-Za-z0-9]', '', 'g')), '0') as key
                                     from remits.remit_claim where tenant_id = $1 and id = pc.remit_claim_id offset 0) rc
               cross join lateral (select document_id from claims.claim where tenant_id = $1 and control_key = rc.key offset 0) c
              where pc.tenant_id = $1 and pc.state = 'parked' and pc.undone_by is null and c.document_id = $2)`,
    documentId,
  );

/** Of those, the ones that speak of what this remit speaks of. */
export const parkedBeside = (tx: Tx, remitId: string): Promise<ParkedClaim[]> =>
  parkedClaims(
    tx,
    `with own as materialized (select patient_control_number, payer_control_number from remits.remit_claim where tenant_id = $1 and remit_id = $2),
     concerned as (
       select found.id from own ${spokenOf('patient_control_number = own.patient_control_number and remit_id <> $2')}
       union select found.id from own ${spokenOf('payer_control_number = own.payer_control_number and remit_id <> $2')}
       union select found.id from own ${spokenOf('original_reference = own.payer_control_number and remit_id <> $2')})`,
    remitId,
  );

/** The open work that keeps a claim parked says another thing from now on. */
export async function sayOfWork(tx: Tx, id: string, { kind, says, because, fix }: Pick<WorkItem, 'kind' | 'says' | 'because' | 'fix'>) {
  await tx.rows(
    'update posting.work_item set kind = $3, says = $4, because = $5, fix = $6 where tenant_id = $1 and id = $2 and closed_at is null',
    [tx.tenant, id, kind, says, because, fix],
  );
}
