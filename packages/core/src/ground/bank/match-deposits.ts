import { businessDaysBetween, cents, type PlainDate, sum, toDecimal } from '../base/index.ts';
import type { Deposit } from './deposit.ts';
import type {
  DepositException,
  DepositMatch,
  DepositMatching,
  RemitPayment,
  UnmatchedDeposit,
  UnmatchedRemit,
} from './deposit-matching.ts';
import { namesPayer } from './payer-words.ts';
import { comparableTrace } from './trace.ts';

/** An ERA belongs within three business days of its EFT, on either side (CAQH CORE 370). */
const WINDOW = 3;
/** Sums of more remits than this are left to a person: with many small payments every amount is some sum. */
const LARGEST_SUM = 6;
const SUM_CANDIDATES = 16;

interface Matching<D extends Deposit, R extends RemitPayment> {
  readonly matches: DepositMatch<D, R>[];
  readonly exceptions: DepositException<D, R>[];
  readonly deposits: Set<D>;
  readonly remits: Set<R>;
  readonly ambiguous: Map<D | R, readonly (D | R)[]>;
  readonly asOf: PlainDate;
}

/**
 * Ties deposits to remits: by trace number, amount and date (sure); by the trace with one of them off, or by amount, payer and date
 * (likely); one deposit over several remits and the other way round. Same trace, other amount: an exception with the difference.
 * `asOf` is the day on which lateness is counted.
 */
export function matchDeposits<D extends Deposit, R extends RemitPayment>(
  deposits: readonly D[],
  remits: readonly R[],
  asOf: PlainDate,
): DepositMatching<D, R> {
  const moneyOut = deposits.filter((d) => d.amount <= 0);
  const repeated = repeatsIn(deposits.filter((d) => d.amount > 0));
  const noDepositDue = remits.filter((r) => r.amount === 0 || r.method === 'NON');
  const state: Matching<D, R> = {
    matches: [],
    exceptions: [],
    deposits: new Set(deposits.filter((d) => d.amount > 0 && !repeated.has(d))),
    remits: new Set(remits.filter((r) => r.amount !== 0 && r.method !== 'NON')),
    ambiguous: new Map(),
    asOf,
  };
  byTrace(state);
  byAlteredTrace(state);
  byAmount(state);
  bySums(state);
  return {
    matches: state.matches,
    exceptions: state.exceptions,
    noDepositDue,
    unmatchedDeposits: [
      ...[...state.deposits].map((d) => leftDeposit(state, d)),
      ...[...repeated].map((d) =>
        left<D, R>(asOf, d, 'repeated', 'The bank reported this transaction before, under the same reference, day and amount.'),
      ),
      ...moneyOut.map((d) => left<D, R>(asOf, d, 'money-out', 'Money left the account; no remit can explain it.')),
    ],
    unmatchedRemits: [...state.remits].map((r) => leftRemit(state, r)),
  };
}

/** Overlapping bank files bring the same transaction twice. */
function repeatsIn<D extends Deposit>(deposits: readonly D[]): Set<D> {
  const seen = new Set<string>();
  const repeats = new Set<D>();
  for (const d of deposits) {
    if (!d.bankReference) continue;
    const key = `${d.accountLast4}|${d.bankReference}|${d.postedOn}|${d.amount}|${d.traceNumber}`;
    if (seen.has(key)) repeats.add(d);
    seen.add(key);
  }
  return repeats;
}

/** Every text of the deposit that may be a trace number, the surest first. */
function tracesOf(d: Deposit): string[] {
  const texts = [
    d.traceNumber,
    d.bankReference,
    ...d.description.split(/[^A-Za-z0-9-]+/).filter((word) => word.length >= 5 && /\d/.test(word)),
  ];
  return [...new Set(texts.flatMap((text) => (text ? [comparableTrace(text)] : [])))];
}

const samePayer = (d: Deposit, r: RemitPayment): boolean =>
  !d.payerTraceId || !r.payerTraceId || comparableTrace(d.payerTraceId) === comparableTrace(r.payerTraceId);

