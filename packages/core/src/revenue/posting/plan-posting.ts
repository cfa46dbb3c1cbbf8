import { cents, type Finding, zero } from '../../ground/base/index.ts';
import type { JournalEntry, Movement } from '../../ground/ledger/index.ts';
import { isOwnPayee, nameKey } from '../../ground/parties/index.ts';
import {
  type BalanceFinding,
  balanceClaim,
  balancePayment,
  contentKeyOf,
  pastCounting,
  type RemitClaim,
  type RemitHead,
} from '../remits/index.ts';
import type { ClaimFact, PostingFacts, PriorPosting } from './facts.ts';
import type { MatchOutcome } from './match-remit.ts';
import type { Match, PartPlan, PartSums, PlanTotals, PostingPlan, WorkItem } from './plan.ts';
import { type Draft, informOnly, matchOf, type ParkWhy, parkClaim, postClaim, stopsBefore } from './plan-claim.ts';
import { type ProviderAdjustmentsPlan, planProviderAdjustments } from './plan-provider-adjustments.ts';
import { originalOf, reverseClaim } from './plan-reversal.ts';
import { notNegated, sameFigures } from './said-again.ts';
import { openSession, rankOf, remitClaimIdOf, type Session } from './session.ts';
import { dollars, workItem } from './work-items.ts';

const isNegative = (claim: RemitClaim): boolean => claim.status === '22' || claim.billed < 0 || (claim.billed === 0 && claim.paid < 0);

/** Whose claim it is was not settled: why, for the person who settles it. */
function unsettled(outcome: MatchOutcome): ParkWhy {
  if (outcome.candidates.length === 0) return { kind: 'unmatched', because: outcome.because };
  return { kind: 'unsure-match', because: outcome.because, match: outcome.match, candidates: outcome.candidates };
}

/** A claim that takes money back: the mirror of its original, or, where a person or an earlier word of this payer settles the claim, as it stands. */
function planNegative(session: Session, claim: RemitClaim, last: boolean): Draft | undefined {
  const outcome = matchOf(session, claim);
  const original = originalOf(session, claim, outcome);
  if (original !== undefined) return takeBack(session, claim, original, outcome, last);
  if (!last) return undefined;
  const { match } = outcome;
  const fact = match === undefined ? undefined : session.index.byId.get(match.claimId);
  if (match === undefined || fact === undefined || match.certainty === 'unsure')
    return parkClaim(session, claim, { kind: 'reversal-without-original', match }, session.clearing);
  const known = match.how === 'by-hand' || (claim.status !== '22' && session.prior.spokeBefore(fact.id, rankOf(session, claim, fact)));
  if (!known) return parkClaim(session, claim, { kind: 'reversal-without-original', match }, session.clearing);
  return withReversalWork(session, postClaim(session, claim, match, fact, session.clearing));
}

/** The mirror of what it takes back, if it negates that code by code; if not, a person says that it does, and it posts as it stands. */
function takeBack(session: Session, claim: RemitClaim, original: PriorPosting, { match }: MatchOutcome, last: boolean): Draft | undefined {
  const differs = notNegated(claim, original.said);
  if (differs === undefined) return reverseClaim(session, claim, original);
  if (!last) return undefined;
  const fact = session.index.byId.get(original.claimId);
  if (match?.how !== 'by-hand' || fact === undefined) {
    const says = `The payer takes a payment back, but not as it gave it: ${differs}.`;
    const because = 'A reversal has to negate every adjustment with the same group and reason; a mirror would not be what the payer says.';
    return parkClaim(session, claim, { kind: 'reversal-without-original', says, because, match }, session.clearing);
  }
  session.prior.markReversed(original.remitClaimId);
  const draft = withReversalWork(session, postClaim(session, claim, match, fact, session.clearing));
  return { ...draft, plan: { ...draft.plan, reverses: original.remitClaimId } };
}

function withReversalWork(session: Session, draft: Draft): Draft {
  const item = workItem(session.facts.newId, {
    kind: 'reversal-without-original',
    blocks: false,
    amount: draft.plan.paid,
    remitClaimIndex: draft.plan.remitClaimIndex,
    claimId: draft.plan.match?.claimId,
    says: 'A negative claim that mirrors no posting was posted as it stands.',
    fix: 'Compare it with what this payer sent before.',
  });
  return { ...draft, plan: { ...draft.plan, state: 'work', work: [...draft.plan.work, item] } };
}

