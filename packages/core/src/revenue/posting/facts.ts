import type { Cents, PlainDate } from '../../ground/base/index.ts';
import type { Movement, Party } from '../../ground/ledger/index.ts';
import type { ProcedureCode } from '../claims/index.ts';
import type { Remit } from '../remits/index.ts';

/** What our books know of a claim that a remit may speak of. No names: only what matching needs. */
export interface ClaimFact {
  readonly id: string;
  readonly patientControlNumber: string;
  readonly payerIds: readonly string[];
  readonly memberIds: readonly string[];
  /** The patient's, in lower case letters only: supports a match that something else made, never makes one. */
  readonly lastName?: string;
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

/** A posting made earlier for a remit claim, for reversals, corrections and duplicates. */
export interface PriorPosting {
  readonly remitClaimId: string;
  readonly claimId: string;
  readonly patientControlNumber: string;
  readonly payerControlNumber?: string;
  readonly status: string;
  readonly billed: Cents;
  readonly paid: Cents;
  readonly servedFrom?: PlainDate;
  readonly reversedBy?: string;
  readonly movements: readonly Movement[];
  /** What its provider adjustments and cash did; mirrored with the movements. */
  readonly contentKey: string;
}

/** What a person decided about a remit claim. */
export type ManualMatch = { readonly claimId: string } | 'not-ours' | 'none';

export interface PostingFacts {
  readonly remitId: string;
  readonly remit: Remit;
  /** Ids of the stored remit claims, by index. */
  readonly remitClaimIds: readonly string[];
  readonly payer?: { readonly id: string; readonly ids: readonly string[]; readonly inNetwork: boolean };
  readonly claims: readonly ClaimFact[];
  readonly prior: readonly PriorPosting[];
  /** Content keys (see `contentKeyOf`) of remit claims that other remits already brought, posted or not. */
  readonly seenContent: ReadonlyMap<string, { readonly remitId: string; readonly remitClaimId: string }>;
  readonly manual: ReadonlyMap<number, ManualMatch>;
  /** Balance of each forward or recoupment reference as the books stand: account → open amount (credit negative). */
  readonly openReferences: ReadonlyMap<string, Cents>;
  /** The remit with the same payer and trace but another amount or date that was here first: this one waits for a person. */
  readonly nearDuplicateOf?: string;
  readonly settings: PostingSettings;
  /** The day the entry is booked on when the remit gives none. */
  readonly today: PlainDate;
  readonly document: string;
  newId(): string;
}

/** Defaults of domain truth 11, changed by the practice as data. */
export interface PostingSettings {
  /** CARCs that, under CO, are the contract speaking. */
  readonly contractualFamily: readonly string[];
  /** How far a contractual amount may be from the contract, in cents a line. */
  readonly contractToleranceCents: Cents;
  /** CARC → account, for those with a place of their own (253, 104, 24). */
  readonly carcAccounts: {
    readonly [carc: string]: { readonly account: string; readonly kind: 'sequestration' | 'withhold' | 'capitation' };
  };
  /** PLB code → account. Unknown codes go to Assets:Suspense with an exception. */
  readonly providerAdjustmentAccounts: { readonly [code: string]: string };
  /** How claim-level adjustments are spread over lines. */
  readonly claimLevelAllocation: 'pro-rata' | 'largest' | 'first';
  /** CARCs that we have words for; any other parks its line. */
  readonly knownCarcs: ReadonlySet<string>;
}
