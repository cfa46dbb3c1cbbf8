import {
  answerAddress,
  beginAddress,
  canonical,
  type ExerciseId,
  exerciseIds,
  exercises,
  isExercise,
  isRightAnswer,
  may,
  standingOfExercises,
} from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound, Refusal, sha256 } from '../../../gate/index.ts';
import {
  addPlace,
  addResults,
  type Ended,
  endTraining,
  isTraining,
  knowByName,
  lockTraining,
  type PlaceRow,
  placesOf,
  practised,
  setPlace,
  trainingOf,
} from './store.ts';

const governs = { workflow: 'governance', consequence: 'administers' } as const;
const changes = [{ topic: 'people' }];
const weighsNothing = () => ({ amount: 0, sites: [], payers: [] });
type Tx = Ctx['tx'];

interface Standing {
  /** The one that is there, or is being made. */
  readonly now: PlaceRow | undefined;
  /** Its rows are here; a restored practice has none of it. */
  readonly here: boolean;
}

async function standing(tx: Tx): Promise<Standing> {
  await lockTraining(tx);
  const now = (await placesOf(tx)).find(({ state }) => state !== 'ended');
  return { now, here: now !== undefined && (await trainingOf(tx, now.training)) === tx.tenant };
}

/** What of the old one is to be swept, and of which place the new one is to be filled. */
const makeJob = (ctx: Ctx, of: { readonly placeId?: string; readonly swept?: PlaceRow | undefined }) => ({
  queue: 'make-training',
  data: {
    tenant: ctx.tx.tenant,
    ...(of.placeId === undefined ? {} : { placeId: of.placeId }),
    ...(of.swept === undefined ? {} : { swept: of.swept.training }),
  },
});

const make = command<{ again: boolean }, Standing, Standing, { placeId: string }>({
  ...governs,
  name: 'ground/governance/training-practice/make',
  summary: 'Make a training practice, or begin it again',
  permission: 'training.manage',
  input: z.object({ again: z.boolean() }),
  load: ({ tx }) => standing(tx),
  plan: (facts, { again }) => {
    if (facts.now && !again)
      throw cannot('There is a training practice already.', 'A practice has one at a time.', 'Begin it again, or delete it.');
    return facts;
  },
  essence: ({ now }) => ({ again: now?.training ?? null }),
  weigh: weighsNothing,
  apply: async (ctx, { now, here }) => {
    const ended = now ? await endNow(ctx, now, here) : undefined;
    const placeId = ctx.newId();
    await addPlace(ctx, { id: placeId, training: ctx.newId() });
    return {
      result: { placeId },
      subjects: [`training-practice:${placeId}`, ...(now ? [`training-practice:${now.id}`] : [])],
      details: { again: now !== undefined, rowsGone: ended?.gone ?? 0 },
      ...(ended === undefined ? {} : { evidence: { certificate: ended.certificate } }),
      jobs: [makeJob(ctx, { placeId, ...(now ? { swept: now } : {}) })],
      changes,
    };
  },
});

const end = command<Record<string, never>, Standing, { now: PlaceRow; here: boolean }, { placeId: string; gone: number }>({
  ...governs,
  name: 'ground/governance/training-practice/end',
  summary: 'Delete the training practice',
  permission: 'training.manage',
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  load: ({ tx }) => standing(tx),
  plan: ({ now, here }) => {
    if (!now) throw notFound('training practice');
    return { now, here };
  },
  essence: ({ now }) => ({ end: now.training }),
  weigh: weighsNothing,
  apply: async (ctx, { now, here }) => {
    const ended = await endNow(ctx, now, here);
    return {
      result: { placeId: now.id, gone: ended.gone },
      subjects: [`training-practice:${now.id}`],
      details: { rowsGone: ended.gone, documents: ended.documents.length },
      evidence: { certificate: ended.certificate },
      jobs: [makeJob(ctx, { swept: now })],
      changes,
    };
  },
});

/** Deletes its rows, keeps who had done which exercise, and certifies what is gone. Its files follow when this is committed. */
async function endNow(ctx: Ctx, now: PlaceRow, here: boolean): Promise<Ended & { readonly certificate: string }> {
  const ended = here ? await endTraining(ctx.tx, now.training) : { gone: 0, documents: [], acts: [] };
  const people = [...new Set(ended.acts.map(({ by }) => by))];
  const results = people.flatMap((userId) =>
    standingOfExercises(ended.acts.filter(({ by }) => by === userId)).flatMap(({ exercise, doneAt }) =>
      doneAt === undefined ? [] : [{ userId, exercise, doneAt: new Date(doneAt), placeId: now.id }],
    ),
  );
  await addResults(ctx, results);
  const certificate = canonical({
    ...{ v: 1, what: 'certificate of deletion of a training practice', tenant: ctx.tx.tenant, training: now.training },
    ...{ madeAt: now.madeAt.toISOString(), rows: ended.gone, documents: ended.documents.length, list: sha256(ended.documents.join('\n')) },
    ...{ exercisesDone: results.length, by: ctx.actor.id, at: ctx.now.toISOString() },
  });
  const signed = ctx.witness ? { signature: ctx.witness.sign(certificate), key: ctx.witness.key } : {};
  await setPlace(ctx.tx, now.id, { state: 'ended', endedBy: ctx.actor.id, endedAt: ctx.now, certificate, ...signed });
  return { ...ended, certificate: sha256(certificate) };
}

