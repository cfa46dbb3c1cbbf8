import type { Bytes, Cents, Finding, PlainDate } from '../../ground/base/index.ts';
import type { Person, ProcedureCode } from '../claims/index.ts';

/** Why an amount was not paid. `amount` positive lowers the payment. */
export interface Adjustment {
  /** CO, PR, OA, PI; CR on 4010 input. */
  readonly group: string;
  readonly carc: string;
  readonly rarcs: readonly string[];
  readonly amount: Cents;
  readonly quantity?: string;
  /** The amount's own bytes. */
  readonly bytes: Bytes;
}

export interface RemitLine {
  readonly index: number;
  /** REF*6R. */
  readonly lineControlNumber?: string;
  /** What the payer adjudicated. */
  readonly procedure?: ProcedureCode;
  /** SVC06, where the payer says that something else was billed. */
  readonly billedProcedure?: ProcedureCode;
  readonly billed: Cents;
  readonly paid: Cents;
  readonly units?: string;
  readonly servedOn?: PlainDate;
  readonly servedTo?: PlainDate;
  readonly adjustments: readonly Adjustment[];
  readonly rarcs: readonly string[];
  /** AMT*B6, informational. */
  readonly statedAllowed?: Cents;
  /** The loop's bytes, and those of the two figures. */
  readonly bytes: Bytes;
  readonly billedBytes: Bytes;
  readonly paidBytes: Bytes;
}

export interface RemitClaim {
  readonly index: number;
  readonly patientControlNumber: string;
  /** CLP02. Never the only reason to call something denied. */
  readonly status: string;
  readonly billed: Cents;
  readonly paid: Cents;
  /** CLP05 as the payer stated it. */
  readonly statedPatientResponsibility?: Cents;
  readonly payerControlNumber?: string;
  readonly filingIndicator?: string;
  readonly patient?: Person;
  readonly subscriberMemberId?: string;
  readonly crossoverCarrier?: { readonly name?: string; readonly id?: string };
  readonly renderingNpi?: string;
  readonly servedFrom?: PlainDate;
  readonly servedTo?: PlainDate;
  readonly receivedOn?: PlainDate;
  /** REF*F8: the claim that this one corrects. */
  readonly originalReference?: string;
  /** At claim level only. */
  readonly adjustments: readonly Adjustment[];
  readonly rarcs: readonly string[];
  readonly lines: readonly RemitLine[];
  readonly bytes: Bytes;
  readonly billedBytes: Bytes;
  readonly paidBytes: Bytes;
  /** Amounts of it that could not be read: they stand as 0 here and are not known. */
  readonly unreadable?: readonly Finding[];
}

/** PLB: money moved outside of any claim. Positive lowers the payment. */
export interface ProviderAdjustment {
  readonly index: number;
  readonly code: string;
  readonly reference?: string;
  readonly amount: Cents;
  readonly fiscalDate?: PlainDate;
  readonly providerId: string;
  readonly bytes: Bytes;
}

/** One payment advice: an ST of an 835, or a paper EOB keyed in. */
export interface RemitHead {
  readonly control: string;
  readonly version: string;
  readonly payer: { readonly name: string; readonly ids: readonly string[] };
  readonly payee: { readonly name: string; readonly npi?: string; readonly taxId?: string };
  /** TRN02. */
  readonly traceNumber: string;
  /** TRN03. */
  readonly payerTraceId: string;
  /** BPR04: ACH, CHK, NON, FWT, BOP. */
  readonly method: string;
  /** BPR16. */
  readonly paidOn?: PlainDate;
  /** BPR02, never negative; a debit notice (BPR03 = D) is negative here. */
  readonly paid: Cents;
  readonly bytes: Bytes;
  readonly paidBytes: Bytes;
  /** Amounts outside of claims that could not be read or cannot be, and an end that is missing. */
  readonly unreadable?: readonly Finding[];
}
export interface Remit extends RemitHead {
  readonly claims: readonly RemitClaim[];
  readonly providerAdjustments: readonly ProviderAdjustment[];
}
