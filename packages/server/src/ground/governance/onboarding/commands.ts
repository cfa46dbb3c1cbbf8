import { isStep } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, cannot, command } from '../../../gate/index.ts';
import { addNote, stepNotes } from './store.ts';

const changes = [{ topic: 'people' }];

interface NotForUs {
  readonly step: string;
  readonly notForUs: boolean;
  readonly because: string;
}
/** A person's word, with a reason, and on the record: it hides no fact, and whoever did the step anyway has done it. */
const notForUs = command<NotForUs, boolean, null, { step: string }>({
  name: 'ground/governance/onboarding/not-for-us',
  summary: 'Say that a step of getting started is not for this practice, or is',
  permission: 'onboarding.set',
  workflow: 'governance',
  consequence: 'administers',
  input: z.object({
    step: z.string().refine(isStep, 'There is no such step.'),
    notForUs: z.boolean(),
    because: z.string().trim().min(1).max(500),
  }),
  load: async ({ tx }, { step }) => (await stepNotes(tx)).findLast((note) => note.step === step)?.notForUs ?? false,
  plan: (aside, { notForUs: wanted }) => {
    if (aside === wanted)
      throw cannot(
        wanted ? 'This step is set aside already.' : 'This step is not set aside.',
        'Somebody was faster.',
        'Look at the list again.',
      );
    return null;
  },
  weigh: () => ({ amount: 0, sites: [], payers: [] }),
  apply: async (ctx, _plan, { step, notForUs: aside, because }) => {
    await addNote(ctx, { kind: aside ? 'not-for-us' : 'for-us', step, because });
    return { result: { step }, subjects: [`step:${step}`], details: { step, notForUs: aside }, because, changes };
  },
});

const putAway = command<{ away: boolean }, null, null, { away: boolean }>({
  name: 'ground/governance/onboarding/put-away',
  summary: 'Put the list of getting started away, or take it out again',
  permission: 'onboarding.note',
  workflow: 'governance',
  consequence: 'administers',
  input: z.object({ away: z.boolean() }),
  load: async () => null,
  plan: () => null,
  weigh: () => ({ amount: 0, sites: [], payers: [] }),
  apply: async (ctx, _plan, { away }) => {
    await addNote(ctx, { kind: away ? 'put-away' : 'taken-out' });
    return { result: { away }, subjects: [`person:${ctx.actor.id}`], changes };
  },
});

export const onboardingCommands: readonly Command[] = [notForUs, putAway];
