import type { Cents } from '../../ground/base/index.ts';
import type { Answer } from './read-acknowledgment.ts';
import type { AnsweredEvent, Cause } from './sending-event.ts';

/** A claim as it left in a batch. */
export interface SentClaim {
  readonly key: string;
  readonly patientControlNumber: string;
  readonly billingNpi?: string;
  readonly billed: Cents;
  /** Which sending of this claim it was, from 1. */
  readonly attempt: number;
}

/** A batch with the numbers by which answers find it. */
export interface SentBatch {
  readonly id: string;
  readonly interchangeControl: string;
  readonly groupControl: string;
  readonly setControl: string;
  readonly reference: string;
  /** YYYY-MM-DD on which it was let go. */
  readonly approvedOn: string;
  /** None of a question: it files nothing. */
  readonly claims: readonly SentClaim[];
}

export interface PlacedAnswer {
  readonly batchId: string;
  readonly key: string;
  readonly event: AnsweredEvent;
}

/** That the file of a question came, or why it was refused. */
export interface AnsweredQuestion {
  readonly batchId: string;
  readonly rejected: boolean;
  readonly causes: readonly Cause[];
}

/** Ties what acknowledgments say to the claims that were sent; what fits none is handed back, and never guessed. */
export function placeAnswers(
  answers: readonly Answer[],
  batches: readonly SentBatch[],
): { readonly placed: readonly PlacedAnswer[]; readonly unplaced: readonly Answer[]; readonly ofQuestions: readonly AnsweredQuestion[] } {
  const placed: (PlacedAnswer & { readonly level: Answer['about']['level'] })[] = [];
  const unplaced: Answer[] = [];
  const ofQuestions: AnsweredQuestion[] = [];
  const questions = batches.filter(({ claims }) => claims.length === 0);
  for (const answer of answers) {
    const question = questionOf(answer, questions);
    if (question !== undefined) {
      ofQuestions.push({ batchId: question.id, rejected: answer.verdict === 'rejected', causes: answer.causes });
      continue;
    }
    const found = foundBy(answer, batches);
    // A payer names batches of the clearinghouse's own: that those came tells nothing of ours.
    if (found.length === 0 && !(answer.about.level === 'batch' && answer.verdict === 'received')) unplaced.push(answer);
    for (const { batch, claim } of found) {
      const { about, ...said } = answer;
      placed.push({ batchId: batch.id, key: claim.key, level: about.level, event: { kind: 'answered', attempt: claim.attempt, ...said } });
    }
  }
  // What a 999 says of a set is not said again of a claim that it names with causes of its own.
  const named = new Set(placed.filter(({ level, event }) => level === 'claim' && event.set === '999').map(keyOf));
  const kept = placed.filter((one) => one.level !== 'set' || !named.has(keyOf(one)));
  return { placed: kept.map(({ level: _level, ...one }) => one), unplaced, ofQuestions };
}

const same = (a: string, b: string): boolean => a.replace(/^0+/, '') === b.replace(/^0+/, '');

/** Whoever takes files in answers a question’s file as any other. */
function questionOf({ about }: Answer, questions: readonly SentBatch[]): SentBatch | undefined {
  if (about.level === 'interchange') return questions.find(({ interchangeControl }) => same(interchangeControl, about.control));
  if (about.level === 'group') return questions.find(({ groupControl }) => same(groupControl, about.control));
  if (about.level === 'set') return questions.find(({ groupControl }) => same(groupControl, about.group));
  return about.level === 'batch' ? questions.find(({ reference }) => reference === about.reference) : undefined;
}

const keyOf = ({ batchId, key }: PlacedAnswer): string => `${batchId}|${key}`;

type Found = readonly { readonly batch: SentBatch; readonly claim: SentClaim }[];

function foundBy({ about, on }: Answer, batches: readonly SentBatch[]): Found {
  const all = (of: readonly SentBatch[], npi?: string): Found =>
    of.flatMap((batch) => batch.claims.filter((claim) => npi === undefined || claim.billingNpi === npi).map((claim) => ({ batch, claim })));
  if (about.level === 'interchange') return all(batches.filter((batch) => same(batch.interchangeControl, about.control)));
  if (about.level === 'group') return all(batches.filter((batch) => same(batch.groupControl, about.control)));
  if (about.level === 'set')
    return all(batches.filter((batch) => same(batch.groupControl, about.group) && batch.setControl === about.control));
  if (about.level === 'batch')
    return all(
      batches.filter((batch) => batch.reference === about.reference),
      about.npi,
    );
  const own = batches.filter((batch) =>
    about.group === undefined ? batch.reference === about.reference : same(batch.groupControl, about.group),
  );
  const named = all(own).filter(({ claim }) => claim.patientControlNumber === about.patientControlNumber);
  if (named.length > 0) return named;
  // By the number alone it may be the claim of somebody else who numbers alike.
  const isOurs = ({ claim }: Found[number]): boolean =>
    claim.patientControlNumber === about.patientControlNumber &&
    (about.npi === undefined || claim.billingNpi === undefined || about.npi === claim.billingNpi) &&
    (about.charged === undefined || about.charged === claim.billed);
  return lastBefore(on, all(batches).filter(isOurs));
}

/** A payer knows nothing of our batches: then it is the last sending before the answer, with a day for clocks that differ. */
function lastBefore(on: string, found: Found): Found {
  const before = found.filter(({ batch }) => batch.approvedOn <= dayAfter(on));
  const [last] = [...before].sort((a, b) => b.claim.attempt - a.claim.attempt || (a.batch.approvedOn < b.batch.approvedOn ? 1 : -1));
  return last === undefined ? [] : [last];
}

function dayAfter(on: string): string {
  const day = new Date(Date.parse(`${on.slice(0, 10)}T00:00:00Z`) + 86_400_000);
  return Number.isNaN(day.getTime()) ? on : day.toISOString().slice(0, 10);
}
