import type { Finding } from '@claimwright/core/ground/base';

export type * from './sources/views.ts';

export type DocumentState = 'reading' | 'read' | 'refused';

export interface DocumentView {
  readonly id: string;
  readonly name: string;
  /** '835', '837', 'bank', 'unknown'. */
  readonly kind: string;
  readonly size: number;
  readonly receivedAt: string;
  readonly receivedBy: string;
  readonly state: DocumentState;
  readonly claims: number;
  readonly remits: number;
  readonly deposits: number;
  /** How many of those were here already. */
  readonly repeated: number;
  readonly errors: number;
  readonly warnings: number;
}
export interface DocumentDetail extends DocumentView {
  readonly sha256: string;
  readonly findings: readonly Finding[];
}
/** What an upload of one file came to. */
export interface ReceivedView {
  readonly documentId: string;
  readonly name: string;
  readonly kind: string;
  /** The very same bytes are here already: nothing new was kept. */
  readonly repeated: boolean;
  /** It was here before and was destroyed when its time was over; now it is kept anew. */
  readonly destroyed?: { readonly on: string; readonly certificate: string };
}
/** Raw segments around a range; the marked bytes are those of the figure asked for. */
export interface BytesView {
  readonly documentId: string;
  readonly documentName: string;
  readonly from: number;
  readonly to: number;
  readonly segments: readonly {
    readonly from: number;
    readonly to: number;
    readonly text: string;
    /** In our words: `CLP: claim payment`. */
    readonly meaning?: string;
    /** Offsets within `text`. */
    readonly marked?: { readonly from: number; readonly to: number };
  }[];
}
