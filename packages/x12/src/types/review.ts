import type { Batch, CodeOf, Delivery, EntityParty, LevelParty, LoopFacts, Rejection, Trace } from './level.ts';
import type { Cents, Place, Places, Procedure, Range, SetOpening } from './wire.ts';

/** A 278: asks for an authorisation, or answers. */
export interface ReviewHeader extends SetOpening {
  readonly set: '278';
  readonly purpose: 'request' | 'response';
  readonly batch: Batch;
}

/** One patient event with whom it concerns; without an event where a level above was refused (see its `rejections`). */
export interface ReviewLoop {
  readonly set: '278';
  readonly index: number;
  readonly bytes: Range;
  readonly places: Places;
  readonly reviewer?: LevelParty;
  readonly requester?: LevelParty;
  readonly subscriber?: LevelParty;
  readonly dependent?: LevelParty;
  readonly event?: ReviewEvent;
}

/** What is asked and decided of an event, or of one of its services. */
export interface Reviewed extends LoopFacts {
  readonly traces: readonly Trace[];
  readonly rejections: readonly Rejection[];
  readonly review?: {
    /** UM01: HS services, AR admission, SC referral, IN. */
    readonly category: string;
    /** UM02: I initial, R renewal, 3 cancel, … */
    readonly certification?: string;
    readonly serviceType?: string;
    /** UM04: place or bill type, its kind, frequency. */
    readonly facility?: readonly string[];
    readonly levelOfService?: string;
    readonly release?: string;
    readonly delayReason?: string;
    readonly place: Place;
  };
  readonly decision?: Decision;
  readonly diagnoses: readonly CodeOf[];
  readonly deliveries: readonly Delivery[];
  readonly messages: readonly string[];
  readonly parties: readonly EntityParty[];
  readonly place: Place;
}

/** HCR. */
export interface Decision {
  /** HCR01: A1 certified in total, A2 partly, A3 not certified, A4 pended, A6 modified, C cancelled, … as sent. */
  readonly action: string;
  /** HCR02. */
  readonly authorizationNumber?: string;
  readonly reasons?: readonly string[];
  readonly secondOpinion?: string;
  readonly place: Place;
}

/** One patient event (2000E): a stay, a referral, a course of services. */
export interface ReviewEvent extends Reviewed {
  /** CL1. */
  readonly admission?: { readonly type?: string; readonly source?: string; readonly patientStatus?: string; readonly place: Place };
  readonly services: readonly ReviewService[];
}

/** One service of an event (2000F). */
export interface ReviewService extends Reviewed {
  /** SV1, SV2 or SV3. */
  readonly kind?: 'professional' | 'institutional' | 'dental';
  readonly procedure?: Procedure;
  readonly charged?: Cents;
  readonly revenueCode?: string;
  readonly unit?: string;
  readonly units?: string;
  readonly teeth: readonly { readonly tooth: string; readonly surfaces?: readonly string[]; readonly place: Place }[];
}
