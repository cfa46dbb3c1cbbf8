/**
 * The shapes that leave this package. Money is integer cents, a date is 'YYYY-MM-DD', a byte position counts from the first
 * byte of the (decompressed) file. Optional means: the file did not say.
 */

import type { ClaimLoop, ClaimsHeader } from './types/claim.ts';
import type { RemitClaimLoop, RemitHeader, RemitTrailer } from './types/remit.ts';
import type { Envelope, Range, X12Finding } from './types/wire.ts';

export type * from './types/claim.ts';
export type * from './types/remit.ts';
export type * from './types/wire.ts';

export interface SetEnd {
  readonly set: string;
  readonly version: string;
  readonly control: string;
  readonly segments: number;
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
  setEnd?(end: SetEnd): void;
  finding?(finding: X12Finding): void;
}

/** Push bytes in any chunks; `end` answers whether anything could be read at all. */
export interface X12Reader {
  push(chunk: Uint8Array): void;
  end(): { readonly readable: boolean; readonly interchanges: number; readonly sets: number };
}
