import { writeAcknowledgment, writeInterchangeAcknowledgment, writeStatus } from '@claimwright/x12';
import { read837 } from '../claims/read-837.ts';
import { addDays, type Day } from '../days.ts';
import { adjudicateClaims } from '../payer/adjudicate.ts';
import type { Mix } from '../payer/cases/index.ts';
import { makeRandom, type Random } from '../random.ts';
import { answer277CA, type Judged, judge, type Sayer } from './judging.ts';
import { clearinghouseRules, type Desk, keyOf, payerRules } from './published.ts';
import { answer999, type ReadFile, type ReadSet, readFile837, type Stamp, ta1Of } from './reading.ts';
import { answer277, asksForStatus } from './status.ts';

/** Minutes since the twin opened. */
export type Minute = number;

/** How it behaves, beside being right. */
export interface Manner {
  /** Every answer takes so many times as long; a fraction for one who hurries. */
  readonly slow?: number;
  /** Every answer comes twice, the second time under another name. */
  readonly duplicated?: boolean;
  /** Answers overtake each other. */
  readonly outOfOrder?: boolean;
  /** Takes nothing and gives nothing meanwhile. */
  readonly down?: { readonly from: Minute; readonly until: Minute };
  /** Who never answers. */
  readonly silent?: readonly ('999' | 'clearinghouse' | 'payer')[];
}

export interface Wish {
  readonly seed: string | number;
  /** The day on which it opens, at 08:00. */
  readonly opens: Day;
  readonly manner?: Manner;
  readonly reaches?: readonly string[];
  /** What the payer pays; the everyday mix unless said. */
  readonly mix?: Mix;
}

export interface Answer {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind: 'TA1' | '999' | '277CA' | '277' | '835';
  readonly by: 'reader' | Sayer['by'];
  readonly at: Minute;
}

/** A clearinghouse with payers behind it. Nothing of it looks at a clock: whoever asks says what time it is. */
export interface Clearinghouse {
  readonly name: string;
  /** Whether it takes a call at all. */
  isUp(at: Minute): boolean;
  has(name: string): boolean;
  /** Takes a file in, once under a name: false where one of that name is here. */
  put(name: string, bytes: Uint8Array, at: Minute): boolean;
  /** The answers that are there to be fetched by then. */
  answers(at: Minute): readonly Answer[];
  /** Every file that was taken in, in order. */
  readonly taken: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

interface State {
  readonly wish: Wish;
  readonly random: Random;
  readonly taken: { name: string; bytes: Uint8Array }[];
  readonly due: Answer[];
  readonly interchanges: Set<string>;
  readonly has: Set<string>;
  readonly numbers: Map<string, string>;
  control: number;
}

const hour = 60;
const usual = { TA1: 2, '999': 10, clearinghouse: 2 * hour, payer: 20 * hour, '277': 4 * hour, '835': 14 * 24 * hour } as const;
const house: Sayer = { by: 'clearinghouse', name: 'TWIN CLEARINGHOUSE', id: 'TWINHOUSE' };

export function openClearinghouse(wish: Wish): Clearinghouse {
  const state: State = {
    ...{ wish, random: makeRandom(`clearinghouse/${wish.seed}`), taken: [], due: [] },
    ...{ interchanges: new Set<string>(), has: new Set<string>(), numbers: new Map<string, string>(), control: 1000 },
  };
  const { down } = wish.manner ?? {};
  const isUp = (at: Minute) => down === undefined || at < down.from || at >= down.until;
  return {
    name: house.name,
    isUp,
    has: (name) => state.taken.some((one) => one.name === name),
    put: (name, bytes, at) => {
      if (state.taken.some((one) => one.name === name)) return false;
      state.taken.push({ name, bytes });
      takeIn(state, bytes, at);
      return true;
    },
    answers: (at) => (isUp(at) ? state.due.filter((one) => one.at <= at).sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1)) : []),
    taken: state.taken,
  };
}

function takeIn(state: State, bytes: Uint8Array, at: Minute): void {
  if (asksForStatus(bytes)) {
    say(state, { kind: '277', by: 'payer', at }, (stamp) => writeStatus(answer277(bytes, state.numbers, stamp)));
    return;
  }
  const file = readFile837(bytes, state.interchanges);
  say(state, { kind: 'TA1', by: 'reader', at }, (stamp) => writeInterchangeAcknowledgment(ta1Of(file, stamp)));
  if (file.note !== '000' || file.envelope === undefined) return;
  state.interchanges.add(`${file.envelope.sender}|${file.envelope.interchangeControl}`);
  say(state, { kind: '999', by: 'reader', at }, (stamp) => writeAcknowledgment(answer999(file, stamp)));
  const accepted = file.sets.filter(({ code }) => code !== 'R').flatMap((set) => judgeSet(state, set, at));
  pay(state, bytes, file, new Set(accepted), at);
}

