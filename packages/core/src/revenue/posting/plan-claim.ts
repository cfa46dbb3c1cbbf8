import { type Cents, cents, zero } from '../../ground/base/index.ts';
import { forwardingRemarks } from '../../ground/codes/index.ts';
import {
  accounts,
  type JournalEntry,
  type JournalLine,
  journalOf,
  type Movement,
  referenceAccount,
  unappliedAccount,
} from '../../ground/ledger/index.ts';
import { balanceClaim, payerKey, type RemitClaim } from '../remits/index.ts';
import type { ClaimFact } from './facts.ts';
import type { Booking } from './line-movements.ts';
import { type MatchOutcome, matchClaim } from './match-remit.ts';
import type { ClaimPlan, ClaimState, LinePlan, Match, WorkItem, WorkKind } from './plan.ts';
import { contractRoom, linePlan, type PlannedLine, parkedLine, planLine } from './plan-line.ts';
import { type PostableLine, postableLines } from './remit-lines.ts';
import { afterForwarding, inNetwork, nextPayerOf, rankOf, remitClaimIdOf, type Session, saidBefore } from './session.ts';
import type { Payer } from './standing.ts';
import { adjustmentPlan, type LineSituation } from './treat-adjustment.ts';
import { dollars, workItem } from './work-items.ts';

/** One remit claim as planned: what is shown, and what is booked. */
export interface Draft {
  readonly plan: ClaimPlan;
  readonly movements: readonly Movement[];
  readonly entry?: JournalEntry;
  readonly applied: Cents;
  readonly unapplied: Cents;
}

export interface DraftParts {
  readonly claim: RemitClaim;
  readonly match?: Match | undefined;
  readonly candidates?: readonly string[] | undefined;
  readonly as: Payer;
  readonly lines: readonly PlannedLine[];
  readonly work: readonly WorkItem[];
  readonly movements: readonly Movement[];
  readonly entryId: string;
  /** Where cash comes from and where what is not applied goes. */
  readonly cashAccount: string;
  readonly waitsIn: string;
  readonly state?: ClaimState;
  readonly reverses?: string;
  readonly applied: Cents;
}

const total = (lines: readonly PlannedLine[], of: (plan: LinePlan) => Cents): Cents =>
  cents(lines.reduce((sum, line) => sum + of(line.plan), 0));

function stateOf(parts: DraftParts): ClaimState {
  if (parts.state !== undefined) return parts.state;
  if (parts.work.length > 0 && parts.lines.length > 0 && parts.lines.every(({ plan }) => plan.state === 'parked')) return 'parked';
  return parts.work.some((item) => item.kind !== 'forwarded') ? 'work' : 'clean';
}

/** Puts a draft together: its journal entry carries the whole of CLP04, what went to the claim and what waits. */
export function draftOf(session: Session, parts: DraftParts): Draft {
  const { claim, applied } = parts;
  const waiting = cents(claim.paid - applied);
  const lines: JournalLine[] = parts.movements.length === 0 ? [] : journalOf(parts.movements);
  const evidence = { document: session.facts.document, from: claim.paidBytes.from, to: claim.paidBytes.to };
  if (waiting !== 0 && parts.cashAccount !== parts.waitsIn) {
    lines.push({ account: parts.cashAccount, amount: waiting, evidence }, { account: parts.waitsIn, amount: cents(-waiting), evidence });
  }
  const remitClaimId = remitClaimIdOf(session, claim);
  const plan: ClaimPlan = {
    remitClaimIndex: claim.index,
    remitClaimId,
    state: stateOf(parts),
    ...(parts.match !== undefined && { match: parts.match }),
    ...(parts.candidates !== undefined && { candidates: parts.candidates }),
    as: parts.as,
    billed: claim.billed,
    allowed: total(parts.lines, (line) => line.allowed),
    paid: claim.paid,
    patient: total(parts.lines, (line) => line.patient),
    nextPayer: total(parts.lines, (line) => line.nextPayer),
    balance: total(parts.lines, (line) => line.balance),
    lines: parts.lines.map((line) => line.plan),
    work: parts.work,
    unexplained: cents(claim.paid - total(parts.lines, (line) => line.paid)),
    ...(parts.reverses !== undefined && { reverses: parts.reverses }),
  };
  const draft = { plan, movements: parts.movements, applied, unapplied: waiting };
  if (lines.length === 0) return draft;
  const description = `Remit claim ${claim.index + 1}`;
  return { ...draft, entry: { id: parts.entryId, on: session.on, source: { kind: 'remit-claim', id: remitClaimId }, description, lines } };
}

