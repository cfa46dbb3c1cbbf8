import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { type Jobs, openJobs } from './jobs.ts';

const tenant = randomUUID();
const none = async () => undefined;
const idle = {
  'read-document': none,
  propose: none,
  'ask-model': none,
  'end-sessions': none,
  'alert-emergency': none,
  'rotate-keys': none,
  'write-back': none,
  'make-training': none,
  submit: none,
};
let db: FreshDatabase;
let jobs: Jobs;

beforeEach(async () => {
  db = await freshDatabase();
  jobs = await openJobs(db.appUrl, { warn: () => undefined });
});
afterEach(async () => {
  await jobs.stop();
  await db.drop();
});

const enqueue = (...ids: string[]) =>
  db.store.inTenant(tenant, async (tx) => {
    for (const documentId of ids) await jobs.enqueue(tx, 'read-document', { tenant, documentId });
  });

/** A worker process that has taken up a job and hangs in it. */
async function hanging(): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../testing/worker.ts'), db.appUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  return {
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

describe('workers', () => {
  test.each([
    [8, 100],
    [40, 10],
  ])('%i jobs that come at once, each of %i ms, are done one after the other without a wait', async (count, ms) => {
    const done: string[] = [];
    let running = 0;
    const work = async (data: { readonly [key: string]: string }) => {
      expect(++running).toBe(1);
      await sleep(ms);
      running -= 1;
      done.push(data.documentId ?? '');
    };
    await jobs.work({ ...idle, 'read-document': work });
    await sleep(300);
    const ids = Array.from({ length: count }, (_, i) => `${i}`);
    await enqueue(...ids);
    await expect.poll(() => done.length, { timeout: 5_000 }).toBe(count);
    expect(new Set(done)).toEqual(new Set(ids));
  });

  test('those that come while one is running are taken up when it is done', async () => {
    const done: string[] = [];
    const work = async (data: { readonly [key: string]: string }) => {
      if (data.documentId === 'first') await sleep(700);
      done.push(data.documentId ?? '');
    };
    await jobs.work({ ...idle, 'read-document': work });
    await enqueue('first');
    await sleep(300);
    for (const id of ['a', 'b', 'c']) await enqueue(id);
    await expect.poll(() => [...done].sort(), { timeout: 4_000 }).toEqual(['a', 'b', 'c', 'first']);
  });

  test('a job that is tried again waits behind those that came since', async () => {
    const done: string[] = [];
    let letGo: () => void = () => undefined;
    const busy = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const work = async (data: { readonly [key: string]: string }) => {
      done.push(data.documentId ?? '');
      if (data.documentId === 'stuck') throw new Error('nobody can read it');
      if (data.documentId === 'busy') await busy;
    };
    await jobs.work({ ...idle, 'read-document': work });
    await enqueue('stuck');
    const stuck = () =>
      withAdmin(db.adminUrl, async (client) => {
        const { rows } = await client.query("select state from pgboss.job where data->>'documentId' = 'stuck' and name = 'read-document'");
        return rows[0]?.state;
      });
    await expect.poll(stuck, { timeout: 10_000 }).toBe('retry');
    await enqueue('busy');
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(['stuck', 'busy']);
    await enqueue('newer');
    await withAdmin(db.adminUrl, (client) => client.query("update pgboss.job set start_after = now() where state = 'retry'"));
    letGo();
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(['stuck', 'busy', 'newer', 'stuck']);
  });

  test('a job whose process was killed goes to another within seconds; that of a living one does not', async () => {
    const done: string[] = [];
    const work = async (data: { readonly [key: string]: string }) => void done.push(data.documentId ?? '');
    await enqueue('one');
    const dead = await hanging();
    await enqueue('two');
    const alive = await hanging();
    await jobs.work({ ...idle, 'read-document': work });
    await sleep(6_000);
    expect(done).toEqual([]);
    await dead.kill();
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(['one']);
    await alive.kill();
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(['one', 'two']);
  });
});
