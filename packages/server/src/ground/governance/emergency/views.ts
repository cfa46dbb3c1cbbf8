/** Emergency access that somebody took, for those who look at it afterwards. */
export interface EmergencyView {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly reason: string;
  readonly takenAt: string;
  readonly endsAt: string;
  readonly endedAt?: string;
  readonly state: 'open' | 'review-owed' | 'reviewed';
  readonly finding?: string;
  readonly note?: string;
  readonly reviewedAt?: string;
  readonly reviewedBy?: string;
  /** What was seen under it, as the record says: `claim:…`. */
  readonly seen: readonly string[];
  /** Taken by whoever looks: somebody else must review it. */
  readonly own: boolean;
}