export interface ParkWhy {
  readonly kind: WorkKind;
  readonly says?: string;
  readonly because?: string;
  readonly match?: Match | undefined;
  readonly candidates?: readonly string[];
}

/** Nothing is posted to a claim; the cash waits in Unapplied. */
export function parkClaim(session: Session, claim: RemitClaim, why: ParkWhy, cashAccount: string): Draft {
  const fact = why.match === undefined ? undefined : session.index.byId.get(why.match.claimId);
  const { newId, settings } = session.facts;
  const work = workItem(newId, {
    kind: why.kind,
    blocks: true,
    amount: claim.paid,
    remitClaimIndex: claim.index,
    claimId: fact?.id,
    ...(why.says !== undefined && { says: why.says }),
    ...(why.because !== undefined && { because: why.because }),
  });
  const notOurs = why.kind === 'not-ours';
  return draftOf(session, {
    claim,
    match: why.match,
    candidates: why.candidates,
    as: rankOf(session, claim, fact),
    lines: postableLines(session.facts, claim, fact).map((line) => parkedLine(settings, line)),
    work: [work],
    movements: [],
    entryId: newId(),
    cashAccount,
    waitsIn: notOurs
      ? referenceAccount(accounts.refund, payerKey(session.facts.remit), session.facts.remit.traceNumber)
      : unappliedAccount(remitClaimIdOf(session, claim)),
    state: notOurs ? 'not-ours' : 'parked',
    applied: zero,
  });
}

const isForwarded = (claim: RemitClaim): boolean =>
  ['19', '20', '21'].includes(claim.status) ||
  claim.crossoverCarrier !== undefined ||
  claim.rarcs.some((code) => forwardingRemarks.has(code)) ||
  claim.lines.some((line) => line.rarcs.some((code) => forwardingRemarks.has(code)));

const allAdjustments = (claim: RemitClaim) => [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];

/** Whether the payer took the whole charge off and left nothing to anyone. */
function nothingAllowed(session: Session, claim: RemitClaim): boolean {
  if (claim.paid !== 0 || claim.billed <= 0) return false;
  const taken = allAdjustments(claim).reduce((sum, a) => (session.family.has(a.carc) ? sum + a.amount : sum), 0);
  return taken === claim.billed;
}

/** Room of each line under the contract; over the claim as a whole where a line was paid above its charge. */
function roomsOf(session: Session, claim: RemitClaim, fact: ClaimFact, lines: readonly PostableLine[]): (number | undefined)[] {
  // The contract is that of the payer that was billed: whoever only bears its name has none with us.
  if (session.facts.payer?.likely !== undefined) return lines.map(() => undefined);
  const rooms = lines.map((line) => contractRoom(fact, line));
  const family = allAdjustments(claim).filter((a) => session.family.has(a.carc));
  if (!family.some((a) => a.amount < 0) || claim.billed < 0) return rooms;
  const taken = family.reduce((sum, a) => sum + a.amount, 0);
  const allowed = rooms.reduce((sum: number, room) => sum + (room ?? 0), 0);
  const fits = taken <= allowed + session.facts.settings.contractToleranceCents * lines.length;
  return fits ? lines.map((line) => line.adjustments.reduce((sum, a) => sum + (a.amount > 0 ? a.amount : 0), 0)) : rooms;
}

