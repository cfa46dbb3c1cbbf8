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
  /** How often something was read under it, and how many claims, patients and files were seen: all of it, as the record says. */
  readonly readings: number;
  readonly seen: readonly { readonly kind: string; readonly count: number }[];
  /** Taken by whoever looks: somebody else must review it. */
  readonly own: boolean;
}
