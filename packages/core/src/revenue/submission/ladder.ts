import { idKey } from '../../ground/parties/index.ts';
import type { AnsweredBy, AnsweredEvent, AnswerVerdict, Cause, SendingEvent } from './sending-event.ts';

/** Where a claim that goes out can stand, from the bottom up. */
export const steps = [
  'drafted',
  'approved',
  'sent',
  'received',
  'accepted by the clearinghouse',
  'accepted by the payer',
  'adjudicated',
] as const;
export type Step = (typeof steps)[number];

export interface Rejection {
  readonly by: AnsweredBy;
  readonly set: AnsweredEvent['set'];
  readonly on: string;
  readonly causes: readonly Cause[];
}

/** The proof that a claim was filed in time: the payer itself said that it had it. */
export interface FilingProof {
  readonly attempt: number;
  readonly on: string;
  readonly payerControlNumber?: string;
}

/** A payer control number, and whose word it is. */
export interface ToldNumber {
  readonly number: string;
  readonly by: AnsweredBy;
  readonly set: AnsweredEvent['set'];
  readonly on: string;
}

export interface Ladder {
  /** The highest step that the newest sending of the claim has reached. */
  readonly step: Step;
  readonly attempt: number;
  /** Set where that sending ended by a rejection. */
  readonly rejection?: Rejection;
  /** The payer's own, where all who say one say the same, or a person chose. */
  readonly payerControlNumber?: string;
  /** Where several were told of this sending: each with who first said it. Unless one of them is chosen, none is used. */
  readonly numbers?: readonly ToldNumber[];
  /** The earliest proof, of whichever sending. */
  readonly filed?: FilingProof;
  /** What was remarked on without a rejection. */
  readonly remarks: readonly Cause[];
  /** Since when it stands on this step: the newest of what lifted it there. */
  readonly since?: string;
}

const stages: readonly AnsweredBy[] = ['receiver', 'clearinghouse', 'payer'];
const rankOf = (verdict: AnswerVerdict): number =>
  ['unmapped', 'information', 'not-found', 'received', 'accepted', 'pending', 'rejected', 'decided'].indexOf(verdict);
/** Nothing of where a claim stands. */
const mute: readonly AnswerVerdict[] = ['unmapped', 'information', 'not-found'];
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Answers of one stage in the order in which they count: as they are dated, and of the same time the more serious one last. An answer
 * without a time is of the whole day, and so comes after those that have one: it may have been the last.
 */
const inOrder = (a: AnsweredEvent, b: AnsweredEvent): number =>
  byText(timeOf(a.on), timeOf(b.on)) || rankOf(a.verdict) - rankOf(b.verdict) || byText(JSON.stringify(a), JSON.stringify(b));
const timeOf = (on: string): string => (on.length === 10 ? `${on}T24:00` : on);

/**
 * The answer of a stage that counts. That something came is said of a whole batch in each part of a split answer: it tells nothing of a
 * claim of which the same stage has said more.
 */
const lastOf = (ofStage: readonly AnsweredEvent[]): AnsweredEvent | undefined =>
  ofStage.findLast(({ verdict }) => verdict !== 'received') ?? ofStage.at(-1);

function stepOf({ by, verdict }: AnsweredEvent): Step {
  if (verdict === 'decided') return 'adjudicated';
  if (by === 'payer') return verdict === 'received' || verdict === 'rejected' ? 'accepted by the clearinghouse' : 'accepted by the payer';
  if (by === 'clearinghouse') return verdict === 'accepted' || verdict === 'pending' ? 'accepted by the clearinghouse' : 'received';
  return verdict === 'rejected' ? 'sent' : 'received';
}

const higher = (a: Step, b: Step): Step => (steps.indexOf(a) >= steps.indexOf(b) ? a : b);

/**
 * Where a claim stands, by all that happened to it: the same for any order and any repetition of it. The newest sending counts. Within it
 * whoever is further up the road is believed: what the payer says settles what the clearinghouse said, and of two answers of one of them the
 * later that says more than that it came. What a higher one has taken, a lower one’s rejection no longer ends.
 */