const daysFrom = (d: Deposit, r: RemitPayment): number | undefined => (r.paidOn ? businessDaysBetween(r.paidOn, d.postedOn) : undefined);

function inWindow(d: Deposit, r: RemitPayment): boolean {
  const days = daysFrom(d, r);
  return days !== undefined && Math.abs(days) <= WINDOW;
}

function groupBy<K, V>(values: Iterable<V>, key: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}

function byTrace<D extends Deposit, R extends RemitPayment>(state: Matching<D, R>): void {
  const remits = groupBy(state.remits, (r) => comparableTrace(r.traceNumber));
  const pairs = new Map<string, D[]>();
  for (const d of state.deposits) {
    const own = d.traceNumber === undefined ? '' : comparableTrace(d.traceNumber);
    // Any word of the description may look like a trace: unless the bank calls it one, the amount has to agree too.
    const trace = tracesOf(d).find((t) => t !== '' && remits.get(t)?.some((r) => samePayer(d, r) && (t === own || r.amount === d.amount)));
    if (trace !== undefined) pairs.set(trace, [...(pairs.get(trace) ?? []), d]);
  }
  for (const [trace, deposits] of pairs) settle(state, deposits, remits.get(trace) ?? []);
}

/** Deposits and remits of one trace: equal amounts pair off first (a trace re-issued after a bank's reject comes twice), the rest must add up. */
function settle<D extends Deposit, R extends RemitPayment>(
  state: Matching<D, R>,
  allDeposits: readonly D[],
  allRemits: readonly R[],
): void {
  const deposits = new Set(allDeposits);
  const remits = new Set(allRemits);
  for (const d of deposits) {
    const equal = [...remits].filter((r) => r.amount === d.amount && samePayer(d, r));
    const r = equal.find((one) => inWindow(d, one)) ?? equal[0];
    if (!r) continue;
    deposits.delete(d);
    remits.delete(r);
    paired(state, d, r);
  }
  if (deposits.size === 0 || remits.size === 0) return;
  const difference = cents(sum([...deposits].map((d) => d.amount)) - sum([...remits].map((r) => r.amount)));
  if (difference === 0) {
    const how = deposits.size > 1 ? 'sum-of-deposits' : 'sum-of-remits';
    const sure = [...deposits].every((d) => [...remits].every((r) => samePayer(d, r) && inWindow(d, r)));
    accept(
      state,
      [...deposits],
      [...remits],
      how,
      sure ? 'sure' : 'likely',
      `Same trace number, and ${deposits.size} deposits and ${remits.size} remits add up to the same amount.`,
    );
    return;
  }
  except(state, [...deposits], [...remits], difference);
}

function paired<D extends Deposit, R extends RemitPayment>(state: Matching<D, R>, d: D, r: R): void {
  const days = daysFrom(d, r);
  const sure = days !== undefined && Math.abs(days) <= WINDOW;
  const because = sure
    ? `Same trace number, same amount, ${spokenDays(days)}.`
    : `Same trace number and amount, but ${days === undefined ? 'the remit has no payment date' : `${spokenDays(days)}: more than ${WINDOW} business days`}.`;
  accept(state, [d], [r], 'trace', sure ? 'sure' : 'likely', because);
}

const spokenDays = (days: number): string =>
  days === 0
    ? 'same day'
    : `deposited ${Math.abs(days)} business day${Math.abs(days) === 1 ? '' : 's'} ${days > 0 ? 'after' : 'before'} the payment date`;

function accept<D extends Deposit, R extends RemitPayment>(
  state: Matching<D, R>,
  deposits: readonly D[],
  remits: readonly R[],
  how: DepositMatch['how'],
  certainty: 'sure' | 'likely',
  because: string,
): void {
  const [d] = deposits;
  const [r] = remits;
  const days = d && r ? daysFrom(d, r) : undefined;
  state.matches.push({ deposits, remits, how, certainty, because, ...(days === undefined ? {} : { businessDays: days }) });
  for (const one of deposits) state.deposits.delete(one);
  for (const one of remits) state.remits.delete(one);
}

