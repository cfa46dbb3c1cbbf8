import type { Day } from '../days.ts';
import type { Payer } from '../practice/practice.ts';

/** One reason of a CAS: cents, positive lowers the payment. */
export interface Reason {
  readonly group: string;
  readonly code: string;
  readonly amount: number;
}
export interface Procedure {
  readonly code: string;
  readonly modifiers: readonly string[];
}

/** An SVC loop to be written. */
export interface PaidLine {
  readonly procedure: Procedure;
  /** SVC06, where the payer changed the code and says so. */
  readonly billedAs?: Procedure;
  readonly charged: number;
  readonly paid: number;
  readonly units: number;
  readonly servedOn: Day;
  /** REF*6R; payers leave it out at times. */
  readonly control?: string;
  readonly reasons: readonly Reason[];
  /** LQ*HE. */
  readonly remarks: readonly string[];
  /** AMT*B6, informational. */
  readonly statedAllowed?: number;
}

/** A CLP loop to be written. */
export interface PaidClaim {
  readonly control: string;
  readonly status: string;
  readonly charged: number;
  readonly paid: number;
  readonly patientShare?: number;
  readonly filing: string;
  readonly payerControl: string;
  readonly patient: { readonly last: string; readonly first: string; readonly memberId?: string };
  readonly renderingNpi?: string;
  readonly crossover?: { readonly name: string; readonly id: string };
  /** MOA. */
  readonly remarks: readonly string[];
  readonly servedFrom: Day;
  readonly servedTo: Day;
  readonly receivedOn?: Day;
  /** REF*F8, on corrections. */
  readonly corrects?: string;
  /** At claim level. */
  readonly reasons: readonly Reason[];
  readonly lines: readonly PaidLine[];
  /** AMT*I: interest, informational; the money moves in PLB L6. */
  readonly interest?: number;
}

/** A PLB entry: cents, positive lowers the payment. */
export interface ProviderMove {
  readonly code: string;
  readonly reference: string;
  readonly amount: number;
}

/** One payment to be written as an ST of an 835. */
export interface Remittance {
  readonly payer: Payer;
  readonly payee: { readonly name: string; readonly npi: string; readonly taxId: string };
  readonly trace: string;
  readonly method: 'ACH' | 'CHK' | 'NON';
  readonly paidOn: Day;
  /** BPR02: claims − provider moves, unless the case is out of balance. */
  readonly amount: number;
  readonly claims: readonly PaidClaim[];
  readonly moves: readonly ProviderMove[];
}

export const total = (amounts: readonly { readonly amount: number }[]): number => amounts.reduce((sum, one) => sum + one.amount, 0);

/** What the claims and provider moves add up to: the honest BPR02. */
export const balanceOf = (claims: readonly PaidClaim[], moves: readonly ProviderMove[]): number =>
  claims.reduce((sum, claim) => sum + claim.paid, 0) - total(moves);
