import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getHeapSnapshot } from 'node:v8';
import { type ModelServer, startModelServer } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Gate } from '../../../gate/index.ts';
import { openJobs } from '../../../jobs/jobs.ts';
import { withAdmin } from '../../../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { modelTask } from './index.ts';
import { type Egress, openEgress } from './testing/open-egress.ts';

/** Told in a note to the model, and by the model in its answer. Kept outside of the heap, so that the heap can be searched. */
const secret = randomBytes(12);
const canary = () => `canary${secret.toString('hex')}`;

const readNote = modelTask<{ code: string; words: string }>({
  name: 'read-note',
  summary: 'Read a note',
  workflow: 'posting',
  purpose: 'notes',
  role: 'posting-agent',
  version: '1',
  instructions: 'Say what the note is about.',
  shape: '{"code": "…", "words": "…"}',
  subjects: /^note:/,
  answer: z.object({ code: z.string(), words: z.string() }),
  mostTokensOut: 100,
  load: async () => ({
    facts: [`It speaks of ${canary()}.`],
    outside: [{ kind: 'note', text: `A note on ${canary()}` }],
    known: [],
    given: { codes: ['A1'] },
  }),
  spoken: ({ code }) => ({ codes: [code] }),
  propose: () => ({ command: 'ground/codes/set-reason', input: { carc: 'ZZ9', words: 'A visit', family: 'other' } }),
});

let db: FreshDatabase;
let egress: Egress;
let model: ModelServer;
let now = new Date('2026-03-02T15:00:00Z');
let temp = '';
const tempBefore = process.env.TMPDIR;

beforeAll(async () => {
  db = await freshDatabase();
  egress = await openEgress(db.store, [readNote], () => now);
  model = await startModelServer();
  temp = mkdtempSync(join(tmpdir(), 'claimwright-canary-'));
  process.env.TMPDIR = temp;
});
afterAll(async () => {
  if (tempBefore === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = tempBefore;
  rmSync(temp, { recursive: true, force: true });
  await model.close();
  await egress.desk.close();
  await db.drop();
});
beforeEach(async () => {
  now = new Date(now.getTime() + 3 * 3600_000);
  await egress.serve({ url: model.url, keeps: 'purge', maySeeIdentified: true });
});

const serve = (keeps: 'purge' | 'with-decision') => egress.serve({ url: model.url, keeps, maySeeIdentified: true });
const right = () => ({ kind: 'answers', text: JSON.stringify({ code: 'A1', words: canary() }) }) as const;
const send = (callId: string, by: Parameters<Egress['send']>[1] = {}) =>
  egress.send(callId, { milliseconds: 300, ...by }).catch((error: { code?: string }) => error.code ?? 'crashed');
let notes = 0;
const asked = () => egress.ask('read-note', `note:n${++notes}`);

/** Every row of every table, the queue's among them, as whoever holds the database reads it; and what of the call is not empty. */
async function left(callId: string) {
  return withAdmin(db.adminUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(`select 1 from ${name} t where t::text ilike $1 limit 1`, [`%${canary()}%`]);
      if (rows.length > 0) found.push(name);
    }
    const { rows } = await client.query<{ prompt: string; answer: string; tokens: string; proposing: string }>(
      'select prompt, answer, tokens, proposing from governance.model_call where id = $1',
      [callId],
    );
    return {
      found,
      call: Object.entries(rows[0] ?? {}).flatMap(([name, value]) => (value === null ? [] : [name])),
      temp: readdirSync(temp),
    };
  });
}
const nothing = { found: [], call: [], temp: [] };

/** The same gate in a program that is killed when it comes to this command. */
const killedAt = (command: string): Gate => ({
  ...egress.gate,
  act: async (name, ...rest) => {
    if (name === command) throw new Error('killed');
    return egress.gate.act(name, ...rest);
  },
});