function situationOf(session: Session, claim: RemitClaim, fact: ClaimFact, as: Payer, next: Payer | undefined): LineSituation {
  const paidBefore = session.prior.spokeBefore(fact.id, as);
  return {
    settings: session.facts.settings,
    family: session.family,
    as,
    status: claim.status,
    paid: claim.paid,
    inNetwork: inNetwork(session, fact, as),
    capitation: session.facts.payer?.capitation ?? false,
    nextPays: next !== undefined,
    supplements: paidBefore && allAdjustments(claim).some((a) => a.carc === 'B13'),
    nothingAllowed: nothingAllowed(session, claim),
    paidAbove: claim.lines.some((line) => line.paid > line.billed),
    takesBack: claim.billed < 0 || (claim.billed === 0 && claim.paid < 0),
  };
}

/**
 * Whether a payer that the practice knows speaks as the first insurer of a claim that was sent to another: the patient may have changed
 * insurance, or the first insurer still owes. Whom the practice does not know may be the same under another id.
 */
function notBilledFirst(session: Session, claim: RemitClaim, fact: ClaimFact): boolean {
  const { payer } = session.facts;
  if (payer === undefined || payer.likely !== undefined || !['1', '19'].includes(claim.status)) return false;
  const first = fact.coverages.find((coverage) => coverage.rank === 'primary');
  const billed = new Set(fact.coverages.flatMap((coverage) => coverage.payerIds));
  return first !== undefined && first.payerIds.length > 0 && !session.payerIds.some((id) => billed.has(id));
}

/** Work on the claim as a whole: who comes next, and how sure the match is. */
function claimWork(session: Session, claim: RemitClaim, fact: ClaimFact, match: Match, nextPayer: Cents): WorkItem[] {
  const { newId } = session.facts;
  const at = { remitClaimIndex: claim.index, claimId: fact.id, blocks: false };
  const work: WorkItem[] = [];
  if (match.certainty === 'likely') {
    const says = 'Posted to the claim that it most likely is; check that it is the one.';
    work.push(workItem(newId, { ...at, kind: 'unsure-match', amount: claim.paid, says, because: match.because }));
  }
  if (match.certainty === 'sure' && match.how !== 'by-hand' && notBilledFirst(session, claim, fact)) {
    work.push(workItem(newId, { ...at, kind: 'payer-not-billed', amount: claim.paid }));
  }
  if (isForwarded(claim)) work.push(workItem(newId, { ...at, kind: 'forwarded', amount: nextPayer }));
  else if (nextPayer > 0) {
    const says = `${dollars(nextPayer)} goes to the next insurer, which has to be billed.`;
    work.push(workItem(newId, { ...at, kind: 'secondary-due', amount: nextPayer, says }));
  }
  return work;
}

/** Posts a matched remit claim to its claim, line by line. */
export function postClaim(session: Session, claim: RemitClaim, match: Match, fact: ClaimFact, cashAccount: string): Draft {
  const { newId } = session.facts;
  const as = rankOf(session, claim, fact);
  const forwarded = isForwarded(claim);
  const next = nextPayerOf(fact, as) ?? (forwarded ? afterForwarding(as) : undefined);
  const situation = situationOf(session, claim, fact, as, next);
  const remitClaimId = remitClaimIdOf(session, claim);
  const entryId = newId();
  const movements: Movement[] = [];
  const booking: Booking = { session, fact, remitClaimId, entryId, as, next, cashAccount, takesBack: situation.takesBack, movements };
  const postable = postableLines(session.facts, claim, fact);
  const rooms = roomsOf(session, claim, fact, postable);
  const lines = postable.map((line, i) => planLine(booking, claim.index, line, situation, { contract: rooms[i], open: undefined }));
  const nextPayer = total(lines, (line) => line.nextPayer);
  const work = [...lines.flatMap((line) => line.work), ...claimWork(session, claim, fact, match, nextPayer)];
  const applied = cents(lines.reduce((sum, line) => sum + line.applied, 0));
  return draftOf(session, {
    claim,
    match,
    as,
    lines: withFinalBalances(booking, lines),
    work: refusedPatient(work),
    movements,
    entryId,
    cashAccount,
    waitsIn: unappliedAccount(remitClaimId),
    applied,
  });
}

