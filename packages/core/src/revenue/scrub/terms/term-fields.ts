/** How a term is said: yes or no, one of two ways, a number, codes, or rows of a kind. */
export type TermKind = 'yes-no' | 'minutes' | 'count' | 'codes' | 'attachments' | 'limits' | 'ages' | 'waiting' | 'alternates';

export const termGroups = {
  payer: 'What kind of payer it is',
  time: 'Time limits',
  before: 'What it wants before or with the claim',
  limits: 'How often and for whom it pays',
  dental: 'Dental plans',
} as const;
export type TermGroup = keyof typeof termGroups;

export interface TermOf {
  /** A column of a list. */
  readonly column: string;
  readonly group: TermGroup;
  readonly label: string;
  readonly kind: TermKind;
  /** Of a number: its unit and how high it may be. */
  readonly unit?: string;
  readonly most?: number;
  readonly does: string;
  /** What counts where nothing is set. */
  readonly unset: string;
  /** Edits that look at it. */
  readonly edits: readonly string[];
}

const days = { kind: 'count', unit: 'days', most: 3_650 } as const;
const fields = {
  medicare: {
    ...{ column: 'medicare', group: 'payer', label: 'Medicare', kind: 'yes-no' },
    does: 'Medicare’s own rules are asked: coverage decisions with ABN modifiers, member number, refraction, one calendar year to file.',
    unset: 'yes where the claim goes out as MB or MA (Medicare Part B or A), else no',
    edits: ['diagnosis-not-covered', 'coverage-frequency', 'refraction-to-medicare', 'filing-late', 'timed-units-over'],
  },
  vision: {
    ...{ column: 'vision', group: 'payer', label: 'Vision plan', kind: 'yes-no' },
    does: 'It pays routine eye care and materials: a visit with a medical reason is told to go to the medical payer, and the other way round.',
    unset: 'no: a medical payer',
    edits: ['medical-reason-to-vision-plan', 'routine-reason-to-medical-payer', 'materials-to-medical-payer', 'coverage-order-doubtful'],
  },
  ncci: {
    ...{ column: 'ncci', group: 'payer', label: 'Follows NCCI', kind: 'yes-no' },
    does: 'Pairs of codes and unit limits of the National Correct Coding Initiative are checked.',
    unset: 'yes',
    edits: [
      'pair-never',
      'pair-without-modifier',
      'pair-same-site',
      'units-over-line-limit',
      'units-over-day-limit',
      'units-over-clinical-limit',
    ],
  },
  minutes: {
    ...{ column: 'minutes', group: 'payer', label: 'Counts minutes by', kind: 'minutes' },
    does: 'How timed therapy becomes units: Medicare adds the minutes of all services of a day (eight-minute rule), the AMA counts each service by itself.',
    unset: 'Medicare’s way for Medicare, the AMA’s for others',
    edits: ['timed-units-over', 'timed-units-under', 'timed-units-misplaced'],
  },
  filingDays: {
    ...{ column: 'filing_days', group: 'time', label: 'Time to file', ...days },
    does: 'So many days after the service it takes a claim.',
    unset: 'not checked; Medicare: one calendar year',
    edits: ['filing-late', 'filing-near'],
  },
  correctedDays: {
    ...{ column: 'corrected_days', group: 'time', label: 'Time to correct', ...days },
    does: 'So many days after the service it takes a corrected claim.',
    unset: 'as the time to file',
    edits: ['filing-late', 'filing-near'],
  },
  secondaryDays: {
    ...{ column: 'secondary_days', group: 'time', label: 'Time to file as second payer', ...days },
    does: 'So many days after the first payer’s decision it takes a claim as the next payer.',
    unset: 'as the time to file, from the service',
    edits: ['filing-late', 'filing-near'],
  },
  eligibilityDays: {
    ...{ column: 'eligibility_days', group: 'time', label: 'Coverage looked up within', ...days },
    does: 'How old the last look at the patient’s coverage may be on the day of service.',
    unset: 'not checked',
    edits: ['eligibility-not-verified'],
  },
  authorizationFor: {
    ...{ column: 'authorization_for', group: 'before', label: 'Prior authorization for', kind: 'codes' },
    does: 'A claim with one of these waits until an authorization of this payer for it is known.',
    unset: 'only what your code list marks',
    edits: ['authorization-missing', 'authorization-for-other', 'authorization-used-up', 'authorization-unknown'],
  },
  orderingFor: {
    ...{ column: 'ordering_for', group: 'before', label: 'Ordering or referring provider for', kind: 'codes' },
    does: 'A claim with one of these names who ordered or referred.',
    unset: 'not checked',
    edits: ['ordering-missing'],
  },
  narrativeFor: {
    ...{ column: 'narrative_for', group: 'before', label: 'Narrative for', kind: 'codes' },
    does: 'A line with one of these says in words why it was needed.',
    unset: 'only what your code list marks',
    edits: ['narrative-missing', 'narrative-too-thin'],
  },
  attachments: {
    ...{ column: 'attachments', group: 'before', label: 'Attachments', kind: 'attachments' },
    does: 'What is attached to which services; one of the kinds named is enough.',
    unset: 'only what your code list marks',
    edits: ['attachment-missing'],
  },
  frequencies: {
    ...{ column: 'frequencies', group: 'limits', label: 'How often it pays', kind: 'limits' },
    does: 'So many times within a number of days or a calendar year; your own history of the patient is counted.',
    unset: 'not checked',
    edits: ['frequency-reached'],
  },
  ages: {
    ...{ column: 'ages', group: 'limits', label: 'Ages', kind: 'ages' },
    does: 'At which ages, in whole years on the day of service, a service is a benefit.',
    unset: 'not checked',
    edits: ['benefit-age'],
  },
  waiting: {
    ...{ column: 'waiting', group: 'limits', label: 'Waiting periods', kind: 'waiting' },
    does: 'So many months after the coverage began a service is paid.',
    unset: 'not checked',
    edits: ['waiting-period'],
  },
  missingTooth: {
    ...{ column: 'missing_tooth', group: 'dental', label: 'Missing tooth clause', kind: 'yes-no' },
    does: 'A first prosthesis or an implant for a tooth that was lost before the coverage began is not paid.',
    unset: 'no',
    edits: ['missing-tooth-clause'],
  },
  alternates: {
    ...{ column: 'alternates', group: 'dental', label: 'Pays as another service', kind: 'alternates' },
    does: 'What it pays by the price of a less costly service: the other is told, and what it means for the patient where a schedule is known.',
    unset: 'not checked',
    edits: ['alternate-benefit'],
  },
  replacementYears: {
    ...{ column: 'replacement_years', group: 'dental', label: 'Prosthesis replaced after', kind: 'count', unit: 'years', most: 50 },
    does: 'So many years after a crown, bridge or denture was placed it pays for another.',
    unset: 'not checked',
    edits: ['replaced-too-early'],
  },
} as const satisfies { readonly [field: string]: TermOf };

export type TermField = keyof typeof fields;
export const termField: { readonly [field in TermField]: TermOf } = fields;
export const termFields: readonly (TermOf & { readonly id: TermField })[] = (Object.keys(fields) as TermField[]).map((id) => ({
  ...termField[id],
  id,
}));
