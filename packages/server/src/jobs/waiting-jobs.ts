import { PgBoss } from 'pg-boss';
import { jobsSchema } from './prepare-jobs.ts';
import { queues } from './queues.ts';

/** Work that somebody has asked for and nobody has finished. */
export interface WaitingJob {
  readonly queue: string;
  readonly data: { readonly [key: string]: string };
}

interface Asking {
  query<T extends object>(sql: string, values: unknown[]): Promise<{ rows: T[] }>;
}

/** For a backup: documents of these tenants that wait to be read must be read after it is restored. */
export async function waitingJobs(client: Asking, tenants: readonly string[]): Promise<WaitingJob[]> {
  const { rows } = await client.query<WaitingJob>(
    `select name as queue, data from ${jobsSchema}.job where state in ('created', 'retry', 'active') and name = any($1)
        and (data ->> 'tenant' is null or data ->> 'tenant' = any($2)) order by created_on`,
    [[...queues], tenants],
  );
  return rows;
}

export async function enqueueAgain(adminUrl: string, jobs: readonly WaitingJob[]): Promise<void> {
  const boss = new PgBoss({ connectionString: adminUrl, schema: jobsSchema, supervise: false, schedule: false, migrate: false, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const { queue, data } of jobs) await boss.send(queue, data);
  } finally {
    await boss.stop({ graceful: false });
  }
}
