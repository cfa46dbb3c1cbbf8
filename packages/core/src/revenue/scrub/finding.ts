import type { Evidence, Finding } from '../../ground/base/index.ts';
import type { Edition } from '../../ground/codes/index.ts';

export const editFamilies = {
  identity: 'Completeness and identity',
  tables: 'Code tables of the day',
  diagnoses: 'Diagnoses by date',
  pairs: 'Procedure pairs (NCCI)',
  'unit-limits': 'Unit limits (MUE)',
  'add-ons': 'Add-on codes',
  modifiers: 'Modifiers',
  necessity: 'Medical necessity',
  'global-periods': 'Global periods',
  duplicates: 'Duplicates and frequency',
  filing: 'Timely filing',
  authorization: 'Prior authorization',
  eligibility: 'Eligibility',
  timed: 'Timed services',
  charges: 'Units and charges',
  teeth: 'Teeth and areas of the mouth',
  'dental-benefits': 'Dental benefits',
  eyes: 'Optometry',
  institutional: 'Facility claims',
  note: 'Narrative and note',
  payer: 'Payer rules',
} as const;
export type EditFamily = keyof typeof editFamilies;

/** A change that someone may make; never made here. */
export interface Proposal {
  readonly change: 'add-modifier' | 'replace-diagnosis' | 'complete-narrative' | 'set-units' | 'review-procedure';
  readonly line?: number;
  /** The modifier, diagnosis, units; several where a person has to choose. */
  readonly choices: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface ScrubFinding extends Finding {
  readonly family: EditFamily;
  readonly severity: 'error' | 'warning' | 'info';
  /** Numbers of the lines concerned; none for the claim as a whole. */
  readonly lines: readonly number[];
  /** Who says so: law, manual, table or payer rule with its version. */
  readonly rule: string;
  readonly edition?: Edition;
  readonly evidence: readonly Evidence[];
  readonly proposal?: Proposal;
  /** What a partner's program may suggest: `add_modifier_25`, `review_documentation`. */
  readonly action: string;
  readonly tag?: string;
  /** What fills the words: codes, limits, a tooth. */
  readonly values?: { readonly [slot: string]: string | number };
}

/** What tells a finding from others of its code at its place: the lines concerned, what was found there, and how much it holds. */
export const foundOf = ({ severity, lines, values = {} }: Pick<ScrubFinding, 'severity' | 'lines' | 'values'>): string =>
  JSON.stringify([severity, lines, ...Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** While it is being made. */
export type Writable<T> = { -readonly [key in keyof T]: T[key] };
