import type { PlainDate } from '../../ground/base/index.ts';

/** Of whom something was learned, by whom a claim knows its patient. */
export interface Insured {
  readonly last: string;
  readonly first: string;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  readonly memberId?: string;
}

/** What was learned of a patient's coverage by a payer, and when. */
export interface LearnedCoverage {
  readonly who: Insured;
  readonly entry: {
    readonly payerId: string;
    readonly active: boolean;
    readonly from?: PlainDate;
    readonly to?: PlainDate;
    /** Whom the payer names as paying before it. */
    readonly primaryPayerId?: string;
    readonly checkedOn: PlainDate;
    readonly memberId?: string;
  };
}
