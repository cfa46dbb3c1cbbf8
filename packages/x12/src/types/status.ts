import type { Batch, LevelParty, LoopFacts, Trace } from './level.ts';
import type { Amount, Cents, Place, Places, PlainDate, Procedure, Range, SetOpening } from './wire.ts';

/** A 276 asks, a 277 (X212) answers, a 277CA (X214) says whether claims were taken. */
export interface StatusHeader extends SetOpening {
  readonly set: '276' | '277';
  readonly purpose: 'inquiry' | 'response' | 'acknowledgment';
  readonly batch: Batch;
}

/** In a word, what the first category says; `unknown` where we have none for it. */
export type StatusVerdict =
  | 'received'
  | 'accepted'
  | 'rejected'
  | 'not found'
  | 'pending'
  | 'finalised'
  | 'paid'
  | 'denied'
  | 'information requested'
  | 'error'
  | 'unknown';

/** One STC. */
export interface Status {
  /** STC01, STC10, STC11. */
  readonly codes: readonly StatusCode[];
  /** STC02. */
  readonly date?: PlainDate;
  /** STC03: WQ accepted, U rejected. */
  readonly action?: string;
  readonly charged?: Cents;
  readonly paid?: Cents;
  readonly paymentDate?: PlainDate;
  readonly paymentMethod?: string;
  readonly checkDate?: PlainDate;
  readonly checkNumber?: string;
  /** STC12. */
  readonly message?: string;
  readonly place: Place;
}
/** One of the up to three codes of an STC. */
export interface StatusCode {
  /** A2, A7, F1, P1, … */
  readonly category: string;
  readonly status: string;
  /** Of whom: 85, QC, 40, … */
  readonly entity?: string;
  readonly list?: string;
}

/** What one trace (TRN) asks about or tells of: a claim, or all that a provider or receiver sent. */
export interface ClaimStatusLoop extends LoopFacts {
  readonly set: '276' | '277';
  readonly index: number;
  readonly bytes: Range;
  readonly places: Places;
  readonly place: Place;
  /** What it is about. `transmission` is the whole file (2200A of a 277CA). */
  readonly level: 'transmission' | 'receiver' | 'provider' | 'claim';
  readonly verdict: StatusVerdict;
  readonly source?: LevelParty;
  readonly receiver?: LevelParty;
  readonly provider?: LevelParty;
  readonly subscriber?: LevelParty;
  /** The dependent; in a 277CA whoever the claim is for. */
  readonly patient?: LevelParty;
  readonly trace: Trace;
  readonly statuses: readonly Status[];
  readonly amounts: readonly Amount[];
  /** QTY of a 277CA: 90 accepted, AA rejected. */
  readonly quantities: readonly { readonly qualifier: string; readonly quantity: string; readonly place: Place }[];
  readonly lines: readonly StatusLine[];
}

/** One service line (2210, 2220) of a claim's status. */
export interface StatusLine extends LoopFacts {
  readonly place: Place;
  readonly procedure?: Procedure;
  readonly charged: Cents;
  readonly paid?: Cents;
  readonly revenueCode?: string;
  readonly units?: string;
  readonly statuses: readonly Status[];
}
