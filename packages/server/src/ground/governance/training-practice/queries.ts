import {
  type ExerciseId,
  exerciseOf,
  exercisesFor,
  isExercise,
  may,
  practisedAddresses,
  standingOfExercises,
} from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Query, query } from '../../../gate/index.ts';
import { namesOf, type PlaceRow, placesOf, practised, resultsOf, trainingOf } from './store.ts';
import type { ExercisesView, PractisingView, ProgressView } from './views.ts';

const nothing = z.object({}) as unknown as z.ZodType<Record<string, never>>;
type Nothing = Record<string, never>;
const about = { permission: 'training.practise', patientData: false, input: nothing } as const;
const titleOf = (exercise: string): string => (isExercise(exercise) ? exerciseOf(exercise).title : exercise);

const standing = query<Nothing, PractisingView>({
  ...about,
  name: 'ground/governance/training-practice/standing',
  summary: 'See whether there is a training practice, and what was practised before',
  read: async ({ tx, actor }) => {
    const places = await placesOf(tx);
    const names = await namesOf(tx);
    const name = (id: string | null): string => names.get(id ?? '') ?? id ?? '';
    const now = places.find(({ state }) => state !== 'ended');
    const lost = now?.state === 'ready' && (await trainingOf(tx, now.training)) !== tx.tenant;
    const manages = may(actor.roles, 'training.manage');
    return {
      ...(now ? { now: { ...nowView(now, lost), madeBy: name(now.madeBy) } } : {}),
      ended: places.flatMap(({ id, madeAt, endedAt, endedBy, certificate }) =>
        endedAt === null
          ? []
          : [
              {
                placeId: id,
                madeAt: madeAt.toISOString(),
                endedAt: endedAt.toISOString(),
                endedBy: name(endedBy),
                certificate: certificate ?? '',
              },
            ],
      ),
      results: (await resultsOf(tx))
        .filter(({ userId }) => manages || userId === actor.id)
        .map(({ userId, exercise, doneAt }) => ({
          ...{ userId, name: name(userId), exercise, title: titleOf(exercise), doneAt: doneAt.toISOString() },
        })),
    };
  },
});

const nowView = ({ id, training, state, read, files, madeAt }: PlaceRow, lost: boolean) => ({
  ...{ placeId: id, read, files, madeAt: madeAt.toISOString() },
  state: lost ? ('lost' as const) : state === 'ready' ? ('ready' as const) : ('making' as const),
  ...(state === 'ready' && !lost ? { practice: training } : {}),
});

const own = query<Nothing, ExercisesView>({
  ...about,
  name: 'ground/governance/training-practice/exercises',
  summary: 'See one’s own exercises',
  read: async ({ tx, actor }) => {
    const acts = await practised(tx, practisedAddresses, actor.id);
    const rows = standingOfExercises(acts, exercisesFor(actor.roles)).map((one) => ({ ...one, ...textOf(one.exercise) }));
    return { rows, done: rows.filter(({ state }) => state === 'done').length };
  },
});

function textOf(id: ExerciseId) {
  const { title, says, asks } = exerciseOf(id);
  return { title, says, ...(asks === undefined ? {} : { asks }) };
}

const progress = query<Nothing, ProgressView>({
  ...about,
  permission: 'training.manage',
  name: 'ground/governance/training-practice/progress',
  summary: 'See who has practised what',
  read: async ({ tx }) => {
    const acts = await practised(tx, practisedAddresses);
    const names = await namesOf(tx);
    const people = [...new Set(acts.map(({ by }) => by))];
    return {
      rows: people.flatMap((userId) =>
        standingOfExercises(acts.filter(({ by }) => by === userId)).flatMap(({ exercise, state, begunAt, doneAt }) =>
          state === 'not-begun'
            ? []
            : [
                {
                  ...{ userId, name: names.get(userId) ?? userId, exercise, title: titleOf(exercise), state },
                  ...(begunAt === undefined ? {} : { begunAt }),
                  ...(doneAt === undefined ? {} : { doneAt }),
                },
              ],
        ),
      ),
    };
  },
});

export const trainingQueries: readonly Query[] = [standing, own, progress];