function planPositive(session: Session, claim: RemitClaim): Draft {
  const outcome = matchOf(session, claim);
  if ((claim.status === '25' || claim.status === '23') && claim.paid === 0) return informOnly(session, claim, outcome);
  const { match } = outcome;
  const fact = match === undefined ? undefined : session.index.byId.get(match.claimId);
  if (match === undefined || fact === undefined || match.certainty === 'unsure')
    return parkClaim(session, claim, unsettled(outcome), session.clearing);
  if (claim.status === '25' || claim.status === '23') {
    const says = 'Money came with a claim status that never pays.';
    return parkClaim(session, claim, { kind: 'unsure-match', says, match }, session.clearing);
  }
  return planPayment(session, claim, match, fact);
}

/** A payment of a claim: what this payer said of it before and what still stands, makes it the same again or something on top. */
function planPayment(session: Session, claim: RemitClaim, match: Match, fact: ClaimFact): Draft {
  const before = session.prior.standingOf(fact.id, rankOf(session, claim, fact)).filter((posting) => posting.movements.length > 0);
  const charged = before.reduce((sum: number, posting) => sum + posting.billed, claim.billed);
  // The parts of a claim that the payer split come to its charge, and may look alike.
  const onTop = before.length > 0 && charged > fact.billed;
  if (!onTop || match.how === 'by-hand') return postClaim(session, claim, match, fact, session.clearing);
  const same = before.find(({ billed, paid, said }) => billed === claim.billed && paid === claim.paid && sameFigures(said, claim));
  if (same !== undefined) {
    const says = `Paid before: this payer answered this claim with the same charge, ${dollars(claim.paid)} and the same adjustments.`;
    const because = 'It came again under another trace or payer control number, and the first posting stands: twice would be too much.';
    return parkClaim(session, claim, { kind: 'duplicate-claim', says, because, match }, session.clearing);
  }
  return withPaidBefore(session, postClaim(session, claim, match, fact, session.clearing), before);
}

function withPaidBefore(session: Session, draft: Draft, before: readonly PriorPosting[]): Draft {
  const paid = cents(before.reduce((sum, posting) => sum + posting.paid, 0));
  const item = workItem(session.facts.newId, {
    kind: 'duplicate-claim',
    blocks: false,
    amount: draft.plan.paid,
    remitClaimIndex: draft.plan.remitClaimIndex,
    claimId: draft.plan.match?.claimId,
    says: `This payer paid ${dollars(paid)} for this claim before and did not take it back; ${dollars(draft.plan.paid)} was posted on top.`,
    because: 'The figures differ from those before, so it was taken as an additional payment.',
    fix: 'Compare it with what this payer sent before; return what is too much.',
  });
  const state = draft.plan.state === 'clean' ? 'work' : draft.plan.state;
  return { ...draft, plan: { ...draft.plan, state, work: [...draft.plan.work, item] } };
}

/** What a draft leaves for later claims of the same remit to take back. */
function remember(session: Session, claim: RemitClaim, draft: Draft): void {
  const { match, state } = draft.plan;
  if (match === undefined || state === 'parked' || state === 'not-ours' || draft.plan.reverses !== undefined) return;
  const { payerControlNumber, servedFrom } = claim;
  session.prior.add({
    remitClaimId: remitClaimIdOf(session, claim),
    claimId: match.claimId,
    patientControlNumber: claim.patientControlNumber,
    ...(payerControlNumber !== undefined && { payerControlNumber }),
    status: claim.status,
    billed: claim.billed,
    paid: claim.paid,
    ...(servedFrom !== undefined && { servedFrom }),
    said: claim,
    movements: draft.movements,
    contentKey: contentKeyOf(claim),
  });
}

/** Parked before anyone asked whose it is; that is told all the same. */
const parkWithMatch = (session: Session, claim: RemitClaim, why: ParkWhy): Draft =>
  parkClaim(session, claim, { ...why, match: matchOf(session, claim).match }, session.clearing);

/** Reversals come first, so that corrections find the claim as it was; what they take back may also stand in this same remit. */
export function planClaims(session: Session, claims: readonly RemitClaim[]): Draft[] {
  const drafts = new Map<number, Draft>();
  const keep = (claim: RemitClaim, draft: Draft | undefined): void => {
    if (draft === undefined) return;
    drafts.set(claim.index, draft);
    remember(session, claim, draft);
  };
  for (const claim of claims) {
    const why = isNegative(claim) ? stopsBefore(session, claim) : undefined;
    if (why !== undefined) keep(claim, parkWithMatch(session, claim, why));
    else if (isNegative(claim)) keep(claim, planNegative(session, claim, false));
  }
  for (const claim of claims) {
    if (isNegative(claim)) continue;
    const why = stopsBefore(session, claim);
    keep(claim, why === undefined ? planPositive(session, claim) : parkWithMatch(session, claim, why));
  }
  for (const claim of claims) if (!drafts.has(claim.index)) keep(claim, planNegative(session, claim, true));
  const inOrder = claims.map((claim) => drafts.get(claim.index)).filter((draft) => draft !== undefined);
  return withCredits(session, inOrder);
}

