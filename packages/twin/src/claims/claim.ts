import type { Day } from '../days.ts';
import type { Reason } from '../payer/remit.ts';
import type { Payer, Practice, Provider } from '../practice/practice.ts';

export interface BilledLine {
  /** From 1. */
  readonly number: number;
  /** REF*6R. */
  readonly control: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  /** Cents. */
  readonly billed: number;
  readonly units: number;
  readonly servedOn: Day;
  /** From 1. */
  readonly pointers: readonly number[];
}
export interface PatientName {
  readonly last: string;
  readonly first: string;
}
export interface ClaimCoverage {
  readonly payer: Payer;
  readonly memberId: string;
  readonly group: string;
}

/** What a payer decided before this one, as the claim tells it (2320, 2430). */
export interface EarlierPayer {
  /** AMT*D; none: it did not decide. */
  readonly paid: number | undefined;
  /** Of the whole claim. */
  readonly reasons: readonly Reason[];
  /** SVD with its CAS, by the number of the line. */
  readonly lines: ReadonlyMap<number, { readonly paid: number; readonly reasons: readonly Reason[] }>;
}

/** A claim as billed: what goes into the 837, and what the payer reads out of one. */
export interface BilledClaim {
  /** CLM01, at most 20 characters. */
  readonly control: string;
  readonly patient: PatientName;
  /** First who is billed, then who pays after. */
  readonly coverages: readonly ClaimCoverage[];
  /** Where others pay before: 2 the second, 3 the third, and those others in their order. */
  readonly after?: { readonly turn: number; readonly payers: readonly EarlierPayer[] };
  readonly billed: number;
  readonly placeOfService: string;
  readonly diagnoses: readonly string[];
  readonly lines: readonly BilledLine[];
  readonly rendering: Provider | undefined;
  readonly provider: { readonly name: string; readonly npi: string; readonly taxId: string };
}

/** What only the practice knows of its claim: the writer of the 837 needs it, the payer does not. */
export interface MadeClaim extends BilledClaim {
  readonly practice: Practice;
  readonly birthDate: Day;
  readonly sex: string;
  readonly street: string;
  readonly town: string;
  /** Where it was done, where the practice has several sites. */
  readonly facility?: Facility;
}

/** A site as claims name it. */
export interface Facility {
  readonly name: string;
  readonly npi: string;
  readonly street: string;
  readonly town: string;
}
