import { makeClaims } from '@claimwright/twin';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { twinPayers } from '../../testing/conserve.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { verifyRecord } from './verify.ts';
import type { VerifyView } from './views.ts';

describe('the record, after somebody with the database’s own rights', () => {
  let db: FreshDatabase;
  let desk: Desk;
  let admin: pg.Client;
  beforeAll(async () => {
    db = await freshDatabase();
    desk = await openDesk(db.store, twinPayers);
    admin = new pg.Client(db.adminUrl);
    await admin.connect();
    await desk.feed('claims.837', makeClaims({ seed: 'verify', count: 6, until: '2026-02-20' }).bytes837);
    await desk.ask('revenue/claims/claims', {});
  });
  afterAll(async () => {
    await admin.end();
    await desk.close();
    await db.drop();
  });

  const verify = () => desk.ask<VerifyView>('gate/verify', {});
  /** Changes something, looks at the verdict, and changes it back. */
  async function tampered(change: string, back: string): Promise<string> {
    await admin.query(change);
    try {
      const verdict = await verify();
      return verdict.ok ? 'ok' : [...verdict.chains.flatMap((chain) => chain.says ?? []), ...verdict.digests.broken].join('; ');
    } finally {
      await admin.query(back);
    }
  }

  it('did nothing, holds', async () => {
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('the sums by which the look-up is checked are seeded anew each time: none can be matched beforehand', async () => {
    const seeds = () =>
      db.store.inTenant(desk.tenant, async (tx) => {
        const asked: unknown[] = [];
        const rows: typeof tx.rows = (sql, parameters) => {
          if (sql.includes('hashtextextended')) asked.push(parameters?.[2]);
          return tx.rows(sql, parameters);
        };
        expect((await verifyRecord({ ...tx, rows, reach: undefined }, Date.now)).chains.flatMap(({ breaks }) => breaks)).toEqual([]);
        return asked;
      });
    const both = [...(await seeds()), ...(await seeds())];
    expect(both.length).toBe(4);
    expect(new Set(both).size).toBe(4);
  });

  it.each([
    [
      'changed who acted',
      "update gate.record set actor_id = 'marisol' where chain = 'acts' and seq = 1",
      "update gate.record set actor_id = 'dana' where chain = 'acts' and seq = 1",
      /entry 1 shows something else/,
    ],
    [
      'changed when',
      "update gate.record set at = at + interval '1 day' where chain = 'acts' and seq = 2",
      "update gate.record set at = at - interval '1 day' where chain = 'acts' and seq = 2",
      /entry 2 shows something else/,
    ],
    [
      'changed a body',
      "update gate.record set body = replace(body, 'applied', 'refused') where chain = 'acts' and seq = 1",
      "update gate.record set body = replace(body, 'refused', 'applied') where chain = 'acts' and seq = 1",
      /entry 1 was changed/,
    ],
    [
      'took out what an entry is found by',
      "with gone as (delete from gate.record_subject where chain = 'reads' returning *) select * into public.gone from gone",
      'insert into gate.record_subject select * from public.gone',
      /can be looked up/,
    ],
    [
      'put in twice what an entry is found by',
      "insert into gate.record_subject select * from gate.record_subject where chain = 'reads' order by seq limit 1",
      `delete from gate.record_subject s where ctid > (select min(ctid) from gate.record_subject t
         where (t.tenant_id, t.subject, t.chain, t.seq) = (s.tenant_id, s.subject, s.chain, s.seq))`,
      /0 of what it is about were taken out, 1 put in/,
    ],
    [
      'changed an amount of the ledger',
      "update ledger.line set amount = -amount where account = 'Income:Charges'",
      "update ledger.line set amount = -amount where account = 'Income:Charges'",
      /rows of ledger.line/,
    ],
  ])('%s, names it', async (_what, change, back, says) => {
    expect(await tampered(change, back)).toMatch(says);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('booked an entry that no act wrote, names it', async () => {
    const add = `with e as (insert into ledger.entry (tenant_id, id, booked_on, source_kind, source_id, description, booked_at, act_id)
        values ('${desk.tenant}', gen_random_uuid(), '2026-02-01', 'opening', gen_random_uuid(), 'nobody booked this', now(), gen_random_uuid()) returning tenant_id, id)
      insert into ledger.line (tenant_id, entry_id, n, account, amount) select tenant_id, id, n, account, amount from e, (values (0, 'Assets:Bank', 50000), (1, 'Income:Interest', -50000)) as l (n, account, amount)`;
    const remove = `delete from ledger.line where entry_id in (select id from ledger.entry where description = 'nobody booked this');
      delete from ledger.entry where description = 'nobody booked this'`;
    expect(await tampered(add, remove)).toMatch(/written by no act of the record/);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('broke a body, still shows the others, counts those that are whole and accuses nothing else', async () => {
    const damage = "update gate.record set body = overlay(body placing 'x' from 1) where chain = 'acts' and seq = 2";
    await admin.query(damage);
    try {
      const { rows } = await desk.ask<{ rows: readonly { seq: number; outcome: string }[] }>('gate/record', { chain: 'acts' });
      expect(rows.find((row) => row.seq === 2)).toMatchObject({ outcome: 'damaged' });
      expect(rows.find((row) => row.seq === 1)).toMatchObject({ outcome: 'applied' });
      const verdict = await verify();
      expect(verdict.chains[0]).toMatchObject({ entries: 1, brokenAt: 2 });
      expect(verdict.digests.broken).toEqual([]);
    } finally {
      await admin.query("update gate.record set body = overlay(body placing '{' from 1) where chain = 'acts' and seq = 2");
    }
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('dropped the last entries, says that they are missing', async () => {
    const change =
      "delete from gate.record_subject where chain = 'acts' and seq = (select seq from gate.record_head where chain = 'acts'); delete from gate.record where chain = 'acts' and seq = (select seq from gate.record_head where chain = 'acts')";
    await admin.query(change);
    const verdict = await verify();
    expect(verdict.ok).toBe(false);
    expect(verdict.chains[0]?.says).toMatch(/the last ones are missing/);
  });
});
