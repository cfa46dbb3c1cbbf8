import type { Cents, PlainDate } from '../../ground/base/index.ts';
import type { ReasonFamily } from '../../ground/codes/index.ts';
import type { Movement } from '../../ground/ledger/index.ts';
import type { OwnNumbers } from '../../ground/parties/index.ts';
import type { ClaimFact } from '../claims/index.ts';
import type { Remit, RemitClaim } from '../remits/index.ts';

export type { ClaimFact, ClaimLineFact } from '../claims/index.ts';

/** What a remit claim said of money besides its charge and payment. */
export type SaidFigures = Pick<RemitClaim, 'adjustments' | 'lines'>;

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
  /** The adjustments and lines that were posted. */
  readonly said: SaidFigures;
  readonly movements: readonly Movement[];
  /** What its provider adjustments and cash did; mirrored with the movements. */
  readonly contentKey: string;
}

/** Claim lines that a person chose, by the index of the remit line: several where the payer merged them. */
export type ChosenLines = ReadonlyMap<number, readonly string[]>;

/** What a person decided about a remit claim. */
export type ManualMatch = { readonly claimId: string } | 'not-ours' | 'none';

/** Who sent the remit, as far as the practice knows it. */
export interface PayerFact {
  readonly id: string;
  readonly ids: readonly string[];
  readonly inNetwork: boolean;
  /** It pays by the month for its members. */
  readonly capitation?: boolean;
  /** The payer whose name it bears under ids that nobody knows, while no person has said whether it is that one. */
  readonly likely?: string;
  /** The payer that a person said it is. */
  readonly sameAs?: string;
}

export interface PostingFacts {
  readonly remitId: string;
  readonly remit: Remit;
  /** Ids of the stored remit claims, by index. */
  readonly remitClaimIds: readonly string[];
  readonly payer?: PayerFact;
  readonly claims: readonly ClaimFact[];
  readonly prior: readonly PriorPosting[];
  /** Content keys (see `contentKeyOf`) of remit claims that other remits already brought, posted or not. */
  readonly seenContent: ReadonlyMap<string, { readonly remitId: string; readonly remitClaimId: string }>;
  readonly manual: ReadonlyMap<number, ManualMatch>;
  /** Claim lines that a person chose: index of the remit claim → index of the remit line → ids of the claim lines. */
  readonly manualLines: ReadonlyMap<number, ChosenLines>;
  /** Balance of each forward or recoupment reference as the books stand: account → open amount (credit negative). */
  readonly openReferences: ReadonlyMap<string, Cents>;
  /** By open account: the payers whose remits booked there, each as the one that it was said to be. */
  readonly referencePayers?: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the practice goes by as a payee; left out where nothing is to be said of it, a person having taken the remit as ours. */
  readonly own?: OwnNumbers;
  /** The remit with the same payer and trace but another amount or date that was here first: this one waits for a person. */
  readonly nearDuplicateOf?: string;
  readonly settings: PostingSettings;
  /** The day the entry is booked on when the remit gives none. */
  readonly today: PlainDate;
  readonly document: string;
  newId(): string;
}

/** What a reason code means, in words, and the kind of reason that it is. */
export interface Reason {
  readonly words: string;
  readonly family: ReasonFamily;
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
  /** CARCs that we have words for, those of the practice included; any other parks its line. */
  readonly reasons: ReadonlyMap<string, Reason>;
}
