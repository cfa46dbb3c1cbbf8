import type { DisclosureBasis, RetentionClass } from '@claimwright/core/ground/governance';

/** How long a class of records is kept here, and what destroying it does. */
export interface ScheduleRow {
  readonly class: RetentionClass;
  readonly holds: string;
  readonly years: number;
  readonly least: number;
  readonly basis: string;
  /** Set by the practice; else the default counts. */
  readonly setBy?: string;
  readonly setAt?: string;
  /** What is older than this day may be destroyed. */
  readonly keptFrom: string;
  readonly destroys?: string;
  /** Why nothing of it is ever destroyed. */
  readonly kept?: string;
}
export interface HoldView {
  readonly id: string;
  readonly subject: string;
  readonly matter: string;
  readonly placedBy: string;
  readonly placedAt: string;
  readonly liftedBy?: string;
  readonly liftedAt?: string;
}
export interface DestructionView {
  readonly id: string;
  readonly class: RetentionClass;
  readonly holds: string;
  readonly before: string;
  readonly items: number;
  readonly state: 'proposed' | 'done' | 'declined';
  readonly proposedBy: string;
  readonly proposer: string;
  readonly proposedAt: string;
  readonly decidedBy?: string;
  readonly decider?: string;
  readonly decidedAt?: string;
  /** The signed text, its signature and the key's fingerprint. */
  readonly certificate?: { readonly text: string; readonly signature?: string; readonly key?: string };
}
export interface DisclosureView {
  readonly id: string;
  readonly on: string;
  readonly basis: DisclosureBasis;
  readonly basisWords: string;
  readonly recipient: string;
  readonly address?: string;
  readonly what: string;
  readonly why: string;
  /** An authority asked that the patient be not told before this day: kept out of the patient's account until then. */
  readonly silentUntil?: string;
  readonly recordedBy: string;
}
/** Who outside was told of a patient, in the six years before a day. */
export interface AccountingView {
  readonly patientId: string;
  readonly from: string;
  readonly until: string;
  readonly rows: readonly DisclosureView[];
  /** Rows that an authority keeps silent for now, which only the office sees. */
  readonly silent: readonly DisclosureView[];
}
