import type { Batch, CodeOf, Delivery, EntityParty, LevelParty, LoopFacts, Rejection, Trace } from './level.ts';
import type { Amount, Cents, DateOf, Place, Places, Procedure, Range, SetOpening } from './wire.ts';

/** A 270 asks who is covered for what, a 271 answers. */
export interface EligibilityHeader extends SetOpening {
  readonly set: '270' | '271';
  readonly batch: Batch;
}

/** Whom a 270 asks about or a 271 tells of; with a dependent, the subscriber is whose coverage it is. */
interface Coverage {
  readonly index: number;
  readonly bytes: Range;
  readonly places: Places;
  readonly source?: LevelParty;
  readonly receiver?: LevelParty;
  readonly subscriber?: LevelParty;
  readonly dependent?: LevelParty;
  readonly traces: readonly Trace[];
  readonly dates: readonly DateOf[];
  readonly diagnoses: readonly CodeOf[];
}

/** One subscriber or dependent of a 270. */
export interface EligibilityInquiryLoop extends Coverage {
  readonly set: '270';
  readonly inquiries: readonly BenefitInquiry[];
}

/** One subscriber or dependent of a 271; neither, where payer or provider was refused (see their `rejections`). */
export interface EligibilityResponseLoop extends Coverage {
  readonly set: '271';
  readonly benefits: readonly Benefit[];
}

/** One EQ. */
export interface BenefitInquiry extends LoopFacts {
  readonly serviceTypes?: readonly string[];
  readonly procedure?: Procedure;
  readonly coverageLevel?: string;
  readonly insuranceType?: string;
  readonly amounts: readonly Amount[];
  readonly conditions: readonly Condition[];
  readonly place: Place;
}

/** One EB with what belongs to it. */
export interface Benefit extends LoopFacts {
  /** EB01: 1 active, 6 inactive, A co-insurance, B co-payment, C deductible, F limit, G out of pocket, … as sent. */
  readonly information: string;
  /** EB02. */
  readonly coverageLevel?: string;
  /** EB03. */
  readonly serviceTypes?: readonly string[];
  readonly insuranceType?: string;
  readonly plan?: string;
  /** EB06: what time the figure is for. */
  readonly period?: string;
  /** EB07. */
  readonly amount?: Cents;
  /** EB08: a share of one as sent, 0.2 for 20 %. */
  readonly percent?: string;
  readonly quantityQualifier?: string;
  readonly quantity?: string;
  /** EB11: Y, N, U. */
  readonly authorization?: string;
  /** EB12: Y, N, U, W. */
  readonly inNetwork?: string;
  readonly procedure?: Procedure;
  readonly deliveries: readonly Delivery[];
  readonly rejections: readonly Rejection[];
  readonly messages: readonly string[];
  readonly conditions: readonly Condition[];
  /** 2120: primary care, other payer, … */
  readonly parties: readonly EntityParty[];
  readonly place: Place;
}

/** One III. */
export interface Condition {
  readonly qualifier?: string;
  readonly code?: string;
  readonly category?: string;
  readonly text?: string;
  readonly place: Place;
}