function except<D extends Deposit, R extends RemitPayment>(
  state: Matching<D, R>,
  deposits: readonly D[],
  remits: readonly R[],
  difference: ReturnType<typeof cents>,
): void {
  const short = difference < 0;
  state.exceptions.push({
    deposits,
    remits,
    difference,
    says: `The bank received ${toDecimal(cents(Math.abs(difference)))} ${short ? 'less' : 'more'} than the remit says.`,
    because: `The trace number is the same; deposited ${toDecimal(sum(deposits.map((d) => d.amount)))}, remitted ${toDecimal(sum(remits.map((r) => r.amount)))}.`,
    fix: short
      ? 'Ask the payer for the rest, or whether a part was paid separately.'
      : 'Ask the payer what the rest is for; a second remit may be missing.',
  });
  for (const one of deposits) state.deposits.delete(one);
  for (const one of remits) state.remits.delete(one);
}

/** Banks cut trace numbers: one begins with the other (eight characters or more) and the amount agrees. */
function byAlteredTrace<D extends Deposit, R extends RemitPayment>(state: Matching<D, R>): void {
  const byAmount = groupBy(state.remits, (r) => r.amount);
  for (const d of [...state.deposits]) {
    const found = (byAmount.get(d.amount) ?? []).filter((r) => {
      const trace = comparableTrace(r.traceNumber);
      return (
        state.remits.has(r) &&
        samePayer(d, r) &&
        inWindow(d, r) &&
        tracesOf(d).some((t) => Math.min(t.length, trace.length) >= 8 && (t.startsWith(trace) || trace.startsWith(t)))
      );
    });
    if (found.length === 1 && found[0])
      accept(
        state,
        [d],
        [found[0]],
        'trace-altered',
        'likely',
        'The bank cut the trace number; its beginning, the amount and the date agree.',
      );
  }
}

/** A deposit that carries a payer's TRN segment speaks of that remit alone. */
const namesAnother = (d: Deposit, r: RemitPayment): boolean =>
  d.payerTraceId !== undefined && d.traceNumber !== undefined && comparableTrace(d.traceNumber) !== comparableTrace(r.traceNumber);

const textOf = (d: Deposit): string => `${d.originator ?? ''} ${d.description}`;

const couldPay = (d: Deposit, r: RemitPayment): boolean => !namesAnother(d, r) && samePayer(d, r) && inWindow(d, r);

function byAmount<D extends Deposit, R extends RemitPayment>(state: Matching<D, R>): void {
  const remits = groupBy(state.remits, (r) => r.amount);
  const candidates = new Map<D, R[]>();
  const claimants = new Map<R, D[]>();
  for (const d of state.deposits) {
    const found = (remits.get(d.amount) ?? []).filter((r) => couldPay(d, r));
    if (found.length > 0) candidates.set(d, found);
    for (const r of found) claimants.set(r, [...(claimants.get(r) ?? []), d]);
  }
  for (const [d, found] of candidates) {
    const named = found.filter((r) => namesPayer(textOf(d), r.payerName));
    const [r] = named;
    const rivals = r ? (claimants.get(r) ?? []).filter((other) => namesPayer(textOf(other), r.payerName)) : [];
    if (r && named.length === 1 && rivals.length === 1) {
      accept(
        state,
        [d],
        [r],
        'amount-and-payer',
        'likely',
        `Same amount and payer, ${spokenDays(daysFrom(d, r) ?? 0)}; the bank gives no trace number.`,
      );
    } else {
      state.ambiguous.set(d, found);
      for (const one of found) state.ambiguous.set(one, claimants.get(one) ?? []);
    }
  }
}

