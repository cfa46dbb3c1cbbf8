import type { Cents, PlainDate } from '../../ground/base/index.ts';

/** A line of a claim that stands in the books: void and replaced ones are none. The patient is an id that tells nobody who it is. */
export interface BilledLine {
  readonly claimId: string;
  readonly lineId: string;
  readonly patient: string;
  readonly payerId: string;
  /** NPI of who did it, else of who billed. */
  readonly provider: string;
  readonly institutional: boolean;
  readonly servedOn: PlainDate;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: string;
  readonly billed: Cents;
}