/** Of several remit lines on one claim line only the last says what is left of it, so that the balances sum to the claim's. */
function withFinalBalances({ session, fact, as }: Booking, lines: readonly PlannedLine[]): PlannedLine[] {
  const told = new Set<string>();
  const final: PlannedLine[] = [];
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i];
    if (line === undefined) continue;
    const ids = line.plan.claimLineIds;
    const own = ids.filter((id) => !told.has(id));
    for (const id of ids) told.add(id);
    const stands = ids.length === 0 || line.plan.state === 'parked';
    const balance = own.length === 0 ? zero : session.standing.open(fact, as, own);
    final.push(stands ? line : { ...line, plan: { ...line.plan, balance } });
  }
  return final.reverse();
}

/** A patient whom the payer does not know is one thing to do, however many lines say so. */
function refusedPatient(work: readonly WorkItem[]): WorkItem[] {
  const first = work.find((item) => item.kind === 'patient-not-recognised');
  if (first === undefined) return [...work];
  const amount = cents(work.reduce((sum, item) => (item.kind === first.kind ? sum + item.amount : sum), 0));
  return [{ ...first, amount }, ...work.filter((item) => item.kind !== first.kind)];
}

/** A claim that only informs: a price given in advance, or a claim handed on to another payer. Nothing is posted. */
export function informOnly(session: Session, claim: RemitClaim, outcome: MatchOutcome): Draft {
  const fact = outcome.match === undefined ? undefined : session.index.byId.get(outcome.match.claimId);
  const { newId, settings } = session.facts;
  const handedOn = claim.status === '23';
  const says = 'The payer says that the claim is not its own and passed it on.';
  const work = handedOn
    ? [workItem(newId, { kind: 'forwarded', blocks: false, amount: claim.billed, remitClaimIndex: claim.index, claimId: fact?.id, says })]
    : [];
  const lines = postableLines(session.facts, claim, fact).map((line): PlannedLine => {
    const adjustments = line.adjustments.map((share) =>
      adjustmentPlan(settings.reasons, share, { treatment: 'restates', amount: share.amount }),
    );
    return { plan: linePlan(line, adjustments, 'posts', zero), work: [], applied: zero, parked: zero };
  });
  return draftOf(session, {
    claim,
    match: outcome.match,
    as: rankOf(session, claim, fact),
    lines,
    work,
    movements: [],
    entryId: newId(),
    cashAccount: session.clearing,
    waitsIn: session.clearing,
    state: handedOn ? 'work' : 'clean',
    applied: zero,
  });
}

/** What keeps a remit claim from being posted before anyone asks whose it is. */
export function stopsBefore(session: Session, claim: RemitClaim): ParkWhy | undefined {
  const manual = session.facts.manual.get(claim.index);
  if (manual === 'not-ours') return { kind: 'not-ours' };
  const unread = claim.unreadable?.[0];
  if (unread !== undefined)
    return { kind: 'out-of-balance', says: unread.says, ...(unread.because !== undefined && { because: unread.because }) };
  const off = balanceClaim(claim)[0];
  if (off !== undefined) return { kind: 'out-of-balance', says: off.says, ...(off.because !== undefined && { because: off.because }) };
  const before = saidBefore(session, claim);
  if (before !== undefined && manual === undefined) return { kind: 'duplicate-claim' };
  return undefined;
}

export const matchOf = (session: Session, claim: RemitClaim): MatchOutcome =>
  matchClaim(claim, session.index, session.payerIds, session.facts.manual.get(claim.index));
