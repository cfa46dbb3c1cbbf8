import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { makeRandom, makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences, twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import type { VerifyView } from '../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';

const times = Number(process.env.CLAIMWRIGHT_KILLS ?? 50);
const poster = join(import.meta.dirname, '../../../testing/poster.ts');

/** What each remit left behind, against what a posting of it leaves: all of it, or nothing. */
async function halfPosted(desk: Desk): Promise<string[]> {
  const rows = await desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows<{ id: string; state: string; postings: number; claims: number; posted_claims: number; cash: number; paid: number }>(
      `select r.id, r.state, r.claims, r.paid,
              (select count(*) from posting.posted_remit p where p.tenant_id = r.tenant_id and p.remit_id = r.id and p.undone_by is null) as postings,
              (select count(*) from posting.posted_claim c join posting.posted_remit p on p.tenant_id = c.tenant_id and p.id = c.posted_remit_id
                where c.tenant_id = r.tenant_id and p.remit_id = r.id and c.undone_by is null) as posted_claims,
              (select coalesce(sum(l.amount), 0)::bigint from ledger.entry e join ledger.line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
                where e.tenant_id = r.tenant_id and l.account like 'Assets:Clearing:%'
                  and (e.source_id = r.id or e.source_id in (select c.id from remits.remit_claim c where c.tenant_id = r.tenant_id and c.remit_id = r.id))) as cash
         from remits.remit r where r.tenant_id = $1`,
      [desk.tenant],
    ),
  );
  return rows
    .filter((row) =>
      row.state === 'posted'
        ? row.postings !== 1 || row.posted_claims !== row.claims || row.cash !== row.paid
        : row.postings !== 0 || row.cash !== 0,
    )
    .map((row) => JSON.stringify(row));
}

/** Starts a poster and kills it without warning some milliseconds after its first word. Answers how many it said it had posted. */
function killPoster(url: string, tenant: string, afterMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [poster, url, tenant], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      said += chunk.toString();
    });
    child.on('error', reject);
    child.on('exit', () => resolve(said.split('\n').filter((line) => line.startsWith('posted')).length));
  });
}

describe(`a poster killed ${times} times in the middle of posting`, () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());

  it('leaves all or nothing of each remit, and books that tie out', async () => {
    const desk = await openDesk(db.store, twinPayers);
    const random = makeRandom('kill');
    const batches = makeRemits({ seed: 'kill', count: 100_000, claimsPerBatch: 120, claimsPerRemit: 8, repeats: 0 });
    let posted = 0;
    for (let i = 0; i < times; i++) {
      const batch = batches.next();
      if (batch.done) throw new Error('the twin ran out of batches');
      await desk.feed(`${i}.837`, batch.value.bytes837);
      for (const file of batch.value.remits.slice(0, 8)) await desk.settle((await desk.feed(file.name, file.bytes835)).documentId);
      posted += await killPoster(db.appUrl, desk.tenant, random.int(20, 900));
      expect(await halfPosted(desk)).toEqual([]);
    }
    expect(posted).toBeGreaterThan(times / 2);
    expect(await differences(desk)).toEqual([]);
    expect(await desk.ask<VerifyView>('gate/verify', {})).toMatchObject({ ok: true });
    await desk.close();
  });
});
