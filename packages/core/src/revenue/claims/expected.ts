import type { Cents } from '../../ground/base/index.ts';
import type { ShareKind } from '../eligibility/index.ts';

/** Whom a part of what is allowed falls to, with the reason and the source of each cent. */
export interface ExpectedPart {
  readonly of: ShareKind | 'earlier-payers' | 'after-coordination';
  readonly amount: Cents;
  readonly because: string;
  readonly source: string;
}

/** What a line is expected to bring, as it was known when the claim was made or changed. What is absent is not known, and it is said why. */
export interface ExpectedToSend {
  readonly allowed?: Cents;
  readonly because?: string;
  readonly source?: string;
  readonly payer?: Cents;
  readonly patient?: Cents;
  /** Of what is allowed, to the cent. */
  readonly parts: readonly ExpectedPart[];
  readonly unknown: readonly string[];
}

/** The sum over a claim or a batch. Lines of which nothing is known are counted, not guessed. */
export interface ExpectedTotals {
  readonly lines: number;
  readonly allowed: Cents;
  readonly payer: Cents;
  readonly patient: Cents;
  /** Lines of which it is not known what is allowed, and of which not who bears it. */
  readonly allowedUnknown: number;
  readonly sharesUnknown: number;
}
