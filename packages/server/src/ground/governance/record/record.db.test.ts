import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adjudicateClaims, makeClaims } from '@claimwright/twin';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { append, makeCheckpoints, witnessCheckpoints } from '../../../gate/index.ts';
import type { EntryView, VerifyView } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { exportRecord } from './export.ts';
import { verifyBundle } from './verifier/verify-record.mjs';
import type { ReplayView } from './views.ts';

const now = new Date('2026-03-02T15:00:00Z');

describe('the record and its checkpoints', () => {
  let db: FreshDatabase;
  let desk: Desk;
  let admin: pg.Client;
  let place: string;
  beforeAll(async () => {
    db = await freshDatabase();
    desk = await openDesk(db.store, twinPayers, now);
    admin = new pg.Client(db.adminUrl);
    await admin.connect();
    await desk.feed('claims.837', makeClaims({ seed: 'record', count: 4, until: '2026-02-20' }).bytes837);
    await desk.act('ground/codes/set-reason', { carc: '45', words: 'More than the contract allows', family: 'contractual' });
    for (let i = 0; i < 5; i++) await desk.ask('revenue/claims/claims', {});
    await sign();
    place = desk.witness.place;
  });
  afterAll(async () => {
    await admin.end();
    await desk.close();
    await db.drop();
  });

  async function sign(): Promise<void> {
    await db.store.inTenant(desk.tenant, (tx) => makeCheckpoints(tx, desk.witness, now, true));
    await db.store.inTenant(desk.tenant, (tx) => witnessCheckpoints(tx, desk.witness));
  }
  const verify = () => desk.ask<VerifyView>('gate/verify', {});
  const says = async (): Promise<string> => {
    const { chains, checkpoints } = await verify();
    return [...chains.flatMap(({ breaks }) => breaks.map((one) => one.says)), ...checkpoints.broken].join('; ');
  };
  const file = (chain: 'acts' | 'reads') => join(place, desk.tenant, `${chain}.jsonl`);
  /** Changes something, hears what is said of it, and puts it back. */
  async function after(change: () => Promise<void>): Promise<string> {
    await admin.query(
      'create table if not exists public.kept_record as table gate.record; create table if not exists public.kept_head as table gate.record_head; create table if not exists public.kept_point as table gate.checkpoint',
    );
    await change();
    try {
      return await says();
    } finally {
      await admin.query(`truncate gate.record, gate.record_head, gate.checkpoint;
        insert into gate.record select * from public.kept_record; insert into gate.record_head select * from public.kept_head;
        insert into gate.checkpoint select * from public.kept_point; drop table public.kept_record, public.kept_head, public.kept_point`);
    }
  }

  test('are signed, kept in two places, and hold', async () => {
    const view = await verify();
    expect(view).toMatchObject({ ok: true, checkpoints: { broken: [], key: desk.witness.key, place } });
    expect(view.checkpoints.made).toBe(view.checkpoints.witnessed);
    expect(view.checkpoints.reads).toBeGreaterThan(0);
  });

  test('a chain that was cut together with its head and its checkpoints is found by the second place', async () => {
    const told = await after(async () => {
      await admin.query(`delete from gate.record where chain = 'reads' and seq > 2; delete from gate.checkpoint where chain = 'reads';
        update gate.record_head h set seq = r.seq, hash = r.hash from gate.record r where h.chain = 'reads' and r.chain = 'reads' and r.seq = 2`);
    });
    expect(told).toMatch(/entries 3 to \d+ are missing: a checkpoint of/);
    expect(told).toMatch(/checkpoint 1 .* is not in the database, but in the second place/);
  });

  test('an entry that was replaced, with all that follow hashed anew, is named', async () => {
    const told = await after(async () => {
      const { rows } = await admin.query<{ seq: number; body: string; previous: string }>(
        "select seq, body, previous from gate.record where chain = 'reads' order by seq",
      );
      let previous = rows[0]?.previous ?? '';
      for (const row of rows) {
        const body = Number(row.seq) === 3 ? row.body.replace('"id":"dana"', '"id":"nobody"') : row.body;
        const { rows: hashed } = await admin.query<{ hash: string }>(
          "select encode(sha256(convert_to($1 || E'\\n' || $2, 'UTF8')), 'hex') as hash",
          [previous, body],
        );
        const hash = hashed[0]?.hash ?? '';
        await admin.query(
          "update gate.record set body = $2, previous = $3, hash = $4, actor_id = case when seq = 3 then 'nobody' else actor_id end where chain = 'reads' and seq = $1",
          [row.seq, body, previous, hash],
        );
        previous = hash;
      }
      await admin.query("update gate.record_head set hash = $1 where chain = 'reads'", [previous]);
    });
    expect(told).toMatch(/^entry 3 is not the one that was signed on/);
  });

  test.each([
    ['cut out of the middle', "delete from gate.record where chain = 'reads' and seq = 2", /^entry 2 is missing/],
    [
      'put in another’s place',
      `update gate.record a set body = b.body, previous = b.previous, hash = b.hash from gate.record b
        where a.chain = 'reads' and b.chain = 'reads' and (a.seq, b.seq) in ((2, 3), (3, 2))`,
      /^entry 2 was replaced: it carries the number 3 inside; entry 3 was replaced/,
    ],
    [
      'put in',
      `insert into gate.record (tenant_id, chain, seq, id, at, actor_id, what, outcome, subjects, body, previous, hash)
         select tenant_id, chain, seq + 1, gen_random_uuid(), at, actor_id, what, outcome, subjects, replace(body, '"seq":' || seq, '"seq":' || seq + 1), hash, hash
           from gate.record where chain = 'reads' order by seq desc limit 1`,
      /entry \d+ was changed after it was written|entry \d+ shows/,
    ],
  ])('an entry that was %s is named', async (_what, sql, expected) => {
    expect(await after(async () => void (await admin.query(sql)))).toMatch(expected);
  });

  test('a checkpoint that was changed, in either place, is named', async () => {
    const told = await after(
      async () => void (await admin.query(`update gate.checkpoint set body = replace(body, '"n":1', '"n":2') where chain = 'acts'`)),
    );
    expect(told).toMatch(/acts: checkpoint 2 of the database was changed: its signature does not hold/);
    const kept = readFileSync(file('acts'), 'utf8');
    writeFileSync(file('acts'), kept.replace('\\"from\\":1', '\\"from\\":2'));
    expect(await says()).toMatch(/acts: checkpoint 1 of the second place was changed/);
    writeFileSync(file('acts'), kept);
    expect(await verify()).toMatchObject({ ok: true });
  });

  test('what a person wrote stands beside the chain; when it is changed, its entry is named', async () => {
    const id = crypto.randomUUID();
    const seq = await db.store.inTenant(desk.tenant, (tx) =>
      append(tx, {
        ...{ chain: 'acts', id, at: now.toISOString(), actor: { kind: 'person', id: 'dana' }, what: 'gate/decline', outcome: 'applied' },
        ...{ subjects: ['claim:1'], words: 'Ida Sample called' },
      }),
    );
    const whole = await desk.ask<EntryView>('gate/entry', { seq });
    expect(whole).toMatchObject({ words: 'Ida Sample called', wordsHold: true });
    expect(whole.body).not.toContain('Ida');
    await admin.query("update gate.record_words set salt = '00' where seq = $1", [seq]);
    expect(await says()).toBe(`the reason that somebody gave in entry ${seq} is not the one that was written`);
    // Their time is over: the chain holds without them.
    await admin.query('delete from gate.record_words where seq = $1', [seq]);
    expect(await verify()).toMatchObject({ ok: true });
    expect(await desk.ask('gate/entry', { seq })).toMatchObject({ wordsDestroyed: true });
  });

  const gathered = async (wanted: object): Promise<string> => {
    let text = '';
    for await (const line of await exportRecord(
      { gate: desk.gate, store: db.store, witness: desk.witness, clock: () => now },
      desk.biller,
      wanted,
    ))
      text += line;
    return text;
  };

  test('is exported as a file that the verifier checks alone, and tampering is named with exit status 1', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'claimwright-export-'));
    const bundle = join(folder, 'record.jsonl');
    const text = await gathered({});
    writeFileSync(bundle, text);
    // The verifier that the bundle brings, on its own.
    const enclosed = text
      .split('\n')
      .flatMap((line) => (line.startsWith('{"kind":"file","name":"verify-record.mjs"') ? [JSON.parse(line).text] : []));
    writeFileSync(join(folder, 'verify-record.mjs'), enclosed[0] ?? '');
    const run = (...args: string[]) => spawnSync(process.execPath, ['verify-record.mjs', ...args], { cwd: folder, encoding: 'utf8' });
    expect(run('record.jsonl', '--key', desk.witness.key)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/all are as they were written/),
    });
    // Whole in itself, but nobody said whose key it is: no script takes that for proof.
    expect(run('record.jsonl')).toMatchObject({ status: 3, stdout: expect.stringMatching(/NOT PROVED WHOSE IT IS/) });
    expect(run('record.jsonl').stdout).toContain(desk.witness.key);
    expect(run('record.jsonl', '--key', 'f'.repeat(64))).toMatchObject({ status: 1, stdout: expect.stringMatching(/BROKEN manifest/) });
    for (const wrong of [['--key'], ['--key', desk.witness.key.slice(0, 16)], ['--kye', desk.witness.key]])
      expect(run('record.jsonl', ...wrong).status).toBe(2);
    writeFileSync(bundle, text.replace('revenue/claims/claims', 'revenue/claims/clains'));
    expect(run('record.jsonl')).toMatchObject({ status: 1, stdout: expect.stringMatching(/^BROKEN entry reads 1/) });
    expect(run('nothing.jsonl').status).toBe(2);
    writeFileSync(bundle, 'this is no record\n');
    expect(run('record.jsonl').status).toBe(2);
    await rm(folder, { recursive: true });
  });

  test('is exported for a span of time, with the checkpoints that stand around it', async () => {
    for (const span of [
      { from: '2026-03-02T15:00:00Z' },
      { to: '2026-03-02T15:00:00Z' },
      { from: '2026-03-01T00:00:00Z', to: '2026-03-05T00:00:00Z' },
    ])
      expect(verifyBundle(await gathered(span), desk.witness.key)).toMatchObject({ ok: true });
  });

  test('is not exported where nothing is about it, and is told so', async () => {
    await expect(gathered({ subject: 'claim:nobody' })).rejects.toThrow('There is nothing on the record about this.');
  });

  test('is exported for one decision alone, with its way to what was signed', async () => {
    const text = await gathered({ entry: { chain: 'acts', seq: 2 } });
    expect(verifyBundle(text)).toMatchObject({ ok: true, entries: 1 });
    const { rows } = await desk.ask<{ rows: readonly { subjects: readonly string[] }[] }>('gate/record', { chain: 'reads' });
    const subject = rows[0]?.subjects[0] ?? '';
    const about = await gathered({ subject });
    expect(verifyBundle(about)).toMatchObject({ ok: true });
    expect(verifyBundle(about.replace('"outcome\\":\\"read', '"outcome\\":\\"seen')).ok).toBe(false);
  });

  test('an act says on what it rests: the source, the plan, the policies, and what it takes back', async () => {
    const { claims, bytes837 } = makeClaims({ seed: 'rests', count: 3, until: '2026-01-30' });
    await desk.feed('rests.837', bytes837);
    const { remits } = adjudicateClaims(claims, { seed: 'rests', from: '2026-02-06', mix: { contracted: 1 } });
    await desk.feed('rests.835', remits[0]?.bytes835 ?? new Uint8Array());
    const { rows: tray } = await desk.ask<{ rows: readonly { id: string }[] }>('revenue/posting/tray', { view: 'open' });
    const remitId = tray[0]?.id;
    const posted = await desk.act('revenue/posting/post-remit', { remitId });
    await desk.act('revenue/posting/undo-remit', { remitId, reason: 'to see what it says' });
    const { rows } = await desk.ask<{ rows: readonly { body: string }[] }>('gate/record', { subject: `remit:${remitId}` });
    const [undone, done] = rows.map((row) => JSON.parse(row.body));
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(done).toMatchObject({
      v: 2,
      source: digest,
      plan: expect.stringMatching(/^[\w-]{16}$/),
      input: expect.any(String),
      policies: { access: expect.any(String) },
    });
    expect(undone).toMatchObject({ reverses: posted.recordId, said: digest });
    expect(JSON.stringify(undone)).not.toContain('to see what it says');
  });

  test('holds no digest that whoever has an export could guess a patient’s data from: each is keyed by the practice, or salted', async () => {
    const beside = await openDesk(db.store, twinPayers, now);
    const guessed = { carc: '45', words: 'Ida Sample, born 1961-04-12', family: 'contractual' };
    const entryOf = async (at: Desk) => {
      const { recordId } = await at.act('ground/codes/set-reason', guessed);
      const { rows } = await at.ask<{ rows: readonly { id: string; body: string }[] }>('gate/record', { chain: 'acts' });
      return JSON.parse(rows.find(({ id }) => id === recordId)?.body ?? '{}');
    };
    const [own, again, theirs] = [await entryOf(desk), await entryOf(desk), await entryOf(beside)];
    await beside.close();
    expect(own.input).toBe(again.input);
    // The same plan of the same words in two practices: without the key of one of them nothing can be compared.
    expect(own.input).not.toBe(theirs.input);
    expect(own.plan).not.toBe(theirs.plan);
  });

  test('shows a case as it was at a moment', async () => {
    const { rows } = await desk.ask<{ rows: readonly { id: string }[] }>('revenue/claims/claims', {});
    const subject = `claim:${rows[0]?.id}`;
    const received = (view: ReplayView) => view.acts.filter(({ what }) => what === 'ground/intake/read').length;
    const before = await desk.ask<ReplayView>('ground/governance/record/replay', { subject, at: '2026-03-02T14:59:59Z' });
    expect(before).toMatchObject({ acts: [], reads: [], ledger: { payerOpen: 0, lines: [] } });
    const then = await desk.ask<ReplayView>('ground/governance/record/replay', { subject, at: '2026-03-02T15:00:00Z' });
    expect(then.reads.length).toBeGreaterThan(0);
    expect(then.ledger?.payerOpen).toBeGreaterThan(0);
    expect(then.since).toMatchObject({ acts: [], total: 0, reads: 0, ledger: then.ledger });
    // What was done with the file that it came in was done with it.
    expect(received(then)).toBe(1);
    // From before it came in: what was seen since, but for that very look, and what the ledger says now.
    expect(before.since).toMatchObject({ reads: then.reads.length - 1, ledger: { payerOpen: then.ledger?.payerOpen } });
  });

  // The last one: what is exported of a store that lacks something leaves its traces in the second place.
  test('a batch that was taken out of the store with its checkpoint is named by the program, and by the verifier of what it exports', async () => {
    for (let i = 0; i < 3; i++) {
      await desk.ask('revenue/claims/claims', {});
      await desk.act('ground/codes/set-reason', { carc: '45', words: `More than the contract allows ${i}`, family: 'contractual' });
      await sign();
    }
    const { rows: points } = await admin.query<{ n: string; from_seq: string; to_seq: string }>(
      "select n, from_seq, to_seq from gate.checkpoint where chain = 'reads' order by n",
    );
    const last = points.at(-1);
    for (const point of [points[0], points[1], last]) {
      const { n, from_seq: from, to_seq: to } = point ?? { n: '', from_seq: '', to_seq: '' };
      let exported = '';
      const told = await after(async () => {
        await admin.query(`delete from gate.record where chain = 'reads' and seq between ${from} and ${to};
          delete from gate.checkpoint where chain = 'reads' and n = ${n};
          update gate.record_head h set seq = r.seq, hash = r.hash from (select seq, hash from gate.record where chain = 'reads' order by seq desc limit 1) r where h.chain = 'reads'`);
        exported = await gathered({});
      });
      expect(told).toContain(`reads: checkpoint ${n} (entries ${from} to ${to}`);
      expect(verifyBundle(exported, desk.witness.key).findings).toEqual([
        { name: `checkpoint reads ${n}`, says: expect.stringContaining(`it is missing, with entries ${from} to ${to}`) },
      ]);
    }
  });
});
