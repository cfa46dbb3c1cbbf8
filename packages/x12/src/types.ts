/**
 * The shapes that leave this package. Money is integer cents, a date is 'YYYY-MM-DD', a byte position counts from the first
 * byte of the (decompressed) file. Optional means: the file did not say.
 */

import type { AcknowledgedGroup, AcknowledgedSet, AcknowledgmentHeader, InterchangeAcknowledgment } from './types/acknowledgment.ts';
import type { ClaimLoop, ClaimsHeader } from './types/claim.ts';
import type { EligibilityHeader, EligibilityInquiryLoop, EligibilityResponseLoop } from './types/eligibility.ts';
import type { RemitClaimLoop, RemitHeader, RemitTrailer } from './types/remit.ts';
import type { ReviewHeader, ReviewLoop } from './types/review.ts';
import type { ClaimStatusLoop, StatusHeader } from './types/status.ts';
import type { Envelope, Range, X12Finding } from './types/wire.ts';

export type * from './types/acknowledgment.ts';
export type * from './types/claim.ts';
export type * from './types/eligibility.ts';
export type * from './types/level.ts';
export type * from './types/remit.ts';
export type * from './types/review.ts';
export type * from './types/status.ts';
export type * from './types/wire.ts';

/** A set is over (SE), or was cut off. */
export interface SetEnd {
  readonly set: string;
  readonly version: string;
  readonly control: string;
  /** ST and SE counted. */
  readonly segments: number;
  /** Objects that its builder made: claims, inquiries, statuses, … */
  readonly claims: number;
  readonly bytes: Range;
}

/**
 * What a reader tells, in the order of the file. Each `claim` comes as soon as its last segment is read, so memory stays flat.
 * A set that the definitions do not know comes as `setStart` … `setEnd` with no claims and a finding.
 */
export interface X12Handlers {
  interchange?(envelope: Envelope): void;
  setStart?(start: {
    readonly set: string;
    readonly version: string;
    readonly control: string;
    readonly envelope: Envelope;
    readonly at: number;
  }): void;
  remitHeader?(header: RemitHeader): void;
  remitClaim?(claim: RemitClaimLoop, header: RemitHeader): void;
  remitTrailer?(trailer: RemitTrailer, header: RemitHeader): void;
  claimsHeader?(header: ClaimsHeader): void;
  claim?(claim: ClaimLoop, header: ClaimsHeader): void;
  /** TA1. */
  interchangeAcknowledged?(acknowledgment: InterchangeAcknowledgment): void;
  /** 999, 997: which group is answered, then each of its sets, then the group itself. */
  acknowledgmentHeader?(header: AcknowledgmentHeader): void;
  setAcknowledged?(set: AcknowledgedSet, header: AcknowledgmentHeader): void;
  groupAcknowledged?(group: AcknowledgedGroup, header: AcknowledgmentHeader): void;
  /** 276, 277, 277CA. */
  statusHeader?(header: StatusHeader): void;
  claimStatus?(status: ClaimStatusLoop, header: StatusHeader): void;
  /** 270, 271. */
  eligibilityHeader?(header: EligibilityHeader): void;
  eligibilityInquiry?(inquiry: EligibilityInquiryLoop, header: EligibilityHeader): void;
  eligibilityResponse?(response: EligibilityResponseLoop, header: EligibilityHeader): void;
  /** 278. */
  reviewHeader?(header: ReviewHeader): void;
  review?(review: ReviewLoop, header: ReviewHeader): void;
  setEnd?(end: SetEnd): void;
  finding?(finding: X12Finding): void;
}

/** Push bytes in any chunks; `end` answers whether anything could be read at all. */
export interface X12Reader {
  push(chunk: Uint8Array): void;
  end(): { readonly readable: boolean; readonly interchanges: number; readonly sets: number };
}
