import type { StepStanding } from '@claimwright/core/ground/governance';

export type { StepStanding };

/** Getting started, for whoever asks: their own steps are marked. */
export interface OnboardingView {
  readonly steps: readonly StepStanding[];
  /** The id of what they do next; absent where nothing of theirs is open. */
  readonly next?: string;
  /** They put the list away. */
  readonly putAway: boolean;
}
