import { type Cents, cents, zero } from '../../ground/base/index.ts';
import type { ClaimFact, PostingSettings } from './facts.ts';
import { type Booking, moveLine } from './line-movements.ts';
import { partsOf } from './line-parts.ts';
import type { AdjustmentPlan, LinePlan, WorkItem } from './plan.ts';
import type { PostableLine, Share } from './remit-lines.ts';
import { adjustmentPlan, type Decision, decide, type LineRoom, type LineSituation } from './treat-adjustment.ts';
import { dollars, workItem } from './work-items.ts';

/** What a line came to. */
export interface PlannedLine {
  readonly plan: LinePlan;
  readonly work: readonly WorkItem[];
  /** Cash that went to the claim, and cash that waits. */
  readonly applied: Cents;
  readonly parked: Cents;
}

interface Decided {
  readonly share: Share;
  readonly decision: Decision;
  readonly plan: AdjustmentPlan;
}

/** What the contract lets these claim lines lose; undefined where any of them has no contract, or nobody knows the line. */
export function contractRoom(fact: ClaimFact, line: PostableLine): number | undefined {
  const lines = fact.lines.filter((one) => line.match.claimLineIds.includes(one.id));
  if (lines.length === 0) return undefined;
  let room = 0;
  for (const one of lines) {
    if (one.expectedAllowed === undefined) return undefined;
    if (one.billed > one.expectedAllowed) room += one.billed - one.expectedAllowed;
  }
  return room;
}

/** What a later payer's write-off may take: what is open with it, or was passed to the patient, less what it pays and passes on. */
function openRoom(booking: Booking, line: PostableLine, situation: LineSituation): number | undefined {
  if (booking.as === 'primary') return undefined;
  const { session, fact, as } = booking;
  const ids = line.match.claimLineIds;
  let room = session.standing.open(fact, as, ids) + session.standing.open(fact, 'patient', ids) - line.paid;
  for (const a of line.adjustments) {
    const own = situation.settings.carcAccounts[a.carc];
    if (a.group === 'PR' || (own !== undefined && (own.kind !== 'capitation' || situation.capitation))) room -= a.amount;
  }
  return room;
}

function decideLine(line: PostableLine, situation: LineSituation, room: LineRoom): Decided[] {
  return line.adjustments.flatMap((share) =>
    decide(share, situation, room).map((decision) => {
      const plan = adjustmentPlan(situation.settings.reasons, share, decision);
      return { share, decision, plan: share.ofClaim ? { ...plan, says: `${plan.says} (share of a claim-level adjustment)` } : plan };
    }),
  );
}

const sumOf = (plans: readonly AdjustmentPlan[], treatment: AdjustmentPlan['treatment']): number =>
  plans.reduce((sum, plan) => (plan.treatment === treatment ? sum + plan.amount : sum), 0);

/** The line ledger's row. Allowed is derived: paid, what falls to the patient or the next payer, and sequestration. */
export function linePlan(line: PostableLine, adjustments: readonly AdjustmentPlan[], state: LinePlan['state'], balance: Cents): LinePlan {
  const { remit, match } = line;
  const patient = sumOf(adjustments, 'patient');
  const nextPayer = sumOf(adjustments, 'next-payer');
  const restated = adjustments.reduce(
    (sum, a) => (a.treatment !== 'patient' && a.treatment !== 'next-payer' && a.group === 'PR' ? sum + a.amount : sum),
    0,
  );
  const [claimLineId] = match.claimLineIds;
  const parts = partsOf(line, adjustments);
  return {
    index: line.index,
    ...(claimLineId !== undefined && match.claimLineIds.length === 1 && { claimLineId }),
    claimLineIds: match.claimLineIds,
    ...(parts !== undefined && { parts }),
    ...(match.matchedBy !== undefined && { matchedBy: match.matchedBy }),
    because: match.because,
    ...(remit?.procedure !== undefined && { code: remit.procedure.code }),
    modifiers: remit?.procedure?.modifiers ?? [],
    billed: line.billed,
    allowed: cents(line.paid + patient + nextPayer + restated + sumOf(adjustments, 'sequestration')),
    paid: line.paid,
    patient: cents(patient),
    nextPayer: cents(nextPayer),
    balance,
    adjustments,
    state,
    billedBytes: line.billedBytes,
    paidBytes: line.paidBytes,
  };
}

/** Nothing of the line is posted; its cash waits. */
export function parkedLine({ reasons }: PostingSettings, line: PostableLine): PlannedLine {
  const adjustments = line.adjustments.map((share) => adjustmentPlan(reasons, share, { treatment: 'parked', amount: share.amount }));
  return { plan: linePlan(line, adjustments, 'parked', zero), work: [], applied: zero, parked: line.paid };
}

type Item = (facts: {
  kind: WorkItem['kind'];
  amount: Cents;
  blocks?: boolean;
  says?: string;
  because?: string;
  fix?: string;
  group?: string;
  carc?: string;
}) => WorkItem;

const itemsFor =
  (booking: Booking, remitClaimIndex: number, line: PostableLine): Item =>
  (facts) =>
    workItem(booking.session.facts.newId, { blocks: false, ...facts, remitClaimIndex, lineIndex: line.index, claimId: booking.fact.id });