describe('where the policy is to purge, nothing of prompt or answer is left', () => {
  test.each([
    ['an answer', right, 'answered'],
    ['a refusal in words', () => ({ kind: 'declines' }) as const, 'needs-person'],
    ['its own prompt as the answer', () => ({ kind: 'repeats' }) as const, 'needs-person'],
    ['a refusal by the vendor, which quotes the question', () => ({ kind: 'fails', status: 400 }) as const, 'needs-person'],
    ['a server that is too busy, three times', () => ({ kind: 'fails', status: 429 }) as const, 'needs-person'],
    ['a time-out, three times', () => ({ kind: 'sleeps', milliseconds: 1000 }) as const, 'needs-person'],
    ['half an answer', () => ({ kind: 'hangs-up' }) as const, 'needs-person'],
    ['a filter', () => ({ kind: 'filtered' }) as const, 'needs-person'],
  ])('after %s', async (_what, how, state) => {
    model.behave(how);
    const callId = await asked();
    for (let i = 0; i < 3; i++) {
      await send(callId);
      // Between the tries as well.
      expect(await left(callId)).toEqual(nothing);
    }
    expect((await egress.row(callId)).state).toBe(state);
  });

  test('after a try that failed and a second one that was refused', async () => {
    const { agreementId } = await serve('purge');
    model.behave({ kind: 'fails', status: 500 });
    const callId = await asked();
    await send(callId);
    await egress.act('end-agreement', { agreementId, reason: 'They were sold.' });
    await send(callId);
    expect((await egress.row(callId)).state).toBe('refused');
    expect(await left(callId)).toEqual(nothing);
  });

  test('after a try under a policy to keep, where the second one is refused under a policy to purge', async () => {
    await serve('with-decision');
    model.behave({ kind: 'fails', status: 500 });
    const callId = await asked();
    await send(callId);
    expect((await left(callId)).call).toContain('prompt');
    const { agreementId } = await serve('purge');
    await egress.act('end-agreement', { agreementId, reason: 'They were sold.' });
    await send(callId);
    expect(await left(callId)).toEqual(nothing);
  });

  test.each([
    ['before the question was sent', 'ground/governance/models/begin', 'answered'],
    ['before the answer was taken in', 'ground/governance/models/end', 'answered'],
    ['before the answer was put before anybody', 'ground/codes/set-reason', 'needs-person'],
    ['before it was noted that it was', 'ground/governance/models/proposed', 'needs-person'],
  ])('after a crash %s, and after the restart', async (_when, command, state) => {
    model.behave(right);
    const callId = await asked();
    expect(await send(callId, { gate: killedAt(command) })).toBe('crashed');
    expect(await left(callId)).toEqual(nothing);
    await send(callId);
    expect((await egress.row(callId)).state).toBe(state);
    expect(await left(callId)).toEqual(nothing);
  });

  test('after its job died for good; and the same may be asked again', async () => {
    model.behave(right);
    const callId = await asked();
    await send(callId, { gate: killedAt('ground/governance/models/end') });
    expect(await left(callId)).toEqual(nothing);
    await expect(egress.ask('read-note', `note:n${notes}`)).rejects.toMatchObject({ code: 'cannot-do' });
    now = new Date(now.getTime() + 3 * 3600_000);
    await egress.ask('read-note', `note:n${notes}`);
    expect(await egress.row(callId)).toMatchObject({ state: 'needs-person', endedAt: expect.any(String) });
  });

  test('in the queue, which keeps why a job failed', async () => {
    const jobs = await openJobs(db.appUrl, { warn: () => undefined });
    model.behave({ kind: 'repeats' });
    const callId = await asked();
    const failing = async () => {
      await egress.send(callId, { gate: killedAt('ground/governance/models/end') }).catch((error: Error) => {
        throw new Error(`${error.message} ${canary()}`);
      });
    };
    const idle = async () => undefined;
    await jobs.work({
      ...{
        propose: idle,
        'read-document': idle,
        'end-sessions': idle,
        'alert-emergency': idle,
        'rotate-keys': idle,
        'write-back': idle,
        'make-training': idle,
        submit: idle,
      },
      'ask-model': failing,
    });
    await db.store.inTenant(egress.desk.tenant, (tx) => jobs.enqueue(tx, 'ask-model', { tenant: egress.desk.tenant, callId }));
    const state = () =>
      withAdmin(
        db.adminUrl,
        async (client) => (await client.query("select state from pgboss.job where name = 'ask-model'")).rows[0]?.state,
      );
    await expect.poll(state, { timeout: 10_000 }).toBe('retry');
    await jobs.stop();
    expect(await left(callId)).toEqual(nothing);
  });

  test('in the memory of the program', async () => {
    model.behave(right);
    const callId = await asked();
    await send(callId);
    expect((await egress.row(callId)).state).toBe('answered');
    model.behave({ kind: 'declines' });
    model.forget();
    // Something else goes through, so that no buffer or variable still stands as the call left it.
    for (let i = 0; i < 3; i++) await egress.row(callId);
    expect(await heapHolds()).toBe(0);
    // The search finds what is there.
    const held = [Buffer.from(`${canary()} is held`).toString()];
    expect(await heapHolds()).toBeGreaterThan(0);
    expect(held).toHaveLength(1);
  }, 120_000);
});

