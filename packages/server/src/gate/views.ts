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

/** A machine's proposal, as a person sees it before deciding. */
export interface ProposalView {
  readonly id: string;
  readonly command: string;
  /** What the command does. */
  readonly summary: string;
  readonly input: unknown;
  readonly proposedBy: string;
  readonly because: string;
  readonly parkedAt: string;
  readonly state: 'waiting' | 'approved' | 'declined';
}