function bySums<D extends Deposit, R extends RemitPayment>(state: Matching<D, R>): void {
  for (const d of [...state.deposits]) {
    if (state.ambiguous.has(d)) continue;
    const own = [...state.remits].filter(
      (r) => couldPay(d, r) && r.amount < d.amount && r.amount > 0 && namesPayer(textOf(d), r.payerName),
    );
    const found = onlySum(own, d.amount);
    if (found)
      accept(
        state,
        [d],
        found,
        'sum-of-remits',
        'likely',
        `${found.length} remits of this payer add up to the deposit; the bank gives no trace number.`,
      );
  }
  for (const r of [...state.remits]) {
    if (state.ambiguous.has(r)) continue;
    const own = [...state.deposits].filter((d) => couldPay(d, r) && d.amount < r.amount && namesPayer(textOf(d), r.payerName));
    const found = onlySum(own, r.amount);
    if (found)
      accept(
        state,
        found,
        [r],
        'sum-of-deposits',
        'likely',
        `${found.length} deposits of this payer add up to the remit; the bank gives no trace number.`,
      );
  }
}

/** The one set of two to six parts that adds up to the total; undefined where none does, or more than one. */
function onlySum<T extends { readonly amount: number }>(parts: readonly T[], total: number): T[] | undefined {
  if (parts.length < 2 || parts.length > SUM_CANDIDATES) return undefined;
  const found: T[][] = [];
  const search = (from: number, left: number, chosen: T[]): void => {
    if (left === 0 && chosen.length >= 2) found.push(chosen);
    if (left <= 0 || chosen.length === LARGEST_SUM) return;
    for (let i = from; i < parts.length && found.length < 2; i++) {
      const part = parts[i];
      if (part) search(i + 1, left - part.amount, [...chosen, part]);
    }
  };
  search(0, total, []);
  return found.length === 1 ? found[0] : undefined;
}

function left<D extends Deposit, R extends RemitPayment>(
  asOf: PlainDate,
  deposit: D,
  reason: UnmatchedDeposit['reason'],
  because: string,
  candidates: readonly R[] = [],
): UnmatchedDeposit<D, R> {
  const waitingDays = businessDaysBetween(deposit.postedOn, asOf);
  return {
    deposit,
    reason,
    because,
    candidates,
    waitingDays,
    late: waitingDays > WINDOW && reason !== 'money-out' && reason !== 'repeated',
  };
}

function leftDeposit<D extends Deposit, R extends RemitPayment>(state: Matching<D, R>, d: D): UnmatchedDeposit<D, R> {
  const candidates = ((state.ambiguous.get(d) ?? []) as readonly R[]).filter((r) => state.remits.has(r));
  if (candidates.length > 1)
    return left(
      state.asOf,
      d,
      'several-candidates',
      `${candidates.length} remits have this amount around this day, and nothing tells them apart.`,
      candidates,
    );
  if (candidates.length === 1)
    return left(
      state.asOf,
      d,
      'payer-unknown',
      'A remit has this amount around this day, but the bank does not name its payer.',
      candidates,
    );
  if (d.payerTraceId)
    return left(state.asOf, d, 'no-remit-with-trace', 'The deposit names a payer’s trace number; the remit with this number is not here.');
  return left(state.asOf, d, 'no-remit-found', 'No remit has this amount within three business days.');
}

function leftRemit<D extends Deposit, R extends RemitPayment>(state: Matching<D, R>, remit: R): UnmatchedRemit<D, R> {
  const waitingDays = remit.paidOn ? businessDaysBetween(remit.paidOn, state.asOf) : undefined;
  const candidates = ((state.ambiguous.get(remit) ?? []) as readonly D[]).filter((d) => state.deposits.has(d));
  const base = {
    remit,
    candidates,
    late: waitingDays !== undefined && waitingDays > WINDOW,
    ...(waitingDays === undefined ? {} : { waitingDays }),
  };
  if (candidates.length > 1)
    return {
      ...base,
      reason: 'several-candidates',
      because: `${candidates.length} deposits have this amount around this day, and nothing tells them apart.`,
    };
  if (candidates.length === 1)
    return {
      ...base,
      reason: 'payer-unknown',
      because: 'A deposit has this amount around this day, but the bank does not name the payer.',
    };
  const because =
    waitingDays === undefined
      ? 'No deposit with its trace number or amount has come.'
      : `No deposit has come; the payment date is ${waitingDays} business days ago.`;
  return { ...base, reason: 'not-deposited-yet', because };
}