/** How often the heap, as it is now, holds the canary; what is looked for is made after the picture was taken. */
async function heapHolds(): Promise<number> {
  const picture = getHeapSnapshot();
  let count = 0;
  let carry = Buffer.alloc(0);
  for await (const chunk of picture as AsyncIterable<Buffer>) {
    const wanted = Buffer.from(secret.toString('hex'));
    const both = Buffer.concat([carry, chunk]);
    for (let at = both.indexOf(wanted); at !== -1; at = both.indexOf(wanted, at + 1)) count += 1;
    carry = both.subarray(both.length - wanted.length + 1);
  }
  return count;
}

describe('what a call costs', () => {
  const used = async () => {
    const seen = await egress.gate.ask<{ usage: { microDollars: number; tokensIn: number }[] }>(
      'ground/governance/models/models',
      {},
      egress.manager,
    );
    return seen.usage.reduce((sum, { microDollars }) => sum + microDollars, 0);
  };
  /** What the tries cost, with the state that the call is left in. */
  async function cost(how: Parameters<ModelServer['behave']>[0], tries = 1): Promise<number> {
    model.behave(how);
    const before = await used();
    const callId = await asked();
    for (let i = 0; i < tries; i++) await send(callId);
    return (await used()) - before;
  }

  test('is charged although it failed, where the model may have read it; not where it was turned away', async () => {
    expect(await cost({ kind: 'fails', status: 429 })).toBe(0);
    expect(await cost({ kind: 'fails', status: 400 })).toBe(0);
    const sent = await cost({ kind: 'fails', status: 500 });
    expect(sent).toBeGreaterThan(100);
    expect(await cost({ kind: 'sleeps', milliseconds: 1000 })).toBe(sent);
    expect(await cost({ kind: 'hangs-up' })).toBe(sent);
    expect(await cost({ kind: 'fails', status: 500 }, 3)).toBe(3 * sent);
  });

  test('is what the vendor says where it says so, of every try and of a refusal', async () => {
    expect(await cost({ kind: 'filtered' })).toBe(100 + 2 * 20);
    expect(await cost({ kind: 'declines' }, 3)).toBe(3 * (100 + 2 * 20));
  });

  test('stays set aside where nobody knows how a try ended, and what came after is added', async () => {
    model.behave(right);
    const before = await used();
    const callId = await asked();
    await send(callId, { gate: killedAt('ground/governance/models/end') });
    const setAside = (await used()) - before;
    expect(setAside).toBeGreaterThan(100 * 2);
    await send(callId);
    expect((await used()) - before).toBe(setAside + 100 + 2 * 20);
  });

  test('of failures stops at the budget', async () => {
    model.behave({ kind: 'fails', status: 500 });
    const budget = (await used()) + 3000;
    await egress.act('set-budget', { workflow: '*', microDollarsAMonth: budget, callsAMinute: null });
    const before = model.asked.length;
    for (let i = 0; i < 40; i++) {
      const callId = await asked();
      await send(callId);
      await send(callId);
    }
    expect(await used()).toBeLessThanOrEqual(budget);
    expect(model.asked.length - before).toBeGreaterThan(0);
    expect(model.asked.length - before).toBeLessThan(15);
    await egress.act('set-budget', { workflow: '*', microDollarsAMonth: null, callsAMinute: null });
  });
});

test('what a question is about is an address of its own kind, never words or a name', async () => {
  for (const subject of [
    'Ida Sample',
    'note:Ida Sample',
    'note:',
    'patient:ida',
    'note:a@b',
    `note:${'x'.repeat(80)}`,
    'note:a note',
    '<b>:1',
  ])
    await expect(egress.ask('read-note', subject), subject).rejects.toMatchObject({ code: 'bad-input' });
  await egress.ask('read-note', 'note:fine-1');
});
