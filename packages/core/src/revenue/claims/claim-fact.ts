import type { Cents, PlainDate } from '../../ground/base/index.ts';
import type { Party } from '../../ground/ledger/index.ts';
import type { ProcedureCode } from './claim.ts';

/** What our books know of a claim that a remit may speak of. No names: only what matching needs. */
export interface ClaimFact {
  readonly id: string;
  readonly patientControlNumber: string;
  readonly payerIds: readonly string[];
  /** Whom it was billed to and who else covers it, by our own ids of them. */
  readonly coveredBy?: readonly string[];
  readonly memberIds: readonly string[];
  /** To whom it was sent on after its first payer, and under which numbers of the patient’s there. */
  readonly sentOn?: readonly { readonly payerIds: readonly string[]; readonly memberIds: readonly string[] }[];
  /** The patient's, in lower case letters only: supports a match that something else made, never makes one. */
  readonly lastName?: string;
  /** Where it belongs, where that is known. */
  readonly siteId?: string;
  readonly billed: Cents;
  readonly servedFrom?: PlainDate;
  readonly servedTo?: PlainDate;
  /** Payer control numbers that acknowledgments or earlier remits named for it. */
  readonly payerControlNumbers: readonly string[];
  /** Who pays after whom. */
  readonly coverages: readonly {
    readonly rank: Exclude<Party, 'patient'>;
    readonly payerIds: readonly string[];
    readonly inNetwork: boolean;
  }[];
  readonly lines: readonly ClaimLineFact[];
  /** Open amounts by party over the whole claim, as the sub-ledger stands now. */
  readonly open: { readonly [party in Party]?: Cents };
}
export interface ClaimLineFact {
  readonly id: string;
  readonly number: number;
  readonly lineControlNumber?: string;
  readonly procedure: ProcedureCode;
  readonly billed: Cents;
  readonly servedOn?: PlainDate;
  readonly expectedAllowed?: Cents;
  /** Allowance set aside and not used up yet: the sum of the line's movements whose account is Assets:AR:Allowance. */
  readonly allowanceLeft: Cents;
  readonly open: { readonly [party in Party]?: Cents };
}