export function ladderOf(events: readonly SendingEvent[]): Ladder {
  const attempt = events.reduce((most, event) => (event.kind === 'drafted' ? most : Math.max(most, event.attempt)), 0);
  const own = events.filter((event) => event.kind === 'drafted' || event.attempt === attempt);
  const told = own.filter((event) => event.kind === 'answered').sort(inOrder);
  // Who finds a claim nowhere says nothing of where it stands: it is remarked on, until somebody has it.
  const answers = told.filter(({ verdict }) => !mute.includes(verdict));
  const noted = told.filter(({ verdict }) => verdict === 'unmapped' || verdict === 'information');
  const missed = told.filter(
    (one) => one.verdict === 'not-found' && !answers.some((later) => later.by === 'payer' && inOrder(later, one) > 0),
  );
  const last = stages.map((by) => lastOf(answers.filter((answer) => answer.by === by)));
  const counts = last.findLast((answer) => answer !== undefined);
  const before = own.reduce<Step>(
    (step, event) => (event.kind === 'answered' || event.kind === 'number chosen' ? step : higher(step, event.kind)),
    'drafted',
  );
  const standing = last.filter((answer) => answer !== undefined);
  const step = standing.map(stepOf).reduce(higher, counts === undefined ? before : 'sent');
  const decided = answers.some(({ verdict }) => verdict === 'decided');
  const filed = proofOf(events);
  const numbers = numbersIn(answers);
  const number = numberOf(numbers, own);
  const since = sinceOf(own, standing);
  return {
    step: decided ? 'adjudicated' : step,
    attempt,
    ...(counts?.verdict === 'rejected' && !decided && { rejection: rejectionOf(counts, answers) }),
    ...(number !== undefined && { payerControlNumber: number }),
    ...(numbers.length > 1 && { numbers }),
    ...(filed !== undefined && { filed }),
    remarks: unique([...standing.filter(({ verdict }) => verdict !== 'rejected'), ...missed, ...noted].flatMap(({ causes }) => causes)),
    ...(since !== undefined && { since }),
  };
}

/** Each number once, by whom it was said first. */
function numbersIn(answers: readonly AnsweredEvent[]): ToldNumber[] {
  const byKey = new Map<string, ToldNumber>();
  for (const { payerControlNumber: number, by, set, on } of answers)
    if (number !== undefined && !byKey.has(idKey(number))) byKey.set(idKey(number), { number, by, set, on });
  return [...byKey.values()];
}

/** What was told later than a choice puts it in doubt again. */
function numberOf(numbers: readonly ToldNumber[], own: readonly SendingEvent[]): string | undefined {
  if (numbers.length < 2) return numbers[0]?.number;
  const chosen = own.find((event) => event.kind === 'number chosen');
  const among = new Set(chosen?.among.map(idKey));
  return numbers.every(({ number }) => among.has(idKey(number))) ? chosen?.number : undefined;
}

/** One who rejects may say why in several answers: all of the same time count. */
function rejectionOf({ by, set, on }: AnsweredEvent, answers: readonly AnsweredEvent[]): Rejection {
  const same = answers.filter((answer) => answer.by === by && answer.on === on && answer.verdict === 'rejected');
  return { by, set, on, causes: unique(same.flatMap(({ causes }) => causes)) };
}

const unique = (causes: readonly Cause[]): Cause[] => {
  const byKey = new Map(causes.map((cause) => [JSON.stringify([cause.code, cause.line]), cause]));
  return [...byKey.entries()].sort(([a], [b]) => byText(a, b)).map(([, cause]) => cause);
};

function sinceOf(own: readonly SendingEvent[], standing: readonly AnsweredEvent[]): string | undefined {
  const told = standing.map(({ on }) => on);
  const happened = own.flatMap((event) => ('at' in event ? [event.at] : []));
  return [...(told.length > 0 ? told : happened)].sort(byText).at(-1);
}

function proofOf(events: readonly SendingEvent[]): FilingProof | undefined {
  const proofs = events.filter((event) => event.kind === 'answered').filter(({ filed }) => filed);
  const [first] = proofs.sort((a, b) => byText(a.on, b.on) || a.attempt - b.attempt || inOrder(a, b));
  if (first === undefined) return undefined;
  const { attempt, on, payerControlNumber } = first;
  return { attempt, on, ...(payerControlNumber !== undefined && { payerControlNumber }) };
}
