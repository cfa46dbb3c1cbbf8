import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { type Handler, type Jobs, openJobs } from './jobs.ts';

const tenant = randomUUID();
const logged: object[] = [];
let db: FreshDatabase;
let jobs: Jobs;
const none = async () => undefined;
const idle = {
  propose: none,
  'ask-model': none,
  'end-sessions': none,
  'alert-emergency': none,
  'rotate-keys': none,
  'write-back': none,
  'make-training': none,
  submit: none,
};
const handlers: { 'read-document': Handler } = { 'read-document': none };

beforeAll(async () => {
  db = await freshDatabase();
  jobs = await openJobs(db.appUrl, { warn: (details) => void logged.push(details) });
});
afterAll(async () => {
  await jobs.stop();
  await db.drop();
});

const waiting = () =>
  withAdmin(
    db.adminUrl,
    async (client) =>
      (
        await client.query(
          "select data->>'documentId' as id, state, output from pgboss.job where name = 'read-document' order by created_on",
        )
      ).rows,
  );

describe('jobs', () => {
  test('a rollback leaves no job, a commit leaves one', async () => {
    const enqueue = (documentId: string, fail: boolean) =>
      db.store.inTenant(tenant, async (tx) => {
        await jobs.enqueue(tx, 'read-document', { tenant, documentId });
        if (fail) throw new Error('rolled back');
      });
    await expect(enqueue('lost', true)).rejects.toThrow('rolled back');
    expect(await waiting()).toEqual([]);
    await enqueue('kept', false);
    expect(await waiting()).toEqual([{ id: 'kept', state: 'created', output: null }]);
  });

  test('a worker takes it, and a failure is tried again later without a word of what it said', async () => {
    const seen: string[] = [];
    handlers['read-document'] = async ({ documentId = '' }) => {
      seen.push(documentId);
      if (documentId === 'bad') throw new Error('patient Ida Sample');
    };
    await jobs.work({ ...idle, 'read-document': (data) => handlers['read-document'](data) });
    await db.store.inTenant(tenant, (tx) => jobs.enqueue(tx, 'read-document', { tenant, documentId: 'bad' }));
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['kept', 'bad']);
    await expect.poll(async () => (await waiting()).map(({ state }) => state), { timeout: 10_000 }).toEqual(['completed', 'retry']);
    expect(JSON.stringify([await waiting(), logged])).not.toMatch(/Ida Sample/);
  });
});