/** Credits that the remit as a whole leaves behind, told once, with the last of its claims that touched the account. */
function withCredits(session: Session, drafts: readonly Draft[]): Draft[] {
  const last = new Map<string, Draft>();
  for (const draft of drafts) if (draft.plan.match !== undefined && draft.movements.length > 0) last.set(draft.plan.match.claimId, draft);
  return drafts.map((draft) => {
    const claimId = draft.plan.match?.claimId;
    if (claimId === undefined || last.get(claimId) !== draft) return draft;
    const credits = session.standing.newCredits(claimId).map(({ party, amount }) =>
      workItem(session.facts.newId, {
        kind: 'credit-balance',
        blocks: false,
        amount,
        remitClaimIndex: draft.plan.remitClaimIndex,
        claimId,
        says: `The ${party === 'patient' ? 'patient' : `${party} payer`} has a credit of ${dollars(cents(-amount))}.`,
      }),
    );
    if (credits.length === 0) return draft;
    const state = draft.plan.state === 'clean' ? 'work' : draft.plan.state;
    return { ...draft, plan: { ...draft.plan, state, work: [...draft.plan.work, ...credits] } };
  });
}

const none: PartSums = { claimsPaid: 0, applied: 0, unapplied: 0, clean: 0, work: 0, parked: 0 };

function sumsOf(claims: readonly RemitClaim[], drafts: readonly Draft[]): PartSums {
  const counts = { clean: 0, work: 0, parked: 0 };
  let applied = 0;
  let unapplied = 0;
  for (const draft of drafts) {
    applied += draft.applied;
    unapplied += draft.unapplied;
    const { state } = draft.plan;
    if (state !== 'not-ours') counts[state]++;
  }
  return { claimsPaid: paidOf(claims), applied, unapplied, ...counts };
}
const paidOf = (claims: readonly RemitClaim[]): number => claims.reduce((sum: number, claim) => sum + claim.paid, 0);

const added = (a: PartSums, b: PartSums): PartSums => ({
  claimsPaid: a.claimsPaid + b.claimsPaid,
  applied: a.applied + b.applied,
  unapplied: a.unapplied + b.unapplied,
  clean: a.clean + b.clean,
  work: a.work + b.work,
  parked: a.parked + b.parked,
});

function totalsOf({ facts }: Session, { applied, unapplied, clean, work, parked }: PartSums, plbs: ProviderAdjustmentsPlan): PlanTotals {
  const { paid } = facts.remit;
  const adjusted = plbs.plans.reduce((sum, plan) => sum + plan.amount, 0);
  return {
    paid,
    applied: cents(applied),
    unapplied: cents(unapplied),
    providerAdjustments: cents(adjusted),
    unexplained: cents(paid - applied - unapplied + adjusted),
    ...{ clean, work, parked },
  };
}

interface Stops {
  readonly findings: readonly Finding[];
  readonly work: readonly WorkItem[];
}

/** Why nothing of the remit may be posted. */
function stopsAll({ facts }: Session, claimsPaid: number): Stops {
  const { remit, newId } = facts;
  const paid = cents(claimsPaid);
  const unread = remit.unreadable ?? [];
  const off: BalanceFinding[] = balancePayment(remit, paid, remit.providerAdjustments);
  const wrong = [...unread.map((one) => ({ one, amount: remit.paid })), ...off.map((one) => ({ one, amount: one.delta }))];
  const work = wrong.map(({ one: { says, because, fix }, amount }) =>
    workItem(newId, {
      kind: 'out-of-balance',
      blocks: true,
      amount,
      says,
      ...(because !== undefined && { because }),
      ...(fix !== undefined && { fix }),
    }),
  );
  const findings: Finding[] = [...unread, ...off];
  if (facts.nearDuplicateOf !== undefined) {
    findings.push({
      code: 'remit.near-duplicate',
      severity: 'error',
      at: 'TRN02',
      bytes: remit.bytes,
      says: 'A remittance with this payer and trace number was here before, and the two do not say the same.',
      because: 'It may be the same payment sent twice, a copy that was cut off, or one that the bank returned and the payer sent again.',
      fix: 'Compare both with the deposits, then say which one counts.',
    });
  }
  if (facts.own !== undefined && isOwnPayee(facts.own, remit.payee) === false) findings.push(otherPayee(remit.payee, remit.bytes));
  return { findings, work };
}

