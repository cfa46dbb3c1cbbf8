import type { Bytes, Cents, PlainDate } from '../../ground/base/index.ts';

export interface ProcedureCode {
  readonly code: string;
  readonly modifiers: readonly string[];
}

/** One charge line of a claim as it was billed. */
export interface ServiceLine {
  readonly number: number;
  /** REF*6R of the 837, which a payer should send back. */
  readonly lineControlNumber?: string;
  readonly procedure: ProcedureCode;
  readonly billed: Cents;
  readonly units?: string;
  readonly servedOn?: PlainDate;
  readonly servedTo?: PlainDate;
  readonly diagnoses: readonly string[];
  /** Of a dental line: universal numbers with their surfaces, and areas of the mouth. */
  readonly teeth?: readonly { readonly tooth: string; readonly surfaces: readonly string[] }[];
  readonly areas?: readonly string[];
  /** Who did it, where the line says another than the claim. */
  readonly renderingNpi?: string;
  /** What the contract allows, where one is loaded. */
  readonly expectedAllowed?: Cents;
  readonly bytes: Bytes;
}

export interface Coverage {
  readonly rank: 'primary' | 'secondary' | 'tertiary';
  readonly payerName: string;
  /** NM109 of the payer. */
  readonly payerId?: string;
  readonly memberId?: string;
  readonly groupNumber?: string;
  readonly filingIndicator?: string;
}

export interface Person {
  readonly last: string;
  readonly first: string;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  readonly memberId?: string;
  /** As far as it tells two people of one name and birth date apart. */
  readonly address?: { readonly line1: string; readonly zip?: string };
}

/** A claim as it went out. `coverages` in order of who pays first; the one of rank `sentAs` is whom this claim was sent to. */
export interface Claim {
  readonly patientControlNumber: string;
  /** CLM05-3: 1 original, 7 replacement, 8 void. */
  readonly frequency: string;
  readonly originalPayerControlNumber?: string;
  /** It asks what would be paid, and bills nothing (CLM19). */
  readonly predetermination?: true;
  /** Under which the payer answered what was asked beforehand (REF*G3). */
  readonly predeterminationNumber?: string;
  readonly billed: Cents;
  readonly patient: Person;
  readonly subscriber: Person;
  readonly coverages: readonly Coverage[];
  /** SBR01 of the payer this was sent to. */
  readonly sentAs: 'primary' | 'secondary' | 'tertiary';
  readonly billingNpi?: string;
  /** Of the service facility: where it was done. */
  readonly facilityNpi?: string;
  readonly billingTaxId?: string;
  readonly renderingNpi?: string;
  readonly placeOfService?: string;
  readonly diagnoses: readonly string[];
  readonly servedFrom?: PlainDate;
  readonly servedTo?: PlainDate;
  /** The day on which its batch was made (BHT04). */
  readonly sentOn?: PlainDate;
  readonly lines: readonly ServiceLine[];
  readonly bytes: Bytes;
}
