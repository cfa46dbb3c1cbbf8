import { isClosedInTraining } from '@claimwright/core/ground/governance';
import { type Command, cannot, type Query } from '../../../gate/index.ts';
import { isTraining, type Tx } from './store.ts';

/** Refuses what is closed to everybody in a training practice: what would let somebody in, or anything out. */
export async function refuseInTraining(tx: Tx): Promise<void> {
  if (await isTraining(tx)) throw closed();
}

const closed = (): Error =>
  cannot(
    'This is closed in a training practice.',
    'Nothing leaves it and nobody is let in: it holds fictional data to practise on.',
    'Do it in your practice itself.',
  );

/** The same commands, those shut in a training practice that the core names. Looked at where their facts are, so that it is on the record. */
export const shutInTraining = (commands: readonly Command[]): readonly Command[] =>
  commands.map((one) => {
    const [forPeople, forAll] = ['person', 'system'].map((kind) => isClosedInTraining(one.permission, kind));
    if (!forPeople) return one;
    return {
      ...one,
      load: async (ctx, input) => {
        if (forAll || ctx.actor.kind !== 'system') await refuseInTraining(ctx.tx);
        return one.load(ctx, input);
      },
    };
  });

/** The same questions, those shut whose answer leaves as a file. */
export const keptInTraining = (queries: readonly Query[]): readonly Query[] =>
  queries.map((one) =>
    one.takesOut
      ? {
          ...one,
          read: async (ctx, input) => {
            await refuseInTraining(ctx.tx);
            return one.read(ctx, input);
          },
        }
      : one,
  );
