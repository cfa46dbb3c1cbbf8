import { PgBoss } from 'pg-boss';
import { deadLetters, patience, queues } from './queues.ts';

export const jobsSchema = 'pgboss';

/** Makes the queue's tables and our queues, with the owner's rights. Safe to repeat. */
export async function prepareJobs(adminUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: adminUrl, schema: jobsSchema, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    const had = new Set((await boss.getQueues()).map(({ name }) => name));
    if (!had.has(deadLetters)) await boss.createQueue(deadLetters, { retentionSeconds: 365 * 24 * 3600 });
    for (const name of queues) {
      const options = { ...patience, deadLetter: deadLetters, notify: true };
      if (had.has(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
