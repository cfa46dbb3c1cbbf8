import { type Bytes, type Cents, cents, negate, zero } from '../../ground/base/index.ts';
import { accounts, type Movement, type MovementKind, type Party, receivableAccount } from '../../ground/ledger/index.ts';
import type { ClaimFact } from './facts.ts';
import { divide } from './line-parts.ts';
import type { AdjustmentPlan } from './plan.ts';
import type { PostableLine } from './remit-lines.ts';
import type { Session } from './session.ts';
import type { Payer } from './standing.ts';

/** Where the movements of one remit claim go. */
export interface Booking {
  readonly session: Session;
  readonly fact: ClaimFact;
  readonly remitClaimId: string;
  readonly entryId: string;
  readonly as: Payer;
  /** Where the patient's share goes first, when not to the patient. */
  readonly next: Payer | undefined;
  /** Clearing:<payer>:<trace>, or Unapplied:<…> when parked cash is posted later. */
  readonly cashAccount: string;
  /** It takes back: allowances are not released. */
  readonly takesBack: boolean;
  readonly movements: Movement[];
}

interface Step {
  readonly party: Party;
  readonly kind: MovementKind;
  readonly amount: Cents;
  readonly account: string;
  readonly because: string;
  readonly bytes: Bytes;
  readonly claimLineId: string | undefined;
  readonly group?: string;
  readonly carc?: string;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function move(booking: Booking, step: Step): void {
  if (step.amount === 0) return;
  const { session, fact } = booking;
  const { bytes, claimLineId, group, carc } = step;
  // Filled in field by field: tens of thousands of these are made for one remit.
  const movement: Writable<Movement> = {
    id: session.facts.newId(),
    entryId: booking.entryId,
    claimId: fact.id,
    party: step.party,
    kind: step.kind,
    amount: step.amount,
    account: step.account,
    remitClaimId: booking.remitClaimId,
    evidence: { document: session.facts.document, from: bytes.from, to: bytes.to },
    because: step.because,
  };
  if (claimLineId !== undefined) movement.claimLineId = claimLineId;
  if (group !== undefined) movement.group = group;
  if (carc !== undefined) movement.carc = carc;
  booking.movements.push(movement);
  session.standing.apply(fact, movement);
}

type Cause = Pick<Step, 'because' | 'bytes' | 'claimLineId' | 'group' | 'carc'>;

/** From one party to another: two movements, each with the other's account as contra. */
function transfer(booking: Booking, from: Party, to: Party, amount: Cents, cause: Cause): void {
  move(booking, { ...cause, party: from, kind: 'transfer', amount: negate(amount), account: receivableAccount(to) });
  move(booking, { ...cause, party: to, kind: 'transfer', amount, account: receivableAccount(from) });
}

/** A contractual adjustment uses up what the charge set aside for it; the rest is income taken back now. */
function writeOff(booking: Booking, amount: Cents, cause: Cause): void {
  const { session, fact, as } = booking;
  const left = cause.claimLineId === undefined ? zero : session.standing.allowanceLeft(fact, cause.claimLineId);
  const fromAllowance = amount > 0 && left > 0 ? cents(Math.min(amount, left)) : zero;
  const step = { ...cause, party: as, kind: 'contractual' as const };
  move(booking, { ...step, amount: negate(fromAllowance), account: accounts.allowance });
  move(booking, { ...step, amount: cents(fromAllowance - amount), account: accounts.contractual });
}

/** When no payer owes anything more, what was set aside and not needed becomes income again. */
function releaseAllowance(booking: Booking, line: PostableLine, claimLineId: string): void {
  const { session, fact, as } = booking;
  const left = session.standing.allowanceLeft(fact, claimLineId);
  if (left <= 0 || booking.takesBack) return;
  const payers: readonly Payer[] = ['primary', 'secondary', 'tertiary'];
  if (payers.some((payer) => session.standing.open(fact, payer, [claimLineId]) !== 0)) return;
  const step = {
    party: as,
    kind: 'allowance' as const,
    because: 'The contract took less than was set aside',
    bytes: line.paidBytes,
    claimLineId,
  };
  move(booking, { ...step, amount: negate(left), account: accounts.allowance });
  move(booking, { ...step, amount: left, account: accounts.contractual });
}

/** What the later payer speaks of and the patient was already asked for goes back to that payer first. */
function pullBack(booking: Booking, line: PostableLine, posted: number, claimLineId: string | undefined): void {
  const { session, fact, as } = booking;
  if (as === 'primary' || posted <= 0) return;
  const ids = claimLineId === undefined ? [] : [claimLineId];
  const missing = posted - session.standing.open(fact, as, ids);
  const withPatient = session.standing.open(fact, 'patient', ids);
  if (missing <= 0 || withPatient <= 0) return;
  const because = 'This payer takes up what had gone to the patient';
  transfer(booking, 'patient', as, cents(Math.min(missing, withPatient)), { because, bytes: line.paidBytes, claimLineId });
}

const posts = ({ treatment }: AdjustmentPlan): boolean => treatment !== 'stays-open' && treatment !== 'restates' && treatment !== 'parked';

function moveAdjustment(booking: Booking, plan: AdjustmentPlan, amount: Cents, claimLineId: string | undefined): void {
  const { as, next, session } = booking;
  const cause = { because: plan.says, bytes: plan.bytes, claimLineId, group: plan.group, carc: plan.carc };
  const { treatment } = plan;
  if (treatment === 'contractual') writeOff(booking, amount, cause);
  else if (treatment === 'patient') transfer(booking, as, 'patient', amount, cause);
  else if (treatment === 'next-payer') transfer(booking, as, next ?? 'patient', amount, cause);
  else {
    const account = session.facts.settings.carcAccounts[plan.carc];
    if (account !== undefined) move(booking, { ...cause, party: as, kind: account.kind, amount: negate(amount), account: account.account });
  }
}

/** The movements of one posted line: what was paid, then each adjustment that posts, over its claim lines. */
export function moveLine(booking: Booking, line: PostableLine, adjustments: readonly AdjustmentPlan[]): void {
  for (const { claimLineId, paid, adjustments: parts } of divide(line, adjustments)) {
    const posted = adjustments.reduce((sum, plan, k) => (posts(plan) ? sum + (parts[k] ?? 0) : sum), 0);
    pullBack(booking, line, paid + posted, claimLineId);
    const because = 'Paid by the payer';
    move(booking, {
      party: booking.as,
      kind: 'payment',
      amount: cents(-paid),
      account: booking.cashAccount,
      because,
      bytes: line.paidBytes,
      claimLineId,
    });
    adjustments.forEach((plan, k) => {
      if (posts(plan)) moveAdjustment(booking, plan, parts[k] ?? zero, claimLineId);
    });
    if (claimLineId !== undefined) releaseAllowance(booking, line, claimLineId);
  }
}
