import type { Remit, RemitClaim } from '../remits/index.ts';
import { type ClaimIndex, controlKey, dayCharge, indexClaims, KEPT_WHEN_CUT, memberDayCharge } from './claim-index.ts';
import type { ClaimFact, ManualMatch, PostingFacts } from './facts.ts';
import type { Match, MatchHow } from './plan.ts';
import { doubtWords, type Plausibility, plausibilityOf, samePerson, supportWords } from './plausibility.ts';

/** Which claim a remit claim speaks of; without one, the claims that came close and why none was taken. */
export interface MatchOutcome {
  readonly match?: Match;
  readonly candidates: readonly string[];
  readonly because: string;
}

export interface MatchFacts {
  readonly remit: Remit;
  readonly claims: readonly ClaimFact[];
  readonly payer?: PostingFacts['payer'];
  readonly manual: ReadonlyMap<number, ManualMatch>;
}

interface Judged {
  readonly fact: ClaimFact;
  readonly p: Plausibility;
}

const idsOf = (facts: readonly Judged[]): string[] => facts.map(({ fact }) => fact.id);

function judge(claim: RemitClaim, found: readonly ClaimFact[], payerIds: readonly string[]): Judged[] {
  return found
    .map((fact) => ({ fact, p: plausibilityOf(claim, fact, payerIds) }))
    .sort((a, b) => b.p.support - b.p.against - (a.p.support - a.p.against));
}

/** The one that nothing rivals; undefined when two are as likely. */
function bestOf(judged: readonly Judged[]): Judged | undefined {
  const [first, second] = judged;
  if (first === undefined || second === undefined) return first;
  return first.p.support - first.p.against > second.p.support - second.p.against ? first : undefined;
}

const matched = (
  { fact, p }: Judged,
  how: MatchHow,
  certainty: Match['certainty'],
  what: string,
  rivals: readonly Judged[],
): MatchOutcome => {
  const doubt = doubtWords(p);
  const because = `${what}; ${supportWords(p)} agree${doubt === undefined ? '' : `, but not ${doubt}`}.`;
  const others = idsOf(rivals).filter((id) => id !== fact.id);
  return { match: { claimId: fact.id, how, certainty, because, others }, candidates: [fact.id, ...others], because };
};

/** How sure an exact control number makes us, given all else. */
function certaintyOfExact(p: Plausibility): Match['certainty'] {
  if (!samePerson(p)) return 'unsure';
  if (p.charge === 'other' && p.days === 'other') return 'unsure';
  if (p.payer === 'other' && p.support < 2) return 'unsure';
  if (p.against > 0) return p.support > 0 ? 'likely' : 'unsure';
  return p.support > 0 ? 'sure' : 'likely';
}

function byControlNumber(claim: RemitClaim, index: ClaimIndex, payerIds: readonly string[]): MatchOutcome | undefined {
  const found = index.byControl.get(claim.patientControlNumber);
  if (found === undefined) return undefined;
  const judged = judge(claim, found, payerIds);
  const best = bestOf(judged);
  if (best === undefined) {
    return { candidates: idsOf(judged), because: 'Several of our claims carry this patient control number and fit as well.' };
  }
  const placeholder = index.placeholders.has(claim.patientControlNumber);
  const certainty = certaintyOfExact(best.p);
  if (!placeholder) return matched(best, 'control-number', certainty, 'The patient control number is ours', judged);
  const complete = best.p.support === 3 && best.p.against === 0;
  const what = 'The patient control number stands over several patients of this remit';
  return matched(best, 'control-number', complete ? 'likely' : 'unsure', what, judged);
}

/** Ours altered on the way: case, punctuation, zeros, cut short, or with something put before or behind it. */
function byAlteredNumber(claim: RemitClaim, index: ClaimIndex, payerIds: readonly string[]): MatchOutcome | undefined {
  const said = claim.patientControlNumber;
  if (index.placeholders.has(said)) return undefined;
  const key = controlKey(said);
  const found = new Set<ClaimFact>(key === '' ? [] : index.byControlKey.get(key));
  if (said.length >= KEPT_WHEN_CUT) {
    for (const fact of index.byControlStart.get(said.slice(0, KEPT_WHEN_CUT).toUpperCase()) ?? []) {
      if (startsAlike(said.toUpperCase(), fact.patientControlNumber.toUpperCase())) found.add(fact);
    }
  }
  for (const fact of index.byDayCharge.get(dayCharge(claim.servedFrom, claim.billed)) ?? []) {
    if (partOf(key, controlKey(fact.patientControlNumber))) found.add(fact);
  }
  if (found.size === 0) return undefined;
  const judged = judge(claim, [...found], payerIds);
  const best = bestOf(judged);
  if (best === undefined) {
    return { candidates: idsOf(judged), because: 'The patient control number was altered and could be that of several of our claims.' };
  }
  const { p } = best;
  const likely = p.support >= 2 && p.against === 0 && p.payer !== 'other';
  return matched(best, 'altered-control-number', likely ? 'likely' : 'unsure', 'The patient control number was altered on the way', judged);
}

