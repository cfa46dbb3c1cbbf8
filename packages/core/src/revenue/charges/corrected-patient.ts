import type { Charge, ChargedPerson } from './charge.ts';

/** The member number that a coverage bears, by its rank. */
export interface MemberOfRank {
  readonly rank: string;
  readonly memberId: string;
}

/** The charge as it is of its patient after somebody corrected who that is. Whoever is the subscriber of an own coverage is corrected there too. */
export const ofCorrected = (charge: Charge, patient: ChargedPerson, members: readonly MemberOfRank[]): Charge => ({
  ...charge,
  patient,
  coverages: charge.coverages.map((one) => ({
    ...one,
    ...(one.relationship === '18' ? { subscriber: patient } : {}),
    memberId: members.find(({ rank }) => rank === one.rank)?.memberId ?? one.memberId,
  })),
});