const otherPayee = ({ name, npi, taxId }: RemitHead['payee'], bytes: RemitHead['bytes']): Finding => ({
  code: 'remit.other-payee',
  severity: 'error',
  at: 'N1*PE',
  bytes,
  says: `This payee is not you: ${[name, npi && `NPI ${npi}`, taxId && `tax id ${taxId}`].filter(Boolean).join(', ')}.`,
  because: 'It is no number of your practice, of its sites or providers, and no claim of yours was billed under it.',
  fix: 'Set it aside as not ours. If it is yours, have your office manager add the number (Practice), or take the remit as ours.',
});

/** Anyone may bear a name, and agents pay for many: whose contract counts is asked of a person, once. */
const likelyPayer = (likely: string, says: string): Finding => ({
  code: 'remit.likely-payer',
  severity: 'warning',
  at: 'N1*PR',
  says:
    nameKey(likely) === nameKey(says)
      ? `This payer bears the name of ${likely}, under ids that nobody here knows.`
      : `This payer calls itself ${says || 'nothing'}, and its payment comes under the trace id (TRN03) of ${likely}.`,
  because: 'Until a person has said that it is the same payer, no contract counts for it, and what it takes off stays open.',
  fix: 'Have your office manager answer it (Practice, Payers). It is asked once.',
});

/** A remit that cannot be reckoned with at all: parked, and no figure is made of its amounts. */
function nothingPlanned({ remitId }: PostingFacts, why: Finding): PostingPlan {
  const totals = { paid: zero, applied: zero, unapplied: zero, providerAdjustments: zero, unexplained: zero, clean: 0, work: 0, parked: 0 };
  return {
    remitId,
    disposition: 'parked',
    findings: [why],
    claims: [],
    providerAdjustments: [],
    work: [],
    totals,
    entries: [],
    movements: [],
  };
}

function partOf(claims: readonly RemitClaim[], drafts: readonly Draft[]): PartPlan {
  const entries: JournalEntry[] = [];
  const movements: Movement[] = [];
  const findings: Finding[] = [];
  for (const draft of drafts) {
    if (draft.entry !== undefined) entries.push(draft.entry);
    for (const movement of draft.movements) movements.push(movement);
  }
  for (const claim of claims) for (const found of [...(claim.unreadable ?? []), ...balanceClaim(claim)]) findings.push(found);
  const plans = drafts.map((draft) => draft.plan);
  return { claims: plans, work: plans.flatMap(({ work }) => work), findings, entries, movements, sums: sumsOf(claims, drafts) };
}

/** The remit's own: its provider adjustments, whether it can be posted at all, and what its claims come to with them. */
function wholeOf(session: Session, stops: Stops, part: PartPlan): PostingPlan {
  const { facts } = session;
  const plbs = planProviderAdjustments(session);
  const totals = totalsOf(session, part.sums, plbs);
  const parked = stops.findings.length > 0 || totals.unexplained !== zero;
  const { likely } = facts.payer ?? {};
  return {
    remitId: facts.remitId,
    disposition: parked ? 'parked' : 'post',
    findings: [...stops.findings, ...(likely === undefined ? [] : [likelyPayer(likely, facts.remit.payer.name)]), ...part.findings],
    claims: part.claims,
    providerAdjustments: plbs.plans,
    work: [...stops.work, ...part.work, ...plbs.work],
    totals,
    entries: parked ? [] : plbs.entry === undefined ? part.entries : [...part.entries, plbs.entry],
    movements: parked ? [] : part.movements,
  };
}

/** The whole remit as it would be posted: every claim explained, every cent of the payment with a place. Nothing happens yet. */
export function planPosting(facts: PostingFacts): PostingPlan {
  const past = pastCounting(facts.remit);
  if (past !== undefined) return nothingPlanned(facts, past);
  const session = openSession(facts);
  const { claims } = facts.remit;
  const stops = stopsAll(session, paidOf(claims));
  return wholeOf(session, stops, partOf(claims, planClaims(session, claims)));
}

/**
 * Some claims of a remit, which have to do with each other and with no others of it: planned as they would be among all. Whether they are
 * posted is said of the remit as a whole.
 */
export function planPart(facts: PostingFacts): PartPlan {
  const { claims } = facts.remit;
  return partOf(claims, planClaims(openSession(facts), claims));
}

/** A remit whose claims are planned in parts, without them: the facts hold no claims, the parts say what these come to. */
export function planBesideParts(facts: PostingFacts, parts: readonly PartSums[]): PostingPlan {
  const session = openSession(facts);
  const sums = parts.reduce(added, none);
  const own: PartPlan = { claims: [], work: [], findings: [], entries: [], movements: [], sums };
  return wholeOf(session, stopsAll(session, sums.claimsPaid), own);
}
