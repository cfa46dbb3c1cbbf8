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
       union select w.id from remits.provider_adjustment mine
               join remits.remit w on w.tenant_id = $1 and w.state in ('open', 'parked')
               join remits.provider_adjustment a on a.tenant_id = $1 and a.remit_id = w.id and a.reference = mine.reference
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

/** `concerned` picks of what is open, each way of finding by an equality of its own, so that nothing is compared with everything. */
const parkedClaims = (concerned: readonly string[]): string =>
  `with open as (
     select rc.id, rc.remit_id, rc.patient_control_number, rc.payer_control_number, rc.original_reference, rc.subscriber_member_index,
            rc.patient_member_index, ltrim(upper(regexp_replace(rc.patient_control_number, '[^A-Za-z0-9]', '', 'g')), '0') as control_key
       from (select distinct remit_claim_id as id from posting.work_item where tenant_id = $1 and closed_at is null) w
       join remits.remit_claim rc on rc.tenant_id = $1 and rc.id = w.id),
   concerned as (${concerned.map((one) => `select open.id from open ${one}`).join(' union ')})
   select rc.remit_id as "remitId", rc.id, rc.index, pc.plan
     from concerned
     join remits.remit_claim rc on rc.tenant_id = $1 and rc.id = concerned.id
     join posting.posted_claim pc on pc.tenant_id = $1 and pc.remit_claim_id = rc.id and pc.undone_by is null and pc.state = 'parked'
    order by rc.id desc limit ${mostClaims}`;

const ofDocument = (equal: string): string => `join claims.claim c on c.tenant_id = $1 and ${equal} where c.document_id = $2`;

/** Claims of posted remits that stand parked, and that claims of this document may be the ones they wait for. */
export const parkedByClaimsOf = (tx: Tx, documentId: string): Promise<ParkedClaim[]> =>
  tx.rows<ParkedClaim>(
    parkedClaims([
      ofDocument('c.patient_control_number = open.patient_control_number'),
      ofDocument('c.control_key = open.control_key'),
      ofDocument('c.member_index = open.subscriber_member_index'),
      ofDocument('c.member_index = open.patient_member_index'),
    ]),
    [tx.tenant, documentId],
  );

const ofRemit = (equal: string): string =>
  `join remits.remit_claim o on o.tenant_id = $1 and ${equal} where o.remit_id = $2 and open.remit_id <> $2`;

/** Of those, the ones that speak of what this remit speaks of. */
export const parkedBeside = (tx: Tx, remitId: string): Promise<ParkedClaim[]> =>
  tx.rows<ParkedClaim>(
    parkedClaims([
      ofRemit('o.patient_control_number = open.patient_control_number'),
      ofRemit('o.payer_control_number = open.payer_control_number'),
      ofRemit('o.payer_control_number = open.original_reference'),
    ]),
    [tx.tenant, remitId],
  );

/** The open work that keeps a claim parked says another thing from now on. */
export async function sayOfWork(tx: Tx, id: string, { kind, says, because, fix }: Pick<WorkItem, 'kind' | 'says' | 'because' | 'fix'>) {
  await tx.rows(
    'update posting.work_item set kind = $3, says = $4, because = $5, fix = $6 where tenant_id = $1 and id = $2 and closed_at is null',
    [tx.tenant, id, kind, says, because, fix],
  );
}
