import type { Cents, Finding, PlainDate } from '@claimwright/core/ground/base';
import type { Charge, ChargedPerson, MemberOfRank } from '@claimwright/core/revenue/charges';
import type { Page } from '../../gate/views.ts';
import type { ChargeState } from './schema.ts';

/** A charge in a list, with what building claims of it found. */
export interface ChargeRow {
  readonly id: string;
  readonly account: string;
  readonly kind: 'professional' | 'institutional' | 'dental';
  readonly patientName: string;
  readonly servedFrom?: PlainDate;
  readonly charged: Cents;
  /** What the books say that the patient owes for its lines that no payer is asked for. */
  readonly patientOwes?: Cents;
  readonly state: string;
  readonly findings: readonly Finding[];
}

/** What became of charges that were entered. */
export interface ChargesAdded {
  readonly added: number;
  readonly repeated: number;
  /** Charges of which no claim was made yet, and that say something else now. */
  readonly replaced: number;
  /** Accounts that were not taken, each with a finding: they are here with other content. */
  readonly differing: number;
  readonly findings: readonly Finding[];
  /** Those that are new and those that were replaced. */
  readonly chargeIds: readonly string[];
}

/** A charge with all that was entered. */
export interface ChargeDetail extends ChargeRow {
  readonly charge: Charge;
}

/** What became of a charge whose patient was corrected: with how many of its account, and what is to be looked at. */
export interface PatientCorrected {
  readonly chargeId: string;
  readonly charges: number;
  readonly findings: readonly Finding[];
}

export interface ChargeCommands {
  'revenue/charges/correct-patient': {
    input: { chargeId: string; patient: ChargedPerson; members: readonly MemberOfRank[]; because: string };
    result: PatientCorrected;
  };
  'revenue/charges/add': { input: { charges: readonly Charge[] }; result: ChargesAdded };
}

export interface ChargeQueries {
  'revenue/charges/charge': { input: { chargeId: string }; answer: ChargeDetail };
  'revenue/charges/charges': { input: { state: ChargeState; cursor?: string }; answer: Page<ChargeRow> };
}
