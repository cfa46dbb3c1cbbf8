import { type Job, PgBoss } from 'pg-boss';
import type { Tx } from '../store/store.ts';
import { codeOf, traceOf } from '../trouble.ts';
import { type HeldJobs, openHeldJobs } from './held-jobs.ts';
import { jobsSchema } from './prepare-jobs.ts';
import { deadLetters, heartbeatRefreshSeconds, type QueueName } from './queues.ts';

/** What a job carries: ids, never a person's data. */
export interface JobData {
  readonly [key: string]: string;
}

/** The longest that a job lies in an idle queue. */
const waitSeconds = 1;

export type Handler = (data: JobData) => Promise<void>;

export interface Jobs {
  /** Enqueues inside the transaction: it is there when the transaction commits, and never was when it does not. */
  enqueue(tx: Pick<Tx, 'client'>, queue: string, data: JobData): Promise<void>;
  /** Starts this process's workers; without them a process only enqueues. */
  work(handlers: { readonly [queue in QueueName]: Handler }, options?: { concurrency?: number }): Promise<void>;
  /** Jobs that failed every time and wait for a person. */
  dead(): Promise<number>;
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

export interface JobLog {
  warn(details: object, message: string): void;
}

/** Opens the queue with the application's rights. `prepareJobs` has made it. */
export async function openJobs(appUrl: string, log: JobLog): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: appUrl,
    schema: jobsSchema,
    migrate: false,
    createSchema: false,
    schedule: false,
    // Rebuilding indexes is the owner's business.
    reindex: false,
    useListenNotify: true,
    max: 4,
    application_name: 'claimwright-jobs',
  });
  boss.on('error', (error) => log.warn({ code: 'jobs', reason: error.message }, 'the job queue has trouble'));
  await boss.start();
  const held = openHeldJobs(appUrl, (error) => log.warn(traceOf(error), 'the job queue has trouble'));
  return {
    enqueue: async (tx, queue, data) => {
      const db = { executeSql: async (text: string, values?: unknown[]) => tx.client.query(text, values) };
      const id = await boss.send(queue, data, { db });
      if (id === null) throw new Error(`the queue ${queue} did not take the job`);
    },
    work: async (handlers, options) => {
      for (const [queue, handler] of Object.entries(handlers))
        for (let i = 0; i < (options?.concurrency ?? 1); i++)
          await drain(boss, queue, ({ id, data }) => held.during(id, () => attempt(queue, handler, { id, data }, held, log)));
      held.watch();
    },
    dead: async () => (await boss.getQueue(deadLetters))?.queuedCount ?? 0,
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 20_000 });
      await held.close();
    },
  };
}

/**
 * One worker: a job at a time, the next one as soon as that is done, for as long as there are any. Notifications only shorten the wait
 * for the first one; those that come while a job runs are one, and none may come at all.
 */
async function drain(boss: PgBoss, queue: string, work: (job: Job<JobData>) => Promise<void>): Promise<void> {
  const polling = { pollingIntervalSeconds: waitSeconds, notifyPollingIntervalSeconds: waitSeconds };
  let worker: string | undefined;
  worker = await boss.work<JobData>(queue, { ...polling, batchSize: 1, heartbeatRefreshSeconds }, async (jobs) => {
    // Not to wait when this one is done: there may be another.
    if (worker !== undefined) boss.notifyWorker(worker);
    for (const job of jobs) await work(job);
  });
}

type Given = Pick<Job<JobData>, 'id' | 'data'>;

async function attempt(queue: string, handler: Handler, { id, data }: Given, held: HeldJobs, log: JobLog): Promise<void> {
  try {
    await handler(data);
  } catch (error) {
    log.warn({ queue, job: id, ...traceOf(error) }, 'a job failed and will be tried again');
    await held.putBehind(id);
    // The queue keeps what is thrown, so it must not repeat what a database or a file said of a person.
    throw new Error(codeOf(error) ?? (error instanceof Error ? error.name : 'unknown'));
  }
}
