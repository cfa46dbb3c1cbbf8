import type { DateOf, Party, Place, Places, PlainDate, Reference } from './wire.ts';

/** A level (HL) of the hierarchy with whom it names: payer, provider, subscriber, dependent. */
export interface LevelParty extends Party {
  /** Of the level alone: places of what stands in it belong to what was told of it. */
  readonly places: Places;
  readonly hl: string;
  /** NM101, as sent: PR payer, 1P provider, IL subscriber, 03 or QC dependent, X3 reviewer. */
  readonly entity: string;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  /** PRV03. */
  readonly taxonomy?: string;
  /** PRV01. */
  readonly providerRole?: string;
  /** INS. */
  readonly insured?: Insured;
  /** AAA: why this level could not be answered. */
  readonly rejections: readonly Rejection[];
}

/** One INS: how a person belongs to the insurance. */
export interface Insured {
  /** INS01: Y the subscriber, N a dependent. */
  readonly isSubscriber: string;
  /** INS02. */
  readonly relationship?: string;
  readonly changeType?: string;
  readonly changeReason?: string;
  /** INS17. */
  readonly birthOrder?: string;
}

/** One AAA. */
export interface Rejection {
  /** AAA01: Y the request was valid, N it was not. */
  readonly valid: string;
  /** AAA03. */
  readonly reason?: string;
  /** AAA04: what to do next. */
  readonly followUp?: string;
  readonly place: Place;
}

/** One TRN. */
export interface Trace {
  /** TRN01: 1 ours, 2 the one that it answers. */
  readonly kind: string;
  readonly number: string;
  readonly originator?: string;
  readonly supplement?: string;
  readonly place: Place;
}

/** BHT of the sets that ask and answer. */
export interface Batch {
  /** BHT01. */
  readonly structure: string;
  /** BHT02: 13 asks, 11 and 08 answer. */
  readonly purpose: string;
  readonly reference?: string;
  readonly date?: PlainDate;
  /** HH:MM. */
  readonly time?: string;
  readonly kind?: string;
  readonly place: Place;
}

/** A party within a loop, by its NM101. */
export interface EntityParty extends Party {
  readonly entity: string;
  readonly taxonomy?: string;
  readonly providerRole?: string;
}

/** One HSD: how often and how much of a service. */
export interface Delivery {
  readonly quantityQualifier?: string;
  /** A decimal as sent. */
  readonly quantity?: string;
  readonly unit?: string;
  readonly sample?: string;
  readonly periodQualifier?: string;
  readonly periods?: string;
  readonly days?: string;
  readonly times?: string;
  readonly place: Place;
}

/** One code of an HI. */
export interface CodeOf {
  readonly qualifier: string;
  readonly code: string;
  readonly date?: PlainDate;
  readonly place: Place;
}

/** What stands in nearly every loop of these sets. */
export interface LoopFacts {
  readonly references: readonly Reference[];
  readonly dates: readonly DateOf[];
}
