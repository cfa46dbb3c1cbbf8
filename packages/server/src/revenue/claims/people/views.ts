import type { PlainDate } from '@claimwright/core/ground/base';
import type { ChargedPerson } from '@claimwright/core/revenue/charges';

/** A patient with what tells them from another of the same name and birth date. */
export interface Namesake {
  readonly patientId: string;
  readonly last: string;
  readonly first: string;
  readonly birthDate?: string;
  readonly address?: ChargedPerson['address'];
  readonly members: readonly { readonly payerName: string; readonly memberId: string }[];
  readonly seenOn?: PlainDate;
  /** Of the books. */
  readonly claims: number;
  /** What a person said of them and the one that was asked for. */
  readonly said?: 'one' | 'two';
}

export interface Namesakes {
  readonly own: Namesake;
  readonly others: readonly Namesake[];
}

type OfTwo = { patientId: string; otherId: string; because: string };

export interface PeopleCommands {
  'revenue/claims/same-patient': { input: OfTwo; result: { patientId: string } };
  'revenue/claims/other-patient': { input: OfTwo; result: { patientId: string } };
}

export interface PeopleQueries {
  'revenue/claims/namesakes': { input: { draftId?: string; claimId?: string; chargeId?: string }; answer: Namesakes };
}
