/** Why emergency access is taken, as a kind: it names nobody, so that it may stand in a notice. */
export type EmergencyKind = 'care-now' | 'nobody-else' | 'system-down' | 'other';

/** Emergency access that is open or waits for its review, as a notice on every screen. */
export interface EmergencyNotice {
  readonly id: string;
  readonly name: string;
  readonly kind: EmergencyKind;
  readonly takenAt: string;
  /** It is open for so many seconds more; absent: it is over and its review is owed. */
  readonly secondsLeft?: number;
  /** Taken by whoever looks: somebody else must review it. */
  readonly own: boolean;
}

/** Emergency access that somebody took, for those who look at it afterwards. */
export interface EmergencyView {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly kind: EmergencyKind;
  readonly reason: string;
  readonly takenAt: string;
  readonly endsAt: string;
  readonly endedAt?: string;
  readonly state: 'open' | 'review-owed' | 'reviewed';
  readonly finding?: string;
  readonly note?: string;
  readonly reviewedAt?: string;
  readonly reviewedBy?: string;
  /** How often something was read under it, and how many claims, patients and files were seen: all of it, as the record says. */
  readonly readings: number;
  readonly seen: readonly { readonly kind: string; readonly count: number }[];
  /** Taken by whoever looks: somebody else must review it. */
  readonly own: boolean;
}
