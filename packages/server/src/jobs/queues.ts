import type { QueueOptions } from 'pg-boss';

/** What waits to be done outside of a request. A new queue is one line here and a handler where the program is composed. */
export const queues = [
  'read-document',
  'propose',
  'ask-model',
  'end-sessions',
  'alert-emergency',
  'rotate-keys',
  'write-back',
  'make-training',
  'submit',
] as const;
export type QueueName = (typeof queues)[number];

/** Where a job goes that failed every time; a person looks at it there. */
export const deadLetters = 'dead-letters';

/** Seconds: 5, 10, 20 … for about twenty minutes, so that a restarted database or a full disk mended in time costs nothing. */
export const patience: QueueOptions = {
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: 3600,
  // Behind the jobs that are held (held-jobs.ts): where a whole machine is gone and its connection not yet.
  heartbeatSeconds: 60,
};
export const heartbeatRefreshSeconds = 10;
