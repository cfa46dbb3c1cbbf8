import type { Bytes } from '@claimwright/core/ground/base';
import type { ClaimSegment, FactOnWire } from '@claimwright/core/revenue/submission';

/** A claim on the wire: as it will be sent, or was. */
export interface SegmentsView {
  readonly draftId: string;
  readonly version: number;
  readonly segments: readonly ClaimSegment[];
  /** Which element each fact of the claim stands in. */
  readonly facts: readonly FactOnWire[];
  /** The file that it left in; with the bytes where these very segments stand, from the claim's own on. */
  readonly left?: { readonly documentId: string; readonly bytes?: Bytes };
  /** Why it cannot be written. */
  readonly trouble?: { readonly at: string; readonly says: string };
}

export interface WireQueries {
  'revenue/submission/segments': { input: { draftId: string }; answer: SegmentsView };
}
