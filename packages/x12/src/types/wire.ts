/** Bytes `from` (inclusive) to `to` (exclusive) of the file. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Integer cents. */
export type Cents = number;
/** 'YYYY-MM-DD'. */
export type PlainDate = string;

/**
 * Where the elements of some segments stand: opaque, one per claim, header and trailer. Ask with `segmentRange` and
 * `elementRange`; a `Place` names one segment within it.
 */
export type Places = Uint32Array;
/** One segment within its `places`; 0 is none. */
export type Place = number;

/** What is wrong with the bytes, in words that a biller reads. SNIP levels: 1 syntax, 2 usage, 3 balance, 4 situation, 5 code lists, 7 a payer's guide. */
export interface X12Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly snip?: 1 | 2 | 3 | 4 | 5 | 7;
  /** As billers say it: `2100 CLP04`, `ISA13`, `SE01`. */
  readonly at: string;
  readonly bytes: Range;
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;
  /** Whose companion guide asks for it (SNIP 7). */
  readonly overlay?: string;
  /** ST02 of the set it stands in, when in one. */
  readonly control?: string;
}

/** A procedure as a composite has it: SVC01, SV101, SV202, SV301. */
export interface Procedure {
  /** HC, AD, NU, … as sent. */
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly description?: string;
}

/** Who is named by an NM1 or N1, with what follows it. */
export interface Party {
  readonly name?: string;
  readonly first?: string;
  readonly middle?: string;
  readonly suffix?: string;
  /** NM108 or N103. */
  readonly idQualifier?: string;
  readonly id?: string;
  readonly address?: Address;
  readonly references?: readonly Reference[];
  readonly contacts?: readonly Contact[];
  /** PRV03. */
  readonly taxonomy?: string;
  readonly place: Place;
}
/** N3 and N4. */
export interface Address {
  readonly lines: readonly string[];
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  readonly country?: string;
}
/** One PER. */
export interface Contact {
  /** PER01: BL technical, CX for claims, IC general. */
  readonly role?: string;
  readonly name?: string;
  readonly numbers: readonly { readonly qualifier: string; readonly number: string }[];
}
/** One REF. */
export interface Reference {
  readonly qualifier: string;
  readonly id: string;
  readonly place: Place;
}
/** One PWK: what comes apart from the claim. */
export interface Attachment {
  /** PWK01. */
  readonly report: string;
  /** PWK02. */
  readonly transmission?: string;
  /** PWK06, an attachment control number (AC). */
  readonly controlNumber?: string;
  readonly place: Place;
}
/** One AMT, in integer cents. */
export interface Amount {
  readonly qualifier: string;
  readonly amount: Cents;
  readonly place: Place;
}
/** One DTM or DTP. */
export interface DateOf {
  readonly qualifier: string;
  readonly date: PlainDate;
  /** The end of a period (RD8). */
  readonly to?: PlainDate;
  /** HH:MM, where the form is DT. */
  readonly time?: string;
  readonly place: Place;
}
/** One group/reason/amount of a CAS segment. */
export interface CasAdjustment {
  readonly group: string;
  readonly reason: string;
  readonly amount: Cents;
  /** A decimal as sent. */
  readonly quantity?: string;
  readonly place: Place;
  /** Which element of the CAS holds the amount: 3, 6, … 18. */
  readonly element: number;
}

/** ISA and GS: who sends to whom, and by which separators. */
export interface Envelope {
  readonly interchangeControl: string;
  readonly sender: string;
  readonly receiver: string;
  readonly interchangeDate?: PlainDate;
  readonly groupControl?: string;
  readonly test: boolean;
  readonly separators: { readonly element: string; readonly component: string; readonly repetition?: string; readonly segment: string };
}

/** What the opening of every typed set has. */
export interface SetOpening {
  /** ST01. */
  readonly set: string;
  /** GS08, or ST03 where the group says nothing. */
  readonly version: string;
  /** ST02. */
  readonly control: string;
  readonly envelope: Envelope;
  readonly places: Places;
}
