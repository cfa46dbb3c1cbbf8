import type { Place, Places, PlainDate, Range, SetOpening } from './wire.ts';

/** What became of an interchange, a group or a set; `unknown` where the code is none that we know. */
export type AcknowledgmentVerdict = 'accepted' | 'accepted with errors' | 'partly accepted' | 'rejected' | 'unknown';

/** A 999 (or the 997 before it): which group it answers. */
export interface AcknowledgmentHeader extends SetOpening {
  readonly set: '999' | '997';
  readonly group: {
    /** AK101: HC claims, HS eligibility, … as GS01 said. */
    readonly kind: string;
    /** AK102: GS06 of the group. */
    readonly control: string;
    /** AK103: GS08 of the group. */
    readonly version?: string;
    readonly place: Place;
  };
}

/** One set of the group (AK2 to IK5). */
export interface AcknowledgedSet {
  readonly index: number;
  readonly bytes: Range;
  readonly places: Places;
  readonly place: Place;
  /** AK201: 837, 276, … */
  readonly transaction: string;
  /** AK202: ST02 of the set. */
  readonly control: string;
  /** AK203. */
  readonly version?: string;
  readonly verdict: AcknowledgmentVerdict;
  /** IK501. */
  readonly code: string;
  /** IK502 to IK506. */
  readonly errors: readonly string[];
  readonly segments: readonly SegmentInError[];
}

/** One IK3: a segment of the set that was refused or remarked on. */
export interface SegmentInError {
  /** Its id: NM1. */
  readonly segment: string;
  /** Which segment of the set, from 1 (ST). */
  readonly position: number;
  readonly loop?: string;
  /** IK304. */
  readonly error?: string;
  /** In our words, for whoever must correct it. */
  readonly says: string;
  readonly contexts: readonly Context[];
  readonly elements: readonly ElementInError[];
  readonly place: Place;
}

/** One IK4. */
export interface ElementInError {
  /** Which element of the segment, from 1. */
  readonly number: number;
  readonly part?: number;
  readonly repetition?: number;
  /** IK402: its number in the dictionary of X12. */
  readonly reference?: string;
  /** IK403. */
  readonly error: string;
  /** IK404, as it was sent. */
  readonly value?: string;
  readonly says: string;
  readonly contexts: readonly Context[];
  readonly place: Place;
}

/** One CTX: the claim it is about (CLM01:…), or the segment that made another one necessary. */
export interface Context {
  readonly name: string;
  readonly value?: string;
  readonly segment?: string;
  readonly position?: number;
  readonly loop?: string;
  readonly place: Place;
}

/** AK9. */
export interface AcknowledgedGroup {
  readonly places: Places;
  readonly place: Place;
  readonly verdict: AcknowledgmentVerdict;
  /** AK901. */
  readonly code: string;
  /** AK902: sets as GE01 counted them. */
  readonly included: number;
  readonly received: number;
  readonly accepted: number;
  readonly errors: readonly string[];
}

/** One TA1: what became of an interchange. */
export interface InterchangeAcknowledgment {
  readonly bytes: Range;
  /** ISA13 of the interchange that it answers. */
  readonly control: string;
  readonly date?: PlainDate;
  /** HH:MM. */
  readonly time?: string;
  readonly verdict: AcknowledgmentVerdict;
  /** TA104. */
  readonly code: string;
  /** TA105; 000 is none. */
  readonly note: string;
}