interface Made {
  readonly placeId: string;
  readonly read: number;
  readonly files: number;
  readonly ready: boolean;
}
/** The program's own note of how far the making has come; answers for which tenant, and how its place stood: it may not be wanted any more. */
const made = command<Made, PlaceRow, PlaceRow, { training: string; state: string }>({
  name: 'ground/governance/training-practice/made',
  summary: 'Note how far the making of a training practice has come',
  permission: 'training.make',
  workflow: 'governance',
  consequence: 'none',
  door: 'inside',
  input: z.object({ placeId: z.uuid(), read: z.int().min(0), files: z.int().min(0), ready: z.boolean() }),
  load: async ({ tx }, { placeId }) => {
    const row = (await placesOf(tx)).find(({ id }) => id === placeId);
    if (!row) throw notFound('training practice');
    return row;
  },
  plan: (row) => row,
  essence: ({ id }) => id,
  apply: async ({ tx }, row, { placeId, read, files, ready }) => {
    if (row.state === 'making') await setPlace(tx, placeId, { read, files, ...(ready ? { state: 'ready' } : {}) });
    return {
      result: { training: row.training, state: row.state },
      subjects: [`training-practice:${placeId}`],
      details: { read, files, ready },
      changes,
    };
  },
});

const exercise = z.string().refine(isExercise, 'There is no such exercise.') as unknown as z.ZodType<ExerciseId>;

/** Only where people practise, and only what one's role does. */
async function refuseElsewhere({ tx, actor }: Ctx, id: ExerciseId): Promise<void> {
  if (!(await isTraining(tx)))
    throw cannot('Exercises are done in the training practice.', 'This is your practice itself.', 'Go to the training practice first.');
  if (!may(actor.roles, exercises[id].right))
    throw new Refusal('not-allowed', 'Your role does not do this.', { fix: 'Choose one of your own exercises.' });
}

const begin = command<{ exercise: ExerciseId }, null, null, { exercise: ExerciseId }>({
  ...governs,
  name: beginAddress,
  summary: 'Begin an exercise',
  permission: 'training.practise',
  input: z.object({ exercise }),
  load: async (ctx, { exercise: id }) => {
    await refuseElsewhere(ctx, id);
    return null;
  },
  plan: () => null,
  weigh: weighsNothing,
  apply: async (ctx, _plan, { exercise: id }) => {
    await knowByName(ctx);
    return { result: { exercise: id }, subjects: [`exercise:${id}`], details: { exercise: id }, changes };
  },
});

const answerInput = z.object({ exercise, answer: z.string().trim().min(1).max(200) });
const answer = (unbalanced: Unbalanced): Command =>
  command<z.infer<typeof answerInput>, { right: boolean }, { right: boolean }, { right: boolean }>({
    ...governs,
    name: answerAddress,
    summary: 'Answer the question of an exercise',
    permission: 'training.practise',
    input: answerInput,
    load: async (ctx, given) => {
      await refuseElsewhere(ctx, given.exercise);
      const own = standingOfExercises(await practised(ctx.tx, [beginAddress, answerAddress], ctx.actor.id), exerciseIds);
      if (!own.some((one) => one.exercise === given.exercise && one.state === 'begun'))
        throw cannot('This exercise does not run.', 'It was not begun, or it is done.', 'Begin it first.');
      return { right: isRightAnswer(given.exercise, given.answer, { unbalanced: await unbalanced(ctx.tx) }) };
    },
    plan: (facts) => facts,
    weigh: weighsNothing,
    // What was typed is on no record: whether it was right is.
    apply: async (_ctx, { right }, { exercise: id }) => ({
      result: { right },
      subjects: [`exercise:${id}`],
      details: { exercise: id, right },
      changes,
    }),
  });

/** A port to the rooms upstairs: trace numbers of the remits that are out of balance. */
export type Unbalanced = (tx: Tx) => Promise<readonly string[]>;

export const trainingCommands = (unbalanced: Unbalanced): readonly Command[] => [make, end, made, begin, answer(unbalanced)];
