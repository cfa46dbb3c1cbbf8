import { may, type Permission } from '../access/index.ts';

interface Exercise {
  readonly title: string;
  /** What to do, in two or three sentences. */
  readonly says: string;
  readonly right: Permission;
  /** A question to answer: the choices, or a text to be typed. */
  readonly asks?: { readonly question: string; readonly choices?: readonly { readonly id: string; readonly says: string }[] };
}

/** What is practised in a training practice. Each is judged by what happened there since somebody began it. */
export const exercises = {
  'post-clean': {
    title: 'Post a clean remit',
    says: 'Open Post ERA and choose a remit whose claims are all clean. Press a, read what posting would do and that nothing is left unexplained, then accept it.',
    right: 'postings.post',
  },
  'out-of-balance': {
    title: 'Find the remit that is out of balance',
    says: 'One payer says that it paid what its claims do not add up to. The program has parked that remit and posts nothing of it until a right one comes. Find it under Needs a person, and say its trace number.',
    right: 'remits.read',
    asks: { question: 'The trace number of the remit that is out of balance' },
  },
  undo: {
    title: 'Undo a posting',
    says: 'Post a remit, then take your own posting back with u and a reason. Look at Books afterwards: every balance is what it was, and both stand in the journal.',
    right: 'postings.undo',
  },
  denial: {
    title: 'A denial is never a write-off',
    says: 'Open the remit of Federal Senior Program, find a claim that it denied, and look at its lines. Say what becomes of the denied amount when the remit is posted.',
    right: 'remits.read',
    asks: {
      question: 'What becomes of the denied amount when the remit is posted?',
      choices: [
        { id: 'write-off', says: 'It is written off, because the payer will not pay it.' },
        { id: 'patient', says: 'The patient is billed for it.' },
        { id: 'open', says: 'It stays open with the payer, as an exception for a person to work.' },
      ],
    },
  },
  exception: {
    title: 'Close an exception',
    says: 'Post a remit that has work on it, such as the one of Federal Senior Program. Open one of its exceptions, read why it is there, and close it with what you did about it.',
    right: 'remits.decide',
  },
  deposit: {
    title: 'Tie a deposit to its remit',
    says: 'Post a remit whose money has come, then open Deposits. Find the deposit with the same trace number and amount, and tie the two: the clearing account of that trace is then zero.',
    right: 'deposits.match',
  },
} as const satisfies { readonly [exercise: string]: Exercise };

export type ExerciseId = keyof typeof exercises;
export const exerciseIds = Object.keys(exercises) as readonly ExerciseId[];
export const isExercise = (name: string): name is ExerciseId => Object.hasOwn(exercises, name);
export const exerciseOf = (id: ExerciseId): Exercise => exercises[id];

/** The exercises of somebody's roles. */
export const exercisesFor = (held: readonly string[]): readonly ExerciseId[] => exerciseIds.filter((id) => may(held, exercises[id].right));

export const beginAddress = 'ground/governance/training-practice/begin-exercise';
export const answerAddress = 'ground/governance/training-practice/answer';

/** One act of a person in the training practice, as its record has it. */
export interface PractisedAct {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly details?: { readonly [key: string]: unknown };
  readonly reverses?: string;
}

export interface ExerciseStanding {
  readonly exercise: ExerciseId;
  readonly state: 'not-begun' | 'begun' | 'done';
  readonly begunAt?: string;
  /** When it was done the last time. */
  readonly doneAt?: string;
  /** Answers that were not right since it was begun. */
  readonly wrong: number;
}

/** What every act of practising is looked for under. */
export const practisedAddresses: readonly string[] = [
  ...[beginAddress, answerAddress, 'revenue/posting/post-remit', 'revenue/posting/post-remits', 'revenue/posting/undo-remit'],
  ...['revenue/posting/close-work', 'ground/bank/tie-deposit', 'ground/bank/tie-exact'],
];

const posts = new Set(['revenue/posting/post-remit', 'revenue/posting/post-remits']);
const ties = new Set(['ground/bank/tie-deposit', 'ground/bank/tie-exact']);

/** Whether an act does what the exercise asks for; `own`: what the person posted since they began it. */
const fits: { readonly [id in ExerciseId]: (act: PractisedAct, own: ReadonlySet<string>) => boolean } = {
  // The posting of many skips what is parked; of one, nothing may be left unapplied.
  'post-clean': ({ what, details }) => posts.has(what) && Number(details?.remits ?? 1) > 0 && Number(details?.unappliedCents ?? 0) === 0,
  'out-of-balance': (act) => isRight('out-of-balance', act),
  undo: ({ what, reverses }, own) => what === 'revenue/posting/undo-remit' && reverses !== undefined && own.has(reverses),
  denial: (act) => isRight('denial', act),
  exception: ({ what }) => what === 'revenue/posting/close-work',
  deposit: ({ what, details }) => ties.has(what) && Number(details?.ties ?? 0) > 0,
};

const isRight = (id: ExerciseId, act: PractisedAct): boolean => isAnswer(id, act) && act.details?.right === true;
const isAnswer = (id: ExerciseId, { what, details }: PractisedAct): boolean => what === answerAddress && details?.exercise === id;

/** How one person's exercises stand, folded from what they did, the oldest first. */
export function standingOfExercises(acts: readonly PractisedAct[], ids: readonly ExerciseId[] = exerciseIds): readonly ExerciseStanding[] {
  return ids.map((exercise) => {
    let begunAt: string | undefined;
    let doneAt: string | undefined;
    let running = false;
    let wrong = 0;
    const own = new Set<string>();
    for (const act of acts) {
      if (act.what === beginAddress && act.details?.exercise === exercise) {
        begunAt = act.at;
        running = true;
        wrong = 0;
        own.clear();
      }
      if (!running) continue;
      if (posts.has(act.what)) own.add(act.id);
      if (isAnswer(exercise, act) && act.details?.right !== true) wrong += 1;
      if (!fits[exercise](act, own)) continue;
      doneAt = act.at;
      running = false;
    }
    return {
      ...{ exercise, wrong, state: begunAt === undefined ? 'not-begun' : running ? 'begun' : 'done' },
      ...(begunAt === undefined ? {} : { begunAt }),
      ...(doneAt === undefined ? {} : { doneAt }),
    };
  });
}

/** What makes an answer right: the choice that is, or what the training practice itself holds. */
export const isRightAnswer = (exercise: ExerciseId, answer: string, there: { readonly unbalanced: readonly string[] }): boolean => {
  const said = answer.trim().toUpperCase();
  if (exercise === 'denial') return answer === 'open';
  return exercise === 'out-of-balance' && said !== '' && there.unbalanced.some((trace) => trace.toUpperCase() === said);
};
