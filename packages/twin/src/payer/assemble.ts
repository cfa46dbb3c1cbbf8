import { addBusinessDays, addDays, type Day } from '../days.ts';
import type { Payer } from '../practice/practice.ts';
import type { Random } from '../random.ts';
import type { LateMove, Step } from './play.ts';
import { balanceOf, type ProviderMove, type Remittance, total } from './remit.ts';
import type { RemitTruth } from './truth.ts';

/** A payment ready to be written, and what is right about it. */
export interface Paid {
  readonly remit: Remittance;
  readonly truth: RemitTruth;
}

export interface Runs {
  readonly random: Random;
  /** The first payment run; the next ones follow a week apart. */
  readonly from: Day;
  /** At most so many CLPs in a payment. */
  readonly claimsPerRemit: number;
  readonly payee: Remittance['payee'];
}

/** Money that a payer has to take back, by the reference under which it was carried forward. */
export interface OpenForward {
  readonly payerId: string;
  readonly reference: string;
  /** Cents still to be taken back. */
  amount: number;
}

/**
 * One payer's payment runs. A run that comes out below zero pays nothing and carries the rest forward (PLB FB negative); later runs take
 * it back as far as they reach (FB positive), so that one forward may be absorbed by several payments.
 */
export function assemble(
  payer: Payer,
  steps: readonly Step[],
  late: readonly LateMove[],
  runs: Runs,
): { readonly paid: readonly Paid[]; readonly open: readonly OpenForward[] } {
  const open: OpenForward[] = [];
  const paid: Paid[] = [];
  const last = Math.max(-1, ...steps.map((s) => s.wave), ...late.map((l) => l.wave));
  for (let wave = 0; wave <= last; wave++) {
    const paidOn = addBusinessDays(addDays(runs.from, 7 * wave), runs.random.int(0, 2));
    const own = steps.filter((s) => s.wave === wave);
    const moves = late.filter((l) => l.wave === wave).map((l) => l.move);
    const together = chunks(
      own.filter((s) => !s.alone),
      runs.claimsPerRemit,
    );
    // Recoveries need a payment to be taken from, even if it pays nothing else.
    if (together.length === 0 && moves.length > 0) together.push([]);
    together.forEach((group, i) => {
      paid.push(payment(payer, group, i === 0 ? moves : [], open, paidOn, runs));
    });
    for (const step of own.filter((s) => s.alone)) paid.push(payment(payer, [step], [], undefined, paidOn, runs));
  }
  return { paid, open };
}

/** Payments of at most `size` CLPs, but a claim's own CLPs (a reversal and its correction) stay together. */
function chunks(steps: readonly Step[], size: number): Step[][] {
  const all: Step[][] = [];
  steps.forEach((step, i) => {
    const group = all.at(-1);
    const together = i > 0 && steps[i - 1]?.truth.control !== undefined && steps[i - 1]?.truth.control === step.truth.control;
    if (group && (group.length < size || together)) group.push(step);
    else all.push([step]);
  });
  return all;
}

function payment(
  payer: Payer,
  steps: readonly Step[],
  late: readonly ProviderMove[],
  open: OpenForward[] | undefined,
  paidOn: Day,
  runs: Runs,
): Paid {
  const trace = `${payer.id.slice(-3)}${runs.random.digits(10)}`;
  const claims = steps.map((s) => s.paid);
  const own = [...steps.flatMap((s) => s.moves ?? []), ...late];
  const moves = [...own, ...(open ? forward(payer, balanceOf(claims, own), open, `FB${trace}`) : [])];
  const honest = balanceOf(claims, moves);
  const amount = honest + steps.reduce((sum, s) => sum + (s.paymentOffBy ?? 0), 0);
  const remit: Remittance = { payer, payee: runs.payee, trace, method: amount === 0 ? 'NON' : payer.method, paidOn, amount, claims, moves };
  return { remit, truth: truthOf(remit, steps, honest) };
}

/** FB below zero carries a shortfall forward; above zero it takes an earlier one back, oldest first. */
function forward(payer: Payer, net: number, open: OpenForward[], reference: string): ProviderMove[] {
  if (net < 0) {
    open.push({ payerId: payer.id, reference, amount: -net });
    return [{ code: 'FB', reference, amount: net }];
  }
  const moves: ProviderMove[] = [];
  let left = net;
  for (const one of open) {
    const amount = Math.min(left, one.amount);
    if (amount === 0) continue;
    moves.push({ code: 'FB', reference: one.reference, amount });
    one.amount -= amount;
    left -= amount;
  }
  return moves;
}

const broken = { 'out-of-balance-line': 'line', 'out-of-balance-claim': 'claim', 'out-of-balance-payment': 'payment' } as const;

/** By how much the level that is out of balance is off: what is paid less what the figures give. */
function offBy(remit: Remittance, honest: number, because: RemitTruth['because']): number {
  const [claim] = remit.claims;
  if (!because || !claim) return 0;
  if (because === 'payment') return remit.amount - honest;
  if (because === 'line') return claim.lines.reduce((sum, l) => sum + l.paid - (l.charged - total(l.reasons)), 0);
  return claim.paid - (claim.charged - total(claim.reasons) - claim.lines.reduce((sum, l) => sum + total(l.reasons), 0));
}

function truthOf(remit: Remittance, steps: readonly Step[], honest: number): RemitTruth {
  const why = steps.map((s) => broken[s.truth.case as keyof typeof broken]).find((level) => level !== undefined);
  return {
    disposition: why ? 'parked' : 'post',
    ...(why ? { because: why } : {}),
    ...(why === 'line' || why === 'claim' ? { claimMayPark: true } : {}),
    difference: offBy(remit, honest, why),
    payerId: remit.payer.id,
    trace: remit.trace,
    amount: remit.amount,
    depositDue: remit.amount > 0,
    claims: steps.map((s) => s.truth),
    moves: remit.moves,
  };
}
