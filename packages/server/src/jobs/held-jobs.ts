import { openSession, type Session } from '../store/session.ts';
import { jobsSchema } from './prepare-jobs.ts';
import { queues } from './queues.ts';

/** How often a process looks for jobs of workers that are gone, in milliseconds. */
const pulse = 2_000;

/** Between taking a job and holding it; a job that nobody holds for longer than this has lost its worker. */
const grace = "interval '3 seconds'";

/** A job that is done stays held until the queue has written so, in milliseconds. */
const afterwards = 5_000;

/** The jobs that this process has at hand, known to every other process on the database. */
export interface HeldJobs {
  /** Does the work while the job counts as held. */
  during(job: string, work: () => Promise<void>): Promise<void>;
  /** Lets a job that failed wait behind those that were not tried yet: one file that nobody can read keeps no other from being read. */
  putBehind(job: string): Promise<void>;
  /** Begins to give jobs back to the queue whose workers are gone. */
  watch(): void;
  close(): Promise<void>;
}

const lockOf = (job: string): string => `hashtextextended('job/' || ${job}, 7)`;
const hold = `select pg_try_advisory_lock(${lockOf('$1::text')})`;
const letGo = `select pg_advisory_unlock(${lockOf('$1::text')})`;

/**
 * A held job is an advisory lock of a session: the server itself drops it the moment its process dies, however it dies. A job that is
 * active and that nobody holds goes back to the queue at once. What has been tried too often is left to the queue's own heartbeat,
 * which puts it among the dead letters: a document that kills its reader must not kill one after the other.
 */
export function openHeldJobs(appUrl: string, trouble: (error: unknown) => void): HeldJobs {
  const held = new Set<string>();
  let session: Promise<Session> | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const connected = (): Promise<Session> => {
    session ??= connect(appUrl, held, () => {
      session = undefined;
    });
    return session;
  };
  const ask = async (sql: string, values: unknown[]): Promise<void> => {
    try {
      await (await connected()).run(sql, values);
    } catch (error) {
      // Holding is for others to see; the work goes on without it, and the next beat connects again.
      const broken = session;
      session = undefined;
      trouble(error);
      await broken?.then((open) => open.close()).catch(() => undefined);
    }
  };
  return {
    during: async (job, work) => {
      held.add(job);
      await ask(hold, [job]);
      try {
        await work();
      } finally {
        setTimeout(() => {
          held.delete(job);
          if (!closed) void ask(letGo, [job]);
        }, afterwards).unref();
      }
    },
    putBehind: (job) => ask(behind, [job]),
    watch: () => {
      const look = () => {
        looking = looking.then(() => ask(release, [[...queues], [...held]]));
      };
      look();
      timer ??= setInterval(look, pulse).unref();
    },
    close: async () => {
      closed = true;
      clearInterval(timer);
      await looking;
      await session?.then((open) => open.close()).catch(() => undefined);
    },
  };
}

async function connect(appUrl: string, held: ReadonlySet<string>, lost: () => void): Promise<Session> {
  const session = await openSession(appUrl, 'claimwright-held-jobs', lost);
  for (const job of held) await session.run(hold, [job]);
  return session;
}

/** The queue fetches by priority, then by age: a job that is tried again is older than all that came since. */
const behind = `update ${jobsSchema}.job set priority = priority - 1 where id = $1 and state = 'active'`;

const release = `
  update ${jobsSchema}.job j set state = 'retry', start_after = now(), heartbeat_on = null, priority = priority - 1
   where j.state = 'active' and j.name = any($1) and j.id <> all($2::uuid[]) and j.retry_count < j.retry_limit
     and j.started_on < now() - ${grace}
     and not exists (
       select 1 from pg_locks l
        where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
          and l.database = (select oid from pg_database where datname = current_database())
          and ((l.classid::bigint << 32) | l.objid::bigint) = ${lockOf('j.id::text')})`;
