/** Every situation that the twin can play, by the name that tests and reports use. */
export type CaseName =
  | 'paid-in-full'
  | 'contracted'
  | 'denied'
  | 'line-denied'
  | 'not-recognised'
  | 'deductible'
  | 'reversed-and-corrected'
  | 'corrected-later'
  | 'corrected-before-reversal'
  | 'taken-back'
  | 'recouped-later'
  | 'reversal-unknown'
  | 'crossed-over'
  | 'secondary-repeats'
  | 'after-another'
  | 'split'
  | 'bundled'
  | 'interest'
  | 'withhold'
  | 'withhold-by-provider'
  | 'sequestration'
  | 'claim-level-only'
  | 'claim-level-beside-lines'
  | 'out-of-balance-line'
  | 'out-of-balance-claim'
  | 'out-of-balance-payment'
  | 'unknown-code'
  | 'control-altered'
  | 'control-truncated'
  | 'control-placeholder'
  | 'code-changed'
  | 'code-changed-silently'
  | 'modifier-dropped'
  | 'zero-charge-lines'
  | 'paid-above-charge'
  | 'not-ours';

/** What a careful biller does with the CLP: posts it by one click, posts it and has work left, parks it, opens a denial, or nothing (it was all here before). */
export type Outcome = 'clean' | 'work' | 'parked' | 'denial' | 'nothing';

/** What becomes of an adjusted amount: the words of the practice's own books. */
export type Treatment = 'contractual' | 'sequestration' | 'withhold' | 'patient' | 'next-payer' | 'stays-open' | 'restates' | 'parked';

/** The right answer for one CLP. Amounts in cents, a reversal's negative. */
export interface ClaimTruth {
  readonly case: CaseName;
  /** Which part of the case this CLP plays: `original`, `reversal`, `correction`, `secondary`, … */
  readonly part: string;
  /** CLM01 as billed of the claim that it truly belongs to; absent: none of ours. */
  readonly control?: string;
  readonly outcome: Outcome;
  /** Other outcomes that a careful biller could defend. */
  readonly alsoRight: readonly Outcome[];
  /** CLP04. */
  readonly paid: number;
  /** What is to be applied to the claim: `paid` where it posts, 0 where it is parked. */
  readonly applied: number;
  /** Patient responsibility that moves to the patient, and that moves to the payer after this one. */
  readonly patient: number;
  readonly nextPayer: number;
  readonly treatments: { readonly [treatment in Treatment]?: number };
}

/** The right answer for one payment. */
export interface RemitTruth {
  /** `post`: goes to the books; `parked`: out of balance, nothing of it may post; `repeated`: all of it was here before. */
  readonly disposition: 'post' | 'parked' | 'repeated';
  /** Why it is parked or repeated. */
  readonly because?: 'line' | 'claim' | 'payment' | 'same-file' | 'renamed' | 're-wrapped' | 'split-in-two' | 're-issued';
  /** Only one claim is wrong and the payment itself adds up: to park that claim, its cash unapplied, is right as well. */
  readonly claimMayPark?: true;
  /** How far the payment is out of balance. */
  readonly difference: number;
  readonly payerId: string;
  readonly trace: string;
  /** BPR02. */
  readonly amount: number;
  /** Whether a deposit of this amount is to come. */
  readonly depositDue: boolean;
  readonly claims: readonly ClaimTruth[];
  readonly moves: readonly { readonly code: string; readonly reference: string; readonly amount: number }[];
}
