import type { Evidence, Finding } from '../../ground/base/index.ts';
import type { Edition } from '../../ground/codes/index.ts';
import type { ClaimKind } from '../claims/index.ts';
import type { LineLook, Look } from './look.ts';

export const editFamilies = {
  identity: 'Completeness and identity',
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
}

export interface Hit {
  readonly line?: LineLook;
  /** Beside `line`, other lines concerned. */
  readonly also?: readonly LineLook[];
  /** Where, if not in a line. */
  readonly at?: string;
  /** Fills the `{words}` of what the edit says. Codes and limits; nothing that tells of a person. */
  readonly values?: { readonly [slot: string]: string | number };
  readonly edition?: Edition;
  readonly evidence?: readonly Evidence[];
  readonly proposal?: Proposal;
  readonly severity?: 'error' | 'warning';
  readonly action?: string;
}
export type Report = (hit: Hit) => void;

/** One thing that is checked of a claim. */
export interface Edit {
  readonly code: string;
  readonly family: EditFamily;
  /** Hold: the claim does not go out so. Warn: a person looks. */
  readonly severity: 'hold' | 'warn';
  readonly snip?: number;
  readonly kinds?: readonly ClaimKind[];
  readonly says: string;
  readonly because: string;
  readonly source: string;
  readonly fix: string;
  readonly action: string;
  readonly check: (look: Look, report: Report) => void;
}
