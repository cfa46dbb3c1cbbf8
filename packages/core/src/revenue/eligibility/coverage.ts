import type { Cents, PlainDate } from '../../ground/base/index.ts';
import type { CoordinationMethod } from './coordination.ts';

/** Of whom something was learned, by whom a claim knows its patient. */
export interface Insured {
  readonly last: string;
  readonly first: string;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  readonly memberId?: string;
}

/** What a coverage says of who bears what. What is absent was not said, which is not the same as nothing. */
export interface Benefit {
  /** A procedure, the beginning of some (`D2*`) or a family of them; absent is whatever is not said by itself. */
  readonly service?: string;
  /** Of a visit. */
  readonly copay?: Cents;
  /** The patient's share, in ten thousandths. */
  readonly coinsurance?: number;
  readonly deductibleLeft?: Cents;
  readonly outOfPocketLeft?: Cents;
  /** What the plan still pays this year. */
  readonly maximumLeft?: Cents;
  readonly notCovered?: boolean;
  /** The copay stands instead of deductible and coinsurance; false: beside them. */
  readonly copayAlone?: boolean;
  /** How it reckons with what another plan paid first. */
  readonly coordination?: CoordinationMethod;
}

/** What was learned of a patient's coverage by a payer, and when. */
export interface LearnedCoverage {
  readonly who: Insured;
  /** Where the list or the answer says it: `line 4`. */
  readonly at: string;
  readonly entry: {
    readonly payerId: string;
    readonly active: boolean;
    readonly from?: PlainDate;
    readonly to?: PlainDate;
    /** Whom the payer names as paying before it. */
    readonly primaryPayerId?: string;
    readonly checkedOn: PlainDate;
    readonly memberId?: string;
    readonly benefits?: readonly Benefit[];
  };
}
