import type { JobRoad, JobRoads } from '../jobs/narrow-gate.ts';
import { modelTasks } from './index.ts';

/** What each queue's jobs may act by, and as whom. Enforced when they run, and searched for paths. */
export const jobRoads: JobRoads = {
  'read-document': { lets: ['system'], commands: ['ground/intake/read'] },
  propose: {
    lets: ['system', 'agent'],
    commands: [
      ...['revenue/posting/propose', 'revenue/posting/post-remit', 'ground/bank/propose-ties', 'ground/bank/tie-deposit'],
      ...['revenue/scrub/propose', 'revenue/scrub/complete', 'revenue/claims/change-draft'],
      'ground/governance/watch-machines',
    ],
  },
  'ask-model': {
    lets: ['system', 'agent'],
    commands: [
      ...['due', 'begin', 'end', 'proposed'].map((step) => `ground/governance/models/${step}`),
      ...modelTasks.flatMap(({ proposes }) => proposes ?? []),
    ],
  },
  'end-sessions': { lets: ['system'], commands: [] },
  // To those who work here, never to a patient.
  'alert-emergency': { lets: ['system'], commands: [] },
  'rotate-keys': { lets: ['system'], commands: ['ground/governance/keys/proved', 'ground/governance/keys/rotate-due'] },
  // Fictional data for a training practice that a person asked for.
  'make-training': { lets: ['system'], commands: ['ground/intake/receive', 'ground/governance/training-practice/made'] },
  // Carries out a batch that a person approved (submission.db.test.ts).
  submit: { lets: ['system'], commands: ['begin', 'staged', 'end'].map((step) => `revenue/submission/${step}`) },
  // Carries out what a person let go; what a machine’s act would tell is held (write-back.db.test.ts).
  'write-back': { lets: ['system'], commands: ['begin', 'rest-on', 'end'].map((step) => `ground/governance/write-back/${step}`) },
};

/** What the clock may do each night. */
export const nightRoad: JobRoad = { lets: ['system'], commands: ['oversight/compliance/audit', 'oversight/measures/count'] };

/** What the clock may do for claims on their way: all but let one go. */
export const submissionRoad: JobRoad = {
  lets: ['system'],
  commands: [
    'ground/intake/receive',
    ...['prepare-batches', 'fetched', 'note-decided', 'follow-payers', 'note-silence', 'prepare-inquiry'].map(
      (step) => `revenue/submission/${step}`,
    ),
  ],
};
