import type { SegmentDefinition, SetDefinition } from './grammar.ts';
import { GE } from './segments/ge.ts';
import { GS } from './segments/gs.ts';
import { IEA } from './segments/iea.ts';
import { ISA } from './segments/isa.ts';
import { SE } from './segments/se.ts';
import { ST } from './segments/st.ts';
import { TA1 } from './segments/ta1.ts';
import { acknowledgment997, acknowledgment999 } from './sets/acknowledgment.ts';
import { claim4010 } from './sets/claim-4010.ts';
import { claim5010 } from './sets/claim-5010.ts';
import { claimAcknowledgment, statusInquiry, statusResponse } from './sets/claim-status.ts';
import { dental4010, dental5010 } from './sets/dental-5010.ts';
import { eligibilityInquiry, eligibilityResponse } from './sets/eligibility.ts';
import { institutional4010, institutional5010 } from './sets/institutional-5010.ts';
import { remit4010 } from './sets/remit-4010.ts';
import { remit5010 } from './sets/remit-5010.ts';
import { review } from './sets/review.ts';

/** The sets that we know in depth. A new one is a file in `sets/` and a line here. */
export const sets: readonly SetDefinition[] = [
  remit5010,
  remit4010,
  claim5010,
  claim4010,
  institutional5010,
  institutional4010,
  dental5010,
  dental4010,
  acknowledgment999,
  acknowledgment997,
  statusInquiry,
  statusResponse,
  claimAcknowledgment,
  eligibilityInquiry,
  eligibilityResponse,
  review,
];

/** The segments around the sets. */
export const envelope: readonly SegmentDefinition[] = [ISA, GS, ST, SE, GE, IEA, TA1];

/** Names of the sets that are recognised by their number only. */
export const setNames: { readonly [set: string]: string } = {
  '270': 'Eligibility inquiry',
  '271': 'Eligibility response',
  '275': 'Attachment',
  '276': 'Claim status inquiry',
  '277': 'Claim status or acknowledgment',
  '278': 'Authorisation request or response',
  '820': 'Premium payment',
  '834': 'Enrolment',
  '835': 'Remittance advice',
  '837': 'Claims',
  '997': 'Acknowledgment of a group',
  '999': 'Acknowledgment of a group',
};

/**
 * The definition for a set and version: the one with the longest beginning of the version in common, or nothing.
 * @param set ST01
 * @param version GS08 or ST03
 */
export function definitionFor(set: string, version: string): SetDefinition | undefined {
  let best: SetDefinition | undefined;
  let length = 0;
  for (const definition of sets) {
    if (definition.set !== set) continue;
    for (const beginning of definition.versions) {
      if (!version.startsWith(beginning) || beginning.length <= length) continue;
      best = definition;
      length = beginning.length;
    }
  }
  return best;
}
