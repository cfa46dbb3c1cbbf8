import type { ChargedPerson, MemberOfRank } from '../charges/index.ts';
import { changedFields, type FieldChange } from './change-claim.ts';
import type { ClaimToSend } from './claim-to-send.ts';

/** The changes that make a draft be of its patient as somebody corrected them; none where it says so already. */
export function patientChanges(claim: ClaimToSend, patient: ChargedPerson, members: readonly MemberOfRank[]): FieldChange[] {
  const own = claim.coverages.flatMap(({ relationship, subscriber, memberId, rank }, i): [string, unknown, unknown][] => [
    ...(relationship === '18' ? [[`coverages.${i}.subscriber`, subscriber, patient] as [string, unknown, unknown]] : []),
    [`coverages.${i}.memberId`, memberId, members.find((one) => one.rank === rank)?.memberId ?? memberId],
  ]);
  const all: readonly [string, unknown, unknown][] = [['patient', claim.patient, patient], ...own];
  return all.flatMap(([at, from, to]) => (changedFields(from, to).length === 0 ? [] : [{ at, to }]));
}
