import { idKey } from '../../ground/parties/index.ts';
import type { Answer } from './read-acknowledgment.ts';
import type { AnsweredEvent, Cause } from './sending-event.ts';
import type { SentBatch, SentClaim } from './sent-batch.ts';
import { type Contradiction, contradictionsOf, tellerContradicts } from './whose-answer.ts';

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

/** An answer that is of nothing that was sent, or names something of ours and contradicts it. */
export interface UnplacedAnswer {
  readonly answer: Answer;
  readonly against: readonly Contradiction[];
}

/**
 * Ties what acknowledgments say to the claims that were sent, where all that they say of them is so; what fits none is handed back, and
 * never guessed. `memberKey` writes a member number of an answer as those of the claims are kept.
 */
export function placeAnswers(
  answers: readonly Answer[],
  batches: readonly SentBatch[],
  memberKey: (member: string) => string = idKey,
): {
  readonly placed: readonly PlacedAnswer[];
  readonly unplaced: readonly UnplacedAnswer[];
  readonly ofQuestions: readonly AnsweredQuestion[];
} {
  const placed: (PlacedAnswer & { readonly level: Answer['about']['level'] })[] = [];
  const unplaced: UnplacedAnswer[] = [];
  const ofQuestions: AnsweredQuestion[] = [];
  const questions = batches.filter(({ claims }) => claims.length === 0);
  for (const answer of answers) {
    const question = questionOf(answer, questions);
    if (question !== undefined) {
      ofQuestions.push({ batchId: question.id, rejected: answer.verdict === 'rejected', causes: answer.causes });
      continue;
    }
    const { found, against } = foundBy(answer, batches, memberKey);
    // A payer names batches of the clearinghouse's own: that those came tells nothing of ours.
    if (found.length === 0 && !(answer.about.level === 'batch' && answer.verdict === 'received' && against.length === 0))
      unplaced.push({ answer, against });
    for (const { batch, claim } of found) {
      const { about, from: _from, ...said } = answer;
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
function questionOf(answer: Answer, questions: readonly SentBatch[]): SentBatch | undefined {
  return batchesOf(answer, questions).find((batch) => tellerContradicts(answer, batch).length === 0);
}

/** The batches whose numbers an answer names. */
function batchesOf({ about }: Answer, batches: readonly SentBatch[]): readonly SentBatch[] {
  if (about.level === 'interchange') return batches.filter(({ interchangeControl }) => same(interchangeControl, about.control));
  if (about.level === 'group') return batches.filter(({ groupControl }) => same(groupControl, about.control));
  if (about.level === 'set')
    return batches.filter(({ groupControl, setControl }) => same(groupControl, about.group) && setControl === about.control);
  const { group } = 'group' in about ? about : {};
  return batches.filter((batch) => (group === undefined ? batch.reference === about.reference : same(batch.groupControl, group)));
}

const keyOf = ({ batchId, key }: PlacedAnswer): string => `${batchId}|${key}`;

type Found = readonly { readonly batch: SentBatch; readonly claim: SentClaim }[];

interface Search {
  readonly found: Found;
  /** Where something of ours is named: what the answer says otherwise. */
  readonly against: readonly Contradiction[];
}

function foundBy(answer: Answer, batches: readonly SentBatch[], memberKey: (member: string) => string): Search {
  const { about, on } = answer;
  const all = (of: readonly SentBatch[]): Found => of.flatMap((batch) => batch.claims.map((claim) => ({ batch, claim })));
  const agreeing = (named: Found): Search => {
    const compared = named.map((one) => ({ one, against: contradictionsOf(answer, one, memberKey) }));
    const found = compared.flatMap(({ one, against }) => (against.length === 0 ? [one] : []));
    return { found, against: found.length > 0 ? [] : (compared[0]?.against ?? []) };
  };
  const own = all(batchesOf(answer, batches));
  if (about.level === 'batch')
    return agreeing(
      about.npi === undefined ? own : own.filter(({ claim }) => claim.billingNpi === undefined || claim.billingNpi === about.npi),
    );
  if (about.level !== 'claim') return agreeing(own);
  const isNamed = ({ claim }: Found[number]): boolean => claim.patientControlNumber === about.patientControlNumber;
  const named = own.filter(isNamed);
  if (named.length > 0) return agreeing(named);
  // By the number alone it may be the claim of somebody else who numbers alike.
  const { found, against } = agreeing(all(batches).filter(isNamed));
  return { found: lastBefore(on, found), against };
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
