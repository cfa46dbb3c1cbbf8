import { makeClaims } from '@claimwright/twin';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../testing/conserve.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { queries } from '../rooms.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { Refusal } from './errors.ts';
import type { RecordRow, SeerView, VerifyView } from './views.ts';

type WhoSaw = { rows: readonly RecordRow[]; who: readonly SeerView[]; about: readonly string[]; total: number };

describe('readings of patient data', () => {
  let db: FreshDatabase;
  let desk: Desk;
  let admin: pg.Client;
  beforeAll(async () => {
    db = await freshDatabase();
    desk = await openDesk(db.store, twinPayers);
    admin = new pg.Client(db.adminUrl);
    await admin.connect();
    await desk.feed('claims.837', makeClaims({ seed: 'reads', count: 5, until: '2026-02-20' }).bytes837);
  });
  afterAll(async () => {
    await admin.end();
    await desk.close();
    await db.drop();
  });
  const refused = async (work: Promise<unknown>): Promise<Refusal> => {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof Refusal) return error;
    throw new Error('it was not refused');
  };

  test('every question that shows patient data says for what, and how wide it is', () => {
    for (const { name, patientData, serves } of queries) if (patientData) expect(serves?.purposes.length, name).toBeGreaterThan(0);
  });

  test('many at once stand on the record, each, before its answer leaves, in one unbroken chain', async () => {
    await Promise.all(Array.from({ length: 40 }, () => desk.ask('revenue/claims/claims', {}).then(async () => void (await counted()))));
    expect(await counted()).toBe(40);
    expect(await desk.ask<VerifyView>('gate/verify', {})).toMatchObject({ ok: true });
  });
  const counted = async () => Number((await admin.query("select count(*) from gate.record where chain = 'reads'")).rows[0]?.count);

  test('an answer whose reading cannot be written does not leave', async () => {
    await admin.query("create function public.full() returns trigger language plpgsql as $$ begin raise 'disk is full'; end $$");
    await admin.query(
      "create trigger full_disk before insert on gate.record for each row when (new.chain = 'reads') execute function public.full()",
    );
    await expect(desk.ask('revenue/claims/claims', {})).rejects.toThrow(/disk is full/);
    await admin.query('drop trigger full_disk on gate.record');
    await desk.ask('revenue/claims/claims', {});
    expect(await counted()).toBe(41);
  });

  test('a question that is wider than its purpose is refused before anything is read, and the refusal is on the record', async () => {
    const before = await counted();
    const wide = await refused(desk.gate.ask('revenue/claims/claims', {}, desk.biller, 'patient-request'));
    expect(wide).toMatchObject({ code: 'not-allowed', findings: [{ code: 'purpose.too-wide' }] });
    expect(wide.because).toBe('For patient-request one patient is looked at; this shows many.');
    expect(
      await refused(desk.gate.ask('revenue/posting/candidates', { remitClaimId: desk.tenant }, desk.biller, 'treatment')),
    ).toMatchObject({
      findings: [{ code: 'purpose.not-served' }],
    });
    expect(await counted()).toBe(before);
    const { rows } = await desk.ask<{ rows: readonly RecordRow[] }>('gate/record', { outcome: 'refused' });
    expect(rows.map(({ what }) => what)).toEqual(['revenue/posting/candidates', 'revenue/claims/claims']);
  });

  test('a purpose that is none, however long, is refused and not replaced', async () => {
    for (const purpose of ['curiosity', '', 'x'.repeat(5_000), 'Payment'])
      expect(await refused(desk.gate.ask('revenue/claims/claims', {}, desk.biller, purpose))).toMatchObject({ code: 'bad-input' });
  });

  test('emergency is a purpose only under emergency access, whose number the record then carries', async () => {
    const { rows } = await desk.ask<{ rows: readonly { id: string }[] }>('revenue/claims/claims', {});
    const input = { claimId: rows[0]?.id };
    expect(await refused(desk.gate.ask('revenue/claims/claim', input, desk.biller, 'emergency'))).toMatchObject({ code: 'not-allowed' });
    await desk.gate.ask('revenue/claims/claim', input, { ...desk.biller, emergency: 'e-17' }, 'emergency');
    const { rows: seen } = await desk.ask<WhoSaw>('gate/who-saw', { purpose: 'emergency' });
    expect(JSON.parse(seen[0]?.body ?? '{}').actor).toEqual({ kind: 'person', id: 'dana', emergency: 'e-17' });
  });

  test('who saw a patient: whoever saw a claim of theirs, with how often, when and why', async () => {
    const { rows } = await admin.query<{ id: string; patient_id: string }>('select id, patient_id from claims.claim order by id limit 1');
    const [claim] = rows;
    await desk.gate.ask('revenue/claims/claim', { claimId: claim?.id }, { ...desk.biller, id: 'marisol' }, 'treatment');
    const view = await desk.ask<WhoSaw>('gate/who-saw', { subject: `patient:${claim?.patient_id}` });
    expect(view.about).toContain(`claim:${claim?.id}`);
    expect(view.who.map(({ actor, purposes }) => [actor.id, purposes])).toContainEqual(['marisol', ['treatment']]);
    expect(view.rows[0]).toMatchObject({ actor: { id: 'marisol' }, says: 'Saw a claim', purpose: 'treatment' });
    const only = await desk.ask<WhoSaw>('gate/who-saw', { subject: `claim:${claim?.id}`, actor: 'marisol' });
    expect(only.total).toBe(1);
    expect((await desk.ask<WhoSaw>('gate/who-saw', { actor: 'marisol', from: '2026-03-03T00:00:00Z' })).total).toBe(0);
  });

  test('is found by indexes among very many', async () => {
    await admin.query(`insert into gate.record (tenant_id, chain, seq, id, at, actor_id, actor_kind, purpose, what, outcome, subjects, body, previous, hash)
      select '${desk.tenant}', 'reads', 1000 + n, gen_random_uuid(), now(), 'person-' || n % 100, 'person', 'payment', 'revenue/claims/claim', 'read', array['claim:' || n % 5000], '{}', '', ''
        from generate_series(1, 100000) n`);
    await admin.query(
      `insert into gate.record_subject (tenant_id, subject, chain, seq) select '${desk.tenant}', 'claim:' || n % 5000, 'reads', 1000 + n from generate_series(1, 100000) n`,
    );
    await admin.query('analyze gate.record; analyze gate.record_subject');
    const plan = async (sql: string) =>
      db.store.inTenant(desk.tenant, async (tx) => {
        const rows = await tx.rows<{ 'QUERY PLAN': string }>(`explain ${sql}`);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      });
    const mine = `r.tenant_id = '${desk.tenant}' and r.chain = 'reads'`;
    const about = `select s.seq from gate.record_subject s where s.tenant_id = '${desk.tenant}' and s.subject = any(array['claim:17','claim:18']) and s.chain = 'reads'`;
    for (const sql of [
      `select * from gate.record r where ${mine} and r.seq = any(array(${about})) order by r.seq desc limit 51`,
      `select * from gate.record r where ${mine} and r.actor_id = 'person-3' order by r.seq desc limit 51`,
      `select * from gate.record r where ${mine} and r.purpose = 'emergency' order by r.seq desc limit 51`,
      `select * from gate.record r where ${mine} and r.at >= now() - interval '1 minute' and r.at < now() - interval '59 seconds' order by r.seq desc limit 51`,
    ]) {
      const told = await plan(sql);
      expect(told, sql).not.toMatch(/Seq Scan on record/);
      expect(told, sql).toMatch(/Index/);
    }
    const view = await desk.ask<WhoSaw>('gate/who-saw', { subject: 'claim:17' });
    expect(view).toMatchObject({ total: 20 });
  });
});