const startsAlike = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
const partOf = (a: string, b: string): boolean =>
  a !== b && Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || a.endsWith(b) || b.startsWith(a) || b.endsWith(a));

function byPayerControl(claim: RemitClaim, index: ClaimIndex, payerIds: readonly string[]): MatchOutcome | undefined {
  const number = claim.payerControlNumber;
  if (number === undefined || index.sharedPayerControls.has(number)) return undefined;
  const found = index.byPayerControl.get(controlKey(number));
  if (found === undefined) return undefined;
  const judged = judge(claim, found, payerIds);
  const best = bestOf(judged);
  if (best === undefined) return { candidates: idsOf(judged), because: 'The payer gave this control number for several of our claims.' };
  const certainty = certaintyOfExact(best.p);
  return matched(best, 'payer-control-number', certainty, 'The payer named this claim by its control number before', judged);
}

function byMemberDayCharge(claim: RemitClaim, index: ClaimIndex, payerIds: readonly string[]): MatchOutcome | undefined {
  const members = new Set([claim.subscriberMemberId, claim.patient?.memberId].filter((id) => id !== undefined));
  if (claim.servedFrom === undefined || claim.billed === 0) return undefined;
  const found = new Set<ClaimFact>();
  for (const member of members) {
    for (const fact of index.byMemberDayCharge.get(memberDayCharge(member, claim.servedFrom, claim.billed)) ?? []) found.add(fact);
  }
  const judged = judge(claim, [...found], payerIds).filter(({ p }) => p.payer === 'same' && samePerson(p));
  if (judged.length === 0) return undefined;
  const named = judged.filter(({ p }) => p.name === 'same');
  const only = named.length === 1 ? named[0] : judged.length === 1 ? judged[0] : undefined;
  if (only === undefined) {
    return { candidates: idsOf(judged), because: 'Several of our claims have this payer, member, date of service and charge.' };
  }
  return matched(only, 'member-date-charge', 'likely', 'The control number is not ours, but the payer is', judged);
}

function byHand(manual: ManualMatch, index: ClaimIndex): MatchOutcome {
  if (typeof manual === 'string') return { candidates: [], because: 'A person said that it is none of our claims.' };
  const because = 'A person matched it.';
  if (!index.byId.has(manual.claimId)) return { candidates: [], because: 'The claim that a person matched it to is not on the books.' };
  return {
    match: { claimId: manual.claimId, how: 'by-hand', certainty: 'sure', because, others: [] },
    candidates: [manual.claimId],
    because,
  };
}

const steps = [byControlNumber, byPayerControl, byAlteredNumber, byMemberDayCharge];

/** A remit claim's claim: what a person said, else the first way that finds one surely, else the best that was found. */
export function matchClaim(
  claim: RemitClaim,
  index: ClaimIndex,
  payerIds: readonly string[],
  manual: ManualMatch | undefined,
): MatchOutcome {
  if (manual !== undefined) return byHand(manual, index);
  let best: MatchOutcome | undefined;
  const close = new Set<string>();
  for (const step of steps) {
    const outcome = step(claim, index, payerIds);
    if (outcome === undefined) continue;
    for (const id of outcome.candidates) close.add(id);
    if (outcome.match !== undefined && outcome.match.certainty !== 'unsure') return outcome;
    best ??= outcome;
  }
  if (best === undefined) {
    const because = 'No claim of ours has this control number, payer control number, or this payer, member, date of service and charge.';
    return { candidates: [], because };
  }
  return { ...best, candidates: [...close] };
}

/** Which of our claims each remit claim speaks of, by index. Never by a name alone. */
export function matchRemit(facts: MatchFacts): MatchOutcome[] {
  const index = indexClaims(facts.claims, facts.remit.claims);
  const payerIds = payerIdsOf(facts);
  return facts.remit.claims.map((claim) => matchClaim(claim, index, payerIds, facts.manual.get(claim.index)));
}

/** Every id under which the remit's payer is known. */
export const payerIdsOf = ({ remit, payer }: MatchFacts): string[] => [...new Set([...remit.payer.ids, ...(payer?.ids ?? [])])];