/** Both desks, one after the other; answers the control numbers of what the payer took. */
function judgeSet(state: State, { header, claims }: ReadSet, at: Minute): string[] {
  const desk = (): Desk => ({
    today: stampOf(state, at).day,
    ...(state.wish.reaches === undefined ? {} : { reaches: new Set(state.wish.reaches) }),
    ...{ has: state.has, numbers: new Set(state.numbers.values()) },
  });
  const first = claims.map((claim) => judge(claim, clearinghouseRules, desk()));
  if (first.length > 0)
    say(state, { kind: '277CA', by: 'clearinghouse', at }, (stamp) => writeStatus(answer277CA(header, first, house, stamp)));
  const byPayer = new Map<string, Judged[]>();
  const took: string[] = [];
  for (const { claim, broken } of first) {
    if (broken.length > 0) continue;
    const judged = judge(claim, payerRules, desk());
    const payerId = claim.subscriber.payer?.id ?? '';
    const number = judged.broken.length === 0 ? `T${state.random.fork(`${payerId}/${keyOf(claim)}`).digits(11)}` : undefined;
    byPayer.set(payerId, [...(byPayer.get(payerId) ?? []), { ...judged, ...(number === undefined ? {} : { number }) }]);
    if (number === undefined) continue;
    state.has.add(keyOf(claim));
    state.numbers.set(claim.patientControlNumber, number);
    // Asked only what it would pay (CLM19), it pays nothing.
    if (claim.submission !== 'PB') took.push(claim.patientControlNumber);
  }
  for (const [id, judged] of byPayer) {
    const name = judged[0]?.claim.subscriber.payer?.name ?? 'PAYER';
    say(state, { kind: '277CA', by: 'payer', at }, (stamp) => writeStatus(answer277CA(header, judged, { by: 'payer', name, id }, stamp)));
  }
  return took;
}

/** Two weeks later the payer pays what it took, by its own terms. */
function pay(state: State, bytes: Uint8Array, { sets }: ReadFile, took: ReadonlySet<string>, at: Minute): void {
  if (took.size === 0 || !sets.some(({ claims }) => claims.length > 0)) return;
  const claims = read837(bytes).filter(({ control }) => took.has(control));
  const { mix, seed, manner } = state.wish;
  const { numbers } = state;
  const from = stampOf(state, at + usual['835'] * (manner?.slow ?? 1)).day;
  for (const { bytes835 } of adjudicateClaims(claims, { seed, from, numbers, ...(mix === undefined ? {} : { mix }) }).remits)
    say(state, { kind: '835', by: 'payer', at }, () => bytes835);
}

function stampOf({ control, wish: { opens } }: State, at: Minute): Stamp {
  const since = Math.floor(8 * hour + at);
  const two = (n: number) => String(n).padStart(2, '0');
  const inDay = since % (24 * hour);
  return { day: addDays(opens, Math.floor(since / (24 * hour))), time: `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`, control };
}

function say(state: State, what: Pick<Answer, 'kind' | 'by' | 'at'>, write: (stamp: Stamp) => Uint8Array): void {
  const { slow = 1, duplicated = false, outOfOrder = false, silent = [] } = state.wish.manner ?? {};
  // Who says nothing by themselves answers when they are asked.
  if (silent.some((one) => one === what.kind || (one === what.by && what.kind !== '277'))) return;
  const random = state.random.fork(`answer/${state.control}`);
  const takes = (what.kind === '277CA' ? usual[what.by === 'payer' ? 'payer' : 'clearinghouse'] : usual[what.kind]) * slow;
  const at = what.at + (outOfOrder ? random.int(1, 2 * usual.payer) : takes);
  state.control += 1;
  const stamp = { ...stampOf(state, what.at + takes), control: state.control };
  const name = `${state.control}-${what.by}.${what.kind.toLowerCase()}`;
  const answer: Answer = { ...what, name, bytes: write(stamp), at };
  state.due.push(answer);
  if (duplicated) state.due.push({ ...answer, name: `again-${name}`, at: at + random.int(1, 3 * hour) });
}
