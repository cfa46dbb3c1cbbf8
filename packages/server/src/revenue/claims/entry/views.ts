import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { ChargedCoverage, ChargedPerson } from '@claimwright/core/revenue/charges';
import type { ClaimKind } from '@claimwright/core/revenue/claims';

/** Whom a search found. */
export interface PatientRow {
  readonly id: string;
  readonly last: string;
  readonly first: string;
  readonly birthDate?: string;
}

/** A patient as the last charge or claim says it: what the next one begins with. */
export interface PatientBefore {
  readonly id: string;
  readonly patient: ChargedPerson;
  readonly coverages: readonly ChargedCoverage[];
  /** Where nothing was charged before, only the name is known. */
  readonly kind?: ClaimKind;
  readonly placeOfService?: string;
  readonly renderingNpi?: string;
  readonly seenOn?: PlainDate;
}

interface Named {
  readonly npi: string;
  readonly name: string;
}

/** Whom a charge may name: as the practice's billing facts say. */
export interface WhoBills {
  /** Nobody has said it yet: no claim can be made. */
  readonly billing?: { readonly name: string; readonly npi?: string };
  readonly providers: readonly Named[];
  readonly facilities: readonly Named[];
  /** Each number by which claims name a payer. */
  readonly payers: readonly { readonly payerId: string; readonly name: string; readonly filingIndicator?: string }[];
}

/** What a service costs. */
export interface UsualCharge {
  /** By the practice's own schedule. */
  readonly charged?: Cents;
  readonly source?: string;
  /** By that of the payer. */
  readonly allowed?: Cents;
}

export interface EntryQueries {
  'revenue/claims/patients': { input: { search: string }; answer: { rows: readonly PatientRow[] } };
  'revenue/claims/patient-before': { input: { patientId: string }; answer: PatientBefore };
  'revenue/claims/who-bills': { input: Record<string, never>; answer: WhoBills };
  'revenue/claims/usual-charge': {
    input: { code: string; modifiers: readonly string[]; placeOfService: string; units: string; on: string; payerId: string };
    answer: UsualCharge;
  };
}
