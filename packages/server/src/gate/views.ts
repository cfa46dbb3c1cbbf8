import type { Cents } from '@claimwright/core/ground/base';

export interface Page<T> {
  readonly rows: readonly T[];
  /** Give it back as `cursor` for the rows after these; absent at the end. */
  readonly next?: string;
  readonly total: number;
}
export interface RecordRow {
  readonly chain: 'acts' | 'reads';
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly what: string;
  /** In words: `Posted a remit`. */
  readonly says: string;
  readonly outcome: string;
  readonly subjects: readonly string[];
  readonly purpose?: string;
  readonly hash: string;
  readonly previous: string;
  /** The canonical body, as it was hashed. */
  readonly body: string;
}
export interface VerifyView {
  readonly ok: boolean;
  readonly chains: readonly {
    readonly chain: 'acts' | 'reads';
    readonly entries: number;
    readonly head: string;
    readonly brokenAt?: number;
    readonly says?: string;
  }[];
  /** Rows of the ledger checked against the digests that the record holds. */
  readonly digests: { readonly checked: number; readonly broken: readonly string[] };
  readonly milliseconds: number;
}

/** What an act would be about, for whoever decides on a proposal: no patient's name. */
export interface About {
  /** `NORTHWIND MUTUAL, trace 1017705262968, 5 claims`. */
  readonly says: string;
  readonly amount?: Cents;
  /** `remit:0192…`, as in the record. */
  readonly subject: string;
}

/** A machine's proposal, as a person sees it before deciding. */
export interface ProposalView {
  readonly id: string;
  readonly command: string;
  /** What the command does. */
  readonly summary: string;
  readonly input: unknown;
  /** The name of whoever proposed it, or what it goes by. */
  readonly proposedBy: string;
  readonly because: string;
  readonly parkedAt: string;
  readonly state: 'waiting' | 'approved' | 'declined';
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  /** What it is about, as things stand now. */
  readonly about?: About;
}
