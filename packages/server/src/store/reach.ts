import { type appRole, limitedRole } from './provision.ts';

/** Whose claims somebody sees: of these sites, and of these payers; of all, where none are said. */
export interface Reach {
  readonly sites?: readonly string[] | undefined;
  readonly payers?: readonly string[] | undefined;
  /** Who it is: what somebody brought in they see arrive. */
  readonly actor: string;
}

const values = (ids: readonly string[] | undefined): string => (ids === undefined || ids.length === 0 ? 'all' : `{${ids.join(',')}}`);

/** Puts a transaction under a reach, to its end. */
export const narrowing = ({ sites, payers, actor }: Reach): readonly [sql: string, parameters: readonly string[]] => [
  `select set_config('claimwright.sites', $1, true), set_config('claimwright.payers', $2, true), set_config('claimwright.actor', $3, true),
          set_config('role', $4, true)`,
  [values(sites), values(payers), actor, limitedRole],
];
export const asRole = (role: typeof limitedRole | typeof appRole): readonly [sql: string, parameters: readonly string[]] => [
  "select set_config('role', $1, true)",
  [role],
];

// Asked once a statement. With nothing set the comparison raises an error: forgetting it is loud, and shows nothing.
const all = (of: 'sites' | 'payers'): string => `(select current_setting('claimwright.${of}') = 'all')`;
const these = (of: 'sites' | 'payers'): string => `(select nullif(current_setting('claimwright.${of}'), 'all')::uuid[])::uuid[]`;
const among = (of: 'sites' | 'payers', column: string): string => `(${all(of)} or ${column} = any(${these(of)}))`;
/** Of the rows of another table only those are seen that are within reach themselves. */
const seen = (table: string, own: string, by = 'id'): string => {
  const [, name = ''] = own.split('.');
  return `exists (select 1 from ${table} within_reach where within_reach.tenant_id = ${own.slice(0, -name.length)}tenant_id and within_reach.${by} = ${own})`;
};
const seenOrNone = (table: string, own: string): string => `(${own} is null or ${seen(table, own)})`;
/** What can be named by a text, `claim:…`, and is not everybody's to see: where it lies. */
export const subjectTables = {
  claim: 'claims.claim',
  draft: 'claims.draft',
  charge: 'charges.charge',
  remit: 'remits.remit',
  'remit-claim': 'remits.remit_claim',
  patient: 'parties.patient',
  deposit: 'bank.deposit',
  document: 'intake.document',
  work: 'posting.work_item',
  proposal: 'gate.parked',
  change: 'autonomy.change',
  'write-back': 'governance.write_back',
  hold: 'governance.hold',
} as const;
const aboutKinds = ['claim', 'draft', 'remit', 'patient', 'deposit'] as const;
const aboutSeen = (column: string, of: readonly (keyof typeof subjectTables)[] = aboutKinds): string => {
  const [table = ''] = column.split('.');
  const exists = (from: string): string =>
    `exists (select 1 from ${from} within_reach where within_reach.tenant_id = ${table}.tenant_id and within_reach.id = split_part(${column}, ':', 2)::uuid)`;
  // Which draft a finding is of its digest does not tell: it is shown to whoever sees all.
  const kinds = [
    ...of.map((kind) => `when '${kind}' then ${exists(subjectTables[kind])}`),
    `when 'finding' then ${all('sites')} and ${all('payers')}`,
  ];
  return `case split_part(${column}, ':', 1) ${kinds.join(' ')} else true end`;
};
/** An entry of a remit as a whole speaks of all of its claims: it is seen by whoever sees each of them. */
const remitSeenWhole = `exists (select 1 from remits.remit r where r.tenant_id = entry.tenant_id and r.id = entry.source_id
    and r.claims = (select count(*) from remits.remit_claim c where c.tenant_id = r.tenant_id and c.remit_id = r.id))`;