type Said = Omit<Parameters<Item>[0], 'kind' | 'amount' | 'blocks'>;

/** Which code has to be named; no name of a reason helps where the group is none that says who owes the amount. */
function unmapped({ reasons }: PostingSettings, { group, carc, amount }: Share): Said {
  if (!reasons.has(carc))
    return { says: `Adjustment ${group}-${carc} of ${dollars(amount)} is unmapped: we have no words for it.`, group, carc };
  return {
    says: `Group ${group} of adjustment ${group}-${carc} is none that we know.`,
    because: 'Only CO, PR, OA, PI and CR say who owes an amount.',
    fix: 'Ask the payer for a corrected remittance.',
  };
}

/** A line that was not found, or that carries a code we have no words for, waits with its cash. */
function parkedWork(settings: PostingSettings, line: PostableLine, decided: readonly Decided[], item: Item): WorkItem[] {
  if (!line.placed) return [item({ kind: 'line-not-found', amount: line.paid, blocks: true, because: line.match.because })];
  return decided
    .filter(({ decision }) => decision.treatment === 'parked')
    .map(({ share }) => item({ kind: 'unknown-code', amount: share.amount, blocks: true, ...unmapped(settings, share) }));
}

/** What the decisions leave to do. A later payer's refusal is only about what is still open with it. */
function refusalWork(booking: Booking, decided: readonly Decided[], balance: Cents, item: Item): WorkItem[] {
  const work: WorkItem[] = [];
  for (const { share, decision, plan } of decided) {
    if (decision.work === undefined || decision.amount === 0) continue;
    const staysOpen = decision.treatment === 'stays-open';
    if (staysOpen && booking.as !== 'primary' && balance <= 0) continue;
    const capped = staysOpen && booking.as !== 'primary' && decision.amount > balance;
    const amount = capped ? balance : decision.amount;
    const says = `${share.group}-${share.carc} ${dollars(decision.amount)}. ${plan.says}.`;
    work.push(item({ kind: decision.work, amount, says, group: share.group, carc: share.carc }));
  }
  return work;
}

/** The payer paid for another code, or merged lines: the practice should know. */
function changedCodeWork(booking: Booking, line: PostableLine, item: Item): WorkItem[] {
  const paidCode = line.remit?.procedure?.code;
  const ours = booking.fact.lines.filter((one) => line.match.claimLineIds.includes(one.id));
  if (paidCode === undefined || ours.length === 0 || line.billed === 0) return [];
  if (ours.some((one) => one.procedure.code.toUpperCase() === paidCode.toUpperCase())) return [];
  const billedCodes = ours.map((one) => one.procedure.code).join(' and ');
  return [item({ kind: 'changed-code', amount: line.paid, says: `Billed as ${billedCodes}, paid as ${paidCode}.` })];
}

/** What stays open though nothing in the remit says that it should. */
function unexplainedWork(booking: Booking, line: PostableLine, decided: readonly Decided[], balance: Cents, item: Item): WorkItem[] {
  if (balance <= 0 || booking.takesBack || line.remit === undefined) return [];
  const ours = booking.fact.lines.filter((one) => line.match.claimLineIds.includes(one.id));
  const charge = ours.reduce((sum, one) => sum + one.billed, 0);
  const explained = decided.some(({ decision }) => decision.treatment === 'stays-open');
  if (explained || charge === 0 || line.billed < charge) return [];
  const says = `${dollars(balance)} stays open with this payer and nothing in the remittance says why.`;
  return [item({ kind: 'short-pay', amount: balance, says })];
}

/** Whether the payer took the whole charge of the line off and left nothing to anyone. */
function lineTakenOff(line: PostableLine, { family, paidAbove }: LineSituation): boolean {
  if (paidAbove || line.paid !== 0 || line.billed <= 0) return false;
  return line.adjustments.reduce((sum, a) => (family.has(a.carc) ? sum + a.amount : sum), 0) === line.billed;
}

/** Decides and posts one line. */
export function planLine(
  booking: Booking,
  remitClaimIndex: number,
  line: PostableLine,
  situation: LineSituation,
  room: LineRoom,
): PlannedLine {
  const item = itemsFor(booking, remitClaimIndex, line);
  const onLine = { ...situation, paid: line.paid, nothingAllowed: situation.nothingAllowed || lineTakenOff(line, situation) };
  const decided = line.placed ? decideLine(line, onLine, { contract: room.contract, open: openRoom(booking, line, situation) }) : [];
  const parked = parkedWork(situation.settings, line, decided, item);
  if (parked.length > 0) return { ...parkedLine(situation.settings, line), work: parked };
  const adjustments = decided.map(({ plan }) => plan);
  if (line.billed !== 0 || line.paid !== 0 || adjustments.length > 0) moveLine(booking, line, adjustments);
  const ids = line.match.claimLineIds;
  const balance =
    ids.length === 0 && line.remit !== undefined && line.billed === 0 ? zero : booking.session.standing.open(booking.fact, booking.as, ids);
  const work = [
    ...refusalWork(booking, decided, balance, item),
    ...changedCodeWork(booking, line, item),
    ...unexplainedWork(booking, line, decided, balance, item),
  ];
  return { plan: linePlan(line, adjustments, 'posts', balance), work, applied: line.paid, parked: zero };
}
