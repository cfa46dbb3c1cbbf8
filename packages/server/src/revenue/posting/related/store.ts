import { idKey } from '@claimwright/core/ground/parties';
import { asOne } from '../../../ground/parties/index.ts';
import type { Tx } from '../../../store/store.ts';
import type { OriginalClaims } from '../../claims/index.ts';

const claims = {
  patient: 'select id, patient_id, document_id from claims.claim where tenant_id = $1 and patient_id = any($2::uuid[])',
  claim: 'select id, patient_id, document_id from claims.claim where tenant_id = $1 and id = any($2::uuid[])',
};

/** By payer control numbers, the claims of which remits said them: posted to by them, or answered under a number of ours. */
export const originalClaims: OriginalClaims = async (tx, payerNumbers) => {
  const rows = await tx.rows<{ payers: string; own: string; claim_id: string | null }>(
    `select distinct rc.payer_control_number as payers, rc.patient_control_number as own, pc.claim_id
       from remits.remit_claim rc
       left join posting.posted_claim pc on pc.tenant_id = rc.tenant_id and pc.remit_claim_id = rc.id and pc.undone_by is null
      where rc.tenant_id = $1 and rc.payer_control_number = any($2)`,
    [tx.tenant, payerNumbers],
  );
  const told = new Map<string, { number: string; claimId?: string }[]>();
  for (const { payers, own, claim_id: claimId } of rows)
    told.set(payers, [...(told.get(payers) ?? []), { number: own, ...(claimId === null ? {} : { claimId }) }]);
  return told;
};

/**
 * What else shows the same patient or claim, as the record names it: a patient's claims, the remits that spoke of them and the files
 * that they came in. Whoever saw one of these saw the patient.
 */
export async function relatedTo(tx: Tx, subject: string): Promise<string[]> {
  const [kind = '', id = ''] = subject.split(':');
  if ((kind !== 'patient' && kind !== 'claim') || !/^[0-9a-f-]{36}$/.test(id)) return [];
  const ids = kind === 'patient' ? (await asOne(tx, [id])).all : [id];
  const rows = await tx.rows<{ subject: string }>(
    `with own as (${claims[kind]}),
     told as (select distinct c.remit_id from remits.remit_claim c
               join posting.posted_claim p on p.tenant_id = c.tenant_id and p.remit_claim_id = c.id
              where p.tenant_id = $1 and p.claim_id in (select id from own)
              union select remit_id from posting.decision where tenant_id = $1 and claim_id in (select id from own)
              union select remit_id from posting.work_item where tenant_id = $1 and claim_id in (select id from own))
     select 'claim:' || id as subject from own
      union select 'patient:' || patient_id from own
      union select 'document:' || document_id from own
      union select 'remit:' || remit_id from told
      union select 'document:' || r.document_id from remits.remit r where r.tenant_id = $1 and r.id in (select remit_id from told)`,
    [tx.tenant, ids],
  );
  return rows.map((row) => row.subject);
}

const kept: { readonly [kind: string]: string } = {
  patient: 'parties.patient',
  claim: 'claims.claim',
  remit: 'remits.remit',
  document: 'intake.document',
  deposit: 'bank.deposit',
};

/** Whether something of this address is kept here, whoever looked at it. */
export async function existsHere(tx: Tx, subject: string): Promise<boolean> {
  const [kind = '', id = ''] = subject.split(':');
  const table = Object.hasOwn(kept, kind) ? kept[kind] : undefined;
  if (table === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return false;
  return (await tx.rows(`select 1 from ${table} where tenant_id = $1 and id = $2`, [tx.tenant, id])).length > 0;
}

/** Claims by the control number that the practice gave them, as it stands on them or without its leading zeros and dashes. */
export const claimsNumbered = (tx: Tx, number: string, limit: number): Promise<NumberedClaim[]> => {
  const key = idKey(number);
  if (key === '') return Promise.resolve([]);
  return tx.rows<NumberedClaim>(
    `select id, patient_id as "patientId", patient_control_number as number, served_from::text as "servedFrom"
       from claims.claim where tenant_id = $1 and control_key = $2 order by served_from desc nulls last, id limit ${limit}`,
    [tx.tenant, key],
  );
};
interface NumberedClaim {
  readonly id: string;
  readonly patientId: string;
  readonly number: string;
  readonly servedFrom: string | null;
}
