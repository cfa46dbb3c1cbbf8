import type { Cents } from '@claimwright/core/ground/base';
import type { Permission } from '@claimwright/core/ground/governance';

export interface Page<T> {
  readonly rows: readonly T[];
  /** Give it back as `cursor` for the rows after these; absent at the end. */
  readonly next?: string;
  readonly total: number;
  /** What was left out, and what to do to see it. */
  readonly note?: string;
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
/** One entry whole. */
export interface EntryView extends RecordRow {
  /** The reason that somebody wrote, and whether it is the one that the entry holds the digest of. */
  readonly words?: string;
  readonly wordsHold?: boolean;
  /** There was a reason; its time was over and it was destroyed. */
  readonly wordsDestroyed?: boolean;
  /** The signed batch that it is in. */
  readonly checkpoint?: { readonly n: number; readonly from: number; readonly to: number; readonly at: string; readonly key: string };
}
/** Somebody who looked. */
export interface SeerView {
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly times: number;
  readonly first: string;
  readonly last: string;
  readonly purposes: readonly string[];
}
export interface VerifyView {
  readonly ok: boolean;
  readonly chains: readonly {
    readonly chain: 'acts' | 'reads';
    readonly entries: number;
    readonly head: string;
    /** Every entry that is not what was written, a hundred of them at most. */
    readonly breaks: readonly { readonly seq: number; readonly says: string }[];
    readonly brokenAt?: number;
    readonly says?: string;
  }[];
  /** Rows of the ledger checked against the digests that the record holds. */
  readonly digests: { readonly checked: number; readonly broken: readonly string[] };
  /** Signed batches, in the database and in the second place, and until which entry of each chain they reach. */
  readonly checkpoints: {
    readonly made: number;
    readonly witnessed: number;
    readonly acts: number;
    readonly reads: number;
    readonly broken: readonly string[];
    readonly place?: string;
    /** Fingerprint of the key that signs here. */
    readonly key?: string;
    /** Keys that signed and that this installation does not know: those of the one it was restored from. */
    readonly unknownKeys: readonly string[];
  };
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
  /** A person proposed it, who needs a second one; no machine did. */
  readonly byPerson?: true;
  /** The right by which a second person may agree beside those who may approve. */
  readonly secondBy?: Permission;
  readonly because: string;
  readonly parkedAt: string;
  /** `lapsed`: what it would change is not what it was any more, so that nobody can approve it. */
  readonly state: 'waiting' | 'approved' | 'declined' | 'lapsed';
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  /** What it is about, as things stand now. */
  readonly about?: About;
}
