import { nextStep, standingOfSteps } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Query, query } from '../../../gate/index.ts';
import { stepFacts } from './facts.ts';
import { isPutAway, stepNotes } from './store.ts';
import type { OnboardingView } from './views.ts';

const steps = query<Record<string, never>, OnboardingView>({
  name: 'ground/governance/onboarding/steps',
  summary: 'See what is done of getting started, and what is next',
  permission: 'practice.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async (ctx) => {
    // Whether the practice has read its first remit is the same for all who work in it: no more than that is told.
    const facts = await ctx.tx.whole(() => stepFacts(ctx));
    const standing = standingOfSteps(facts, await stepNotes(ctx.tx), ctx.actor.roles);
    const next = nextStep(standing);
    return { steps: standing, ...(next ? { next: next.step } : {}), putAway: await isPutAway(ctx.tx, ctx.actor.id) };
  },
});

export const onboardingQueries: readonly Query[] = [steps];
