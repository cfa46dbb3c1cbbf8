import type { ExerciseStanding } from '@claimwright/core/ground/governance';

/** The training practice of a practice, for those who may go there. */
export interface PractisingView {
  readonly now?: {
    readonly placeId: string;
    /** The practice to go to; absent while it is being made. */
    readonly practice?: string;
    readonly state: 'making' | 'ready' | 'lost';
    readonly read: number;
    readonly files: number;
    readonly madeAt: string;
    readonly madeBy: string;
  };
  /** Those that are gone, the newest first. */
  readonly ended: readonly {
    readonly placeId: string;
    readonly madeAt: string;
    readonly endedAt: string;
    readonly endedBy: string;
    readonly certificate: string;
  }[];
  /** What was done in those that are gone: for whoever manages it everybody's, else one's own. */
  readonly results: readonly {
    readonly userId: string;
    readonly name: string;
    readonly exercise: string;
    readonly title: string;
    readonly doneAt: string;
  }[];
}

export interface ExerciseView extends ExerciseStanding {
  readonly title: string;
  readonly says: string;
  readonly asks?: { readonly question: string; readonly choices?: readonly { readonly id: string; readonly says: string }[] };
}

/** In the training practice: one's own exercises. */
export interface ExercisesView {
  readonly rows: readonly ExerciseView[];
  readonly done: number;
}

/** In the training practice: how far each person is who has begun something. */
export interface ProgressView {
  readonly rows: readonly {
    readonly userId: string;
    readonly name: string;
    readonly exercise: string;
    readonly title: string;
    readonly state: 'begun' | 'done';
    readonly begunAt?: string;
    readonly doneAt?: string;
  }[];
}
