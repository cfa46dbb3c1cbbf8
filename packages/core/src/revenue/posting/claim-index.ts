import type { Cents, PlainDate } from '../../ground/base/index.ts';
import { idKey } from '../../ground/parties/index.ts';
import type { RemitClaim } from '../remits/index.ts';
import type { ClaimFact } from './facts.ts';

/** The claims of the books, found by each of the ways in which a remit may name them. */
export interface ClaimIndex {
  readonly byId: ReadonlyMap<string, ClaimFact>;
  readonly byControl: ReadonlyMap<string, readonly ClaimFact[]>;
  /** Control numbers without case, punctuation and leading zeros. */
  readonly byControlKey: ReadonlyMap<string, readonly ClaimFact[]>;
  /** The first fifteen characters of long control numbers. */
  readonly byControlStart: ReadonlyMap<string, readonly ClaimFact[]>;
  readonly byPayerControl: ReadonlyMap<string, readonly ClaimFact[]>;
  readonly byMemberDayCharge: ReadonlyMap<string, readonly ClaimFact[]>;
  readonly byDayCharge: ReadonlyMap<string, readonly ClaimFact[]>;
  /** Control numbers of this remit that stand for nobody in particular. */
  readonly placeholders: ReadonlySet<string>;
  /** Payer control numbers of this remit that speak of several patients. */
  readonly sharedPayerControls: ReadonlySet<string>;
}

/** How many leading characters must survive a truncation. */
export const KEPT_WHEN_CUT = 15;

export const controlKey = idKey;
export const dayCharge = (day: PlainDate | undefined, billed: Cents): string => `${day ?? ''}|${Math.abs(billed)}`;
export const memberDayCharge = (member: string, day: PlainDate | undefined, billed: Cents): string =>
  `${idKey(member)}|${dayCharge(day, billed)}`;

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}

/** A control number that more than one patient of this remit shares, or that says nothing: no digits over several claims, or all zeros. */
function placeholdersOf(claims: readonly RemitClaim[], keyOf: (claim: RemitClaim) => string | undefined): Set<string> {
  const patients = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const claim of claims) {
    const key = keyOf(claim);
    if (key === undefined) continue;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const who = patientKey(claim);
    const known = patients.get(key);
    if (known === undefined) patients.set(key, new Set([who]));
    else known.add(who);
  }
  const found = new Set<string>();
  for (const [key, count] of counts) {
    const severalPatients = (patients.get(key)?.size ?? 0) > 1;
    if (severalPatients || /^0*$/.test(key) || (count > 2 && !/\d/.test(key))) found.add(key);
  }
  return found;
}

const patientKey = ({ patient, subscriberMemberId }: RemitClaim): string =>
  `${idKey(patient?.memberId ?? subscriberMemberId ?? '')}|${patient?.last.toLowerCase() ?? ''}|${patient?.first.toLowerCase() ?? ''}`;

export function indexClaims(facts: readonly ClaimFact[], remitClaims: readonly RemitClaim[]): ClaimIndex {
  const byId = new Map<string, ClaimFact>();
  const byControl = new Map<string, ClaimFact[]>();
  const byControlKey = new Map<string, ClaimFact[]>();
  const byControlStart = new Map<string, ClaimFact[]>();
  const byPayerControl = new Map<string, ClaimFact[]>();
  const byMemberDayCharge = new Map<string, ClaimFact[]>();
  const byDayCharge = new Map<string, ClaimFact[]>();
  for (const fact of facts) {
    byId.set(fact.id, fact);
    push(byControl, fact.patientControlNumber, fact);
    push(byControlKey, controlKey(fact.patientControlNumber), fact);
    if (fact.patientControlNumber.length >= KEPT_WHEN_CUT) {
      push(byControlStart, fact.patientControlNumber.slice(0, KEPT_WHEN_CUT).toUpperCase(), fact);
    }
    for (const number of fact.payerControlNumbers) push(byPayerControl, controlKey(number), fact);
    for (const member of fact.memberIds) push(byMemberDayCharge, memberDayCharge(member, fact.servedFrom, fact.billed), fact);
    push(byDayCharge, dayCharge(fact.servedFrom, fact.billed), fact);
  }
  return {
    byId,
    byControl,
    byControlKey,
    byControlStart,
    byPayerControl,
    byMemberDayCharge,
    byDayCharge,
    placeholders: placeholdersOf(remitClaims, (claim) => claim.patientControlNumber),
    sharedPayerControls: placeholdersOf(remitClaims, (claim) => claim.payerControlNumber),
  };
}
