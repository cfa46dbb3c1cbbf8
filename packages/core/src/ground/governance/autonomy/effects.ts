import type { Consequence } from './consequence.ts';

/** How many rows an act added to a table, changed in it, and removed from it. */
export interface Write {
  readonly table: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

type Ways = 'adds' | 'adds, changes' | 'changes' | 'adds, changes, removes';
interface Covered {
  readonly writes: { readonly [table: string]: Ways };
  readonly jobs: readonly string[];
}

/** Where the gate itself writes while an act runs. */
const gatesOwn = /^(?:gate\.|autonomy\.(?:trial_item|change)$)/;
const search = { 'parties.patient_search': 'adds, changes, removes', 'remits.patient_search': 'adds, changes, removes' } as const;
const books = { 'ledger.entry': 'adds', 'ledger.line': 'adds', 'ledger.movement': 'adds' } as const;

/**
 * What the consequences that a machine may come by without a person cover, table by table: the truth of a declaration lies in what the
 * act writes. Whatever is not here needs a person, at every level; a table that is new is covered by nothing until it stands here.
 */
const covers: { readonly [consequence in Consequence]?: Covered } = {
  // Notes of the program on its own work: where a remit, what posting it would do, what of it waits, a call, a key or a write-back stands. No money, no patient, no contract.
  none: {
    writes: {
      'remits.remit': 'changes',
      'remits.remit_claim': 'changes',
      'posting.work_item': 'changes',
      'posting.proposal': 'adds, changes',
      'governance.model_call': 'adds, changes',
      'governance.write_back': 'changes',
      'governance.key_rotation': 'adds, changes',
      'governance.data_key': 'adds, changes',
      'governance.training_place': 'changes',
      // Batches that wait for a person, and how far one that a person approved has come.
      ...{ 'submission.batch': 'adds, changes', 'submission.counter': 'adds, changes' },
      // What was found at a version of a draft.
      'scrub.checked': 'adds',
      // What the nightly audit tells the compliance officer.
      ...{ 'compliance.night': 'adds, changes', 'compliance.alert': 'adds, changes', 'compliance.alert_claim': 'adds' },
      'compliance.outlier': 'adds, changes',
      ...{ 'measures.counted': 'adds, changes', 'measures.denial_model': 'adds', 'measures.prediction': 'adds, changes' },
      ...{ 'submission.work': 'adds, changes', 'submission.fetched': 'adds', 'submission.inquiry_claim': 'adds' },
    },
    jobs: ['propose', 'ask-model', 'rotate-keys'],
  },
  // What came in from outside, as it came in: it never changes what a claim or a remit says.
  'keeps-document': {
    writes: {
      ...{
        'intake.document': 'adds',
        'intake.document_word': 'adds',
        'intake.reading': 'adds, changes',
        'intake.source_file': 'adds',
        'intake.source_state': 'changes',
      },
      ...{ 'parties.patient': 'adds, changes', 'parties.payer': 'adds, changes', ...search },
      ...{ 'claims.claim': 'adds, changes', 'claims.service_line': 'adds', 'claims.standing': 'adds, changes' },
      ...{ 'claims.draft': 'adds', 'claims.draft_version': 'adds', 'claims.draft_standing': 'adds, changes' },
      // What is found at a claim as it is read.
      'scrub.checked': 'adds',
      ...{ 'remits.remit': 'adds, changes', 'remits.remit_claim': 'adds', 'remits.provider_adjustment': 'adds' },
      ...{ 'eligibility.coverage': 'adds', 'eligibility.authorization': 'adds' },
      ...{ 'bank.deposit': 'adds', ...books },
      ...{
        'submission.claim_event': 'adds',
        'submission.unmapped': 'adds',
        'submission.work': 'adds, changes',
        'submission.batch': 'adds, changes',
      },
      // Batches with the reports on them, what became of sendings, and what is told of it once a person lets it go.
      ...{ 'submission.batch_claim': 'adds, changes', 'submission.batch_report': 'adds', 'submission.counter': 'adds, changes' },
      ...{ 'submission.clearinghouse': 'changes', 'governance.write_back': 'adds' },
    },
    jobs: ['read-document', 'propose'],
  },
  'lowers-autonomy': {
    writes: {
      ...{ 'autonomy.setting': 'adds', 'autonomy.alert': 'adds', 'autonomy.trial': 'changes', 'autonomy.promotion': 'adds' },
    },
    jobs: [],
  },
  // A new version of a draft that says more, and nothing other than before: no code of it (complete.ts in the scrubbing room).
  'completes-claim': { writes: { 'claims.draft': 'changes', 'claims.draft_version': 'adds' }, jobs: ['propose'] },
  'posts-payment': {
    writes: {
      ...books,
      ...{ 'posting.posted_remit': 'adds, changes', 'posting.posted_claim': 'adds, changes', 'posting.work_item': 'adds, changes' },
      ...{ 'remits.remit': 'changes', 'remits.remit_claim': 'changes', 'claims.claim': 'changes', 'claims.standing': 'adds, changes' },
      ...{ 'governance.write_back': 'adds' },
    },
    jobs: ['write-back', 'propose'],
  },
  'ties-deposit': {
    writes: { 'bank.tie': 'adds', 'bank.deposit': 'changes', 'remits.remit': 'changes', 'ledger.entry': 'adds', 'ledger.line': 'adds' },
    jobs: ['propose'],
  },
};

/** What an act did beyond its command's consequence, in words; nothing where a person stands behind all that the consequence can do. */
export function whatIsBeyond(consequence: Consequence, writes: readonly Write[], jobs: readonly string[]): string[] {
  const covered = covers[consequence];
  if (covered === undefined) return [];
  const wrote = writes
    .filter(({ table }) => !gatesOwn.test(table))
    .flatMap(({ table, added, changed, removed }) => {
      const ways = covered.writes[table] ?? '';
      const done = [
        ...(added > 0 && !ways.includes('adds') ? ['added to'] : []),
        ...(changed > 0 && !ways.includes('changes') ? ['changed'] : []),
        ...(removed > 0 && !ways.includes('removes') ? ['removed from'] : []),
      ];
      return done.map((what) => `${what} ${table}`);
    });
  return [...wrote, ...jobs.filter((queue) => !covered.jobs.includes(queue)).map((queue) => `queued ${queue}`)];
}

/** Of the search: consequences that a machine comes by without a person, and that cover nothing here, would be covered for everything. */
export const hasEffectsDeclared = (consequence: Consequence): boolean => covers[consequence] !== undefined;