/** Of a deposit, the entries of the remits that are seen: those that were made when it was tied to one, and those that mirror them. */
const tieSeen = `exists (select 1 from bank.tie t where t.tenant_id = entry.tenant_id and t.entry_id = coalesce(entry.reverses, entry.id))`;
/** What an entry was booked from. Opening balances are of the practice, and stand for no claim. */
const sourceSeen = `case entry.source_kind when 'claim' then ${seen('claims.claim', 'entry.source_id')}
    when 'patient-charge' then ${seen('charges.patient_charge', 'entry.source_id')}
    when 'remit-claim' then ${seen('remits.remit_claim', 'entry.source_id')} when 'remit' then ${remitSeenWhole} when 'deposit' then ${tieSeen}
    else false end`;

/**
 * What is within somebody's reach, table by table. A table with a column for a claim, a remit, a patient or a file stands here, or in the
 * test's list of those that need not (reach.db.test.ts).
 */
export const reaches: { readonly [table: string]: string } = {
  'claims.claim': `${among('sites', 'claim.site_id')} and (${among('payers', 'claim.payer_id')}
    or exists (select 1 from jsonb_array_elements(claim.coverages) pays where (pays ->> 'payerId')::uuid = any(${these('payers')})))`,
  'claims.standing': seen('claims.claim', 'standing.claim_id'),
  'charges.charge': `${among('sites', 'charge.site_id')} and ${among('payers', 'charge.payer_id')}`,
  'charges.patient_charge': `case patient_charge.source_kind when 'charge' then ${seen('charges.charge', 'patient_charge.source_id')}
    else ${seen('claims.draft', 'patient_charge.source_id')} end`,
  'claims.draft': `${among('sites', 'draft.site_id')} and ${among('payers', 'draft.payer_id')}`,
  'claims.draft_version': seen('claims.draft', 'draft_version.draft_id'),
  'claims.draft_standing': seen('claims.draft', 'draft_standing.draft_id'),
  ...Object.fromEntries(['known', 'checked', 'override'].map((table) => [`scrub.${table}`, seen('claims.draft', `${table}.draft_id`)])),
  // A batch is of the whole practice; its claims are seen one by one.
  'submission.batch': `${all('sites')} and ${all('payers')}`,
  'submission.batch_claim': seen('claims.draft', 'batch_claim.draft_id'),
  'submission.batch_report': `${all('sites')} and ${all('payers')}`,
  'submission.inquiry_claim': seen('claims.draft', 'inquiry_claim.draft_id'),
  'submission.claim_event': seen('claims.draft', 'claim_event.draft_id'),
  'submission.unmapped': seen('claims.draft', 'unmapped.draft_id'),
  'submission.work': `${all('sites')} and ${all('payers')} or ${seen('claims.draft', 'work.draft_id')}`,
  'claims.service_line': seen('claims.claim', 'service_line.claim_id'),
  'ledger.movement': `(${seen('claims.claim', 'movement.claim_id')} or ${seen('charges.patient_charge', 'movement.claim_id')})`,
  'ledger.entry': sourceSeen,
  'ledger.line': `${seen('ledger.entry', 'line.entry_id')} and ${seenOrNone('claims.claim', 'line.claim_id')}`,
  // Open ones that name the trace of a remit, or are tied to one. Whose the others are nobody knows yet.
  'bank.deposit': `(exists (select 1 from bank.tie t where t.tenant_id = deposit.tenant_id and t.deposit_id = deposit.id and t.undone_by is null)
    or exists (select 1 from remits.remit r where r.tenant_id = deposit.tenant_id and r.trace_number = deposit.trace_number))`,
  'bank.tie': seen('remits.remit', 'tie.remit_id'),
  // Sums of the whole practice: whoever sees a part has them summed of that part.
  ...Object.fromEntries(
    ['summed_up', 'account_sum', 'receivable_sum'].map((table) => [`ledger.${table}`, `${all('sites')} and ${all('payers')}`]),
  ),
  // What was learned of a patient is seen by whoever sees a claim of theirs, one that is still to go out too.
  ...Object.fromEntries(
    ['coverage', 'authorization'].map((table) => {
      // One of the two is a word of SQL.
      const own = `"${table}".patient_id`;
      return [`eligibility.${table}`, `(${seen('claims.claim', own, 'patient_id')} or ${seen('claims.draft', own, 'patient_id')})`];
    }),
  ),
  'parties.patient': seen('claims.claim', 'patient.id', 'patient_id'),
  'parties.same_patient': `${seen('claims.claim', 'same_patient.one_id', 'patient_id')} and ${seen('claims.claim', 'same_patient.other_id', 'patient_id')}`,
  'parties.patient_search': seen('claims.claim', 'patient_search.patient_id', 'patient_id'),
  'remits.remit': `${among('payers', 'remit.payer_id')} and (${all('sites')} or remit.sites && ${these('sites')})`,
  'remits.remit_claim': `${among('sites', 'remit_claim.site_id')} and ${seen('remits.remit', 'remit_claim.remit_id')}`,
  'remits.patient_search': seen('remits.remit_claim', 'patient_search.remit_claim_id'),
  'remits.provider_adjustment': seen('remits.remit', 'provider_adjustment.remit_id'),
  'posting.posted_remit': seen('remits.remit', 'posted_remit.remit_id'),
  'posting.posted_claim': `${seen('remits.remit_claim', 'posted_claim.remit_claim_id')} and ${seenOrNone('claims.claim', 'posted_claim.claim_id')}`,
  'posting.decision': `${seen('remits.remit', 'decision.remit_id')} and ${seenOrNone('remits.remit_claim', 'decision.remit_claim_id')}`,
  // Worked out of the whole, and shown in part by whoever reads it as the whole.
  'posting.proposal': `${all('sites')} and ${all('payers')}`,
  'posting.work_item': `${seen('remits.remit', 'work_item.remit_id')} and ${seenOrNone('remits.remit_claim', 'work_item.remit_claim_id')}`,
  // What came to nothing, or waits to be read, is shown to whoever brought it.
  'intake.document': `(exists (select 1 from gate.record brought where brought.tenant_id = document.tenant_id and brought.id = document.act_id
      and brought.actor_id = (select current_setting('claimwright.actor'))) or ${seen('claims.claim', 'document.id', 'document_id')}
    or ${seen('claims.draft', 'document.id', 'document_id')}
    or ${seen('remits.remit', 'document.id', 'document_id')} or ${seen('bank.deposit', 'document.id', 'document_id')})`,
  'intake.document_word': seen('intake.document', 'document_word.document_id'),
  'intake.source_file': seen('intake.document', 'source_file.document_id'),
  'intake.reading': seen('intake.document', 'reading.document_id'),
  'compliance.alert_claim': seen('claims.claim', 'alert_claim.claim_id'),
  'compliance.outlier': seen('claims.claim', 'outlier.claim_id'),
  'measures.prediction': seen('claims.draft', 'prediction.draft_id'),
  // Of the whole practice.
  'measures.counted': `${all('sites')} and ${all('payers')}`,
  ...Object.fromEntries(['alert', 'night'].map((table) => [`compliance.${table}`, `${all('sites')} and ${all('payers')}`])),
  'governance.disclosure': seen('parties.patient', 'disclosure.patient_id'),
  'governance.model_call': aboutSeen('model_call.subject'),
  'governance.write_back': aboutSeen('write_back.subject'),
  'governance.hold': aboutSeen('hold.subject', [...aboutKinds, 'document']),
  'autonomy.trial_item': aboutSeen('trial_item.subject'),
  'autonomy.change': aboutSeen('change.subject'),
  // All that it touches: a null among them is in no list.
  'gate.parked': `(${all('sites')} or parked.sites is null or parked.sites <@ ${these('sites')})
    and (${all('payers')} or parked.payers is null or parked.payers <@ ${these('payers')})`,
};

/** The statements that lay the policies, and let the role read what the application reads. */
export const reachSteps = (schemas: readonly string[]): string[] => [
  ...schemas.flatMap((schema) => [
    `grant usage on schema "${schema}" to ${limitedRole}`,
    `grant select on all tables in schema "${schema}" to ${limitedRole}`,
  ]),
  ...Object.entries(reaches).flatMap(([table, within]) => [
    `drop policy if exists reach on ${table}`,
    `create policy reach on ${table} as restrictive for select to ${limitedRole} using (${within})`,
  ]),
];
