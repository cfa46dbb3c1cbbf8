import type { OnboardingView } from '../ground/governance/onboarding/views.ts';
import type { ExercisesView, PractisingView, ProgressView } from '../ground/governance/training-practice/views.ts';

type Nothing = Record<string, never>;

export interface OnboardingQueries {
  'ground/governance/onboarding/steps': { input: Nothing; answer: OnboardingView };
  'ground/governance/training-practice/standing': { input: Nothing; answer: PractisingView };
  'ground/governance/training-practice/exercises': { input: Nothing; answer: ExercisesView };
  'ground/governance/training-practice/progress': { input: Nothing; answer: ProgressView };
}

export interface OnboardingCommands {
  'ground/governance/onboarding/not-for-us': {
    input: { step: string; notForUs: boolean; because: string };
    result: { step: string };
  };
  'ground/governance/onboarding/put-away': { input: { away: boolean }; result: { away: boolean } };
  'ground/governance/training-practice/make': { input: { again: boolean }; result: { placeId: string } };
  'ground/governance/training-practice/end': { input: Nothing; result: { placeId: string; gone: number } };
  'ground/governance/training-practice/begin-exercise': { input: { exercise: string }; result: { exercise: string } };
  'ground/governance/training-practice/answer': { input: { exercise: string; answer: string }; result: { right: boolean } };
}

/** Of GET /api/me: `id` is the training practice that may be gone to; `of` says that this is one, and whose. */
export interface MayPractise {
  readonly training?: { readonly id: string } | { readonly of: { readonly id: string; readonly name: string } };
}
export type * from '../ground/governance/onboarding/views.ts';
export type * from '../ground/governance/training-practice/views.ts';
