import type { Cents } from '../../ground/base/index.ts';

/** A claim as it left in a batch. */
export interface SentClaim {
  readonly key: string;
  readonly patientControlNumber: string;
  readonly billingNpi?: string;
  readonly billed: Cents;
  /** The member number that it was sent under, as `memberKey` writes it. */
  readonly member?: string;
  /** Which sending of this claim it was, from 1. */
  readonly attempt: number;
}

/** A batch with the numbers by which answers find it. */
export interface SentBatch {
  readonly id: string;
  readonly interchangeControl: string;
  readonly groupControl: string;
  readonly setControl: string;
  readonly reference: string;
  /** YYYY-MM-DD on which it was let go. */
  readonly approvedOn: string;
  readonly partner: {
    /** Under which ids whoever took it answers. */
    readonly ids: readonly string[];
    /** And to whom: the practice as it signed. */
    readonly own: readonly string[];
  };
  /** By what its payer is known. */
  readonly payer: { readonly ids: readonly string[]; readonly name: string };
  /** None of a question: it files nothing. */
  readonly claims: readonly SentClaim[];
}
