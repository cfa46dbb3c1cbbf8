import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { answer, answered, writeRemit } from '../../../../testing/write-remit.ts';
import type { Page } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { originalClaims } from '../related/store.ts';
import type { TrayRow } from '../views.ts';

let db: FreshDatabase;
let desk: Desk;
const made = makeClaims({ seed: 'tray search', count: 30, until: '2026-02-10' });
const [first, second] = made.claims;
if (!first || !second) throw new Error('two claims are needed');
const payer = first.coverages[0]?.payer ?? { name: '', id: '' };

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  await desk.feed('claims.837', made.bytes837);
  const whole = (claim: typeof first, more = {}) =>
    answered(
      claim,
      claim.lines.map((line) => answer(line)),
      more,
    );
  const stranger = { control: 'NOTHING9', memberId: 'NOBODY', patient: { last: 'Quillfeather', first: 'Tamsin' } };
  await desk.feed('friday deposit.835', writeRemit('EFT0001', payer, [whole(first)]));
  await desk.feed('monday.835', writeRemit('EFT0002', payer, [whole(second, stranger)]));
  await desk.settle();
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const found = async (search: string, actor = desk.biller) =>
  (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search }, actor)).rows.map((row) => row.traceNumber).sort();

test('the tray is searched by payer, trace, file, amount, control numbers and patients, known or not', async () => {
  const rows = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' })).rows;
  const paid = rows.find((row) => row.traceNumber === 'EFT0001')?.paid ?? 0;
  const dollars = (paid / 100).toFixed(2);
  for (const text of ['eft0001', 'Friday', first.control, `ICN${first.control}`, dollars, `$${dollars}`])
    expect([text, await found(text)]).toEqual([text, ['EFT0001']]);
  expect(await found(payer.name.slice(0, 6))).toEqual(['EFT0001', 'EFT0002']);
  for (const text of ['quillf', 'Quillfeather, Tam', 'tamsin quill', 'nothing9'])
    expect([text, await found(text)]).toEqual([text, ['EFT0002']]);
  expect(await found(`${first.patient.last}, ${first.patient.first}`)).toContain('EFT0001');
  expect(await found('quillfeatherx')).toEqual([]);
});

test('who may not look for people finds none by name', async () => {
  const agent = { ...desk.system, roles: ['deposits-agent'] };
  await expect(desk.ask('revenue/claims/claims', {}, agent)).rejects.toThrow(/may not/);
  expect(await found('quillfeather', agent)).toEqual([]);
  expect(await found('eft0002', agent)).toEqual(['EFT0002']);
});

test('a payer control number leads to the claims of which remits said it', async () => {
  const told = await db.store.inTenant(desk.tenant, (tx) => originalClaims(tx, [`ICN${first.control}`, 'ICNNOTHING9', 'NEVER']));
  expect([...told].sort()).toEqual(
    [
      [`ICN${first.control}`, [{ number: first.control }]],
      ['ICNNOTHING9', [{ number: 'NOTHING9' }]],
    ].sort(),
  );
});

test('patients are found by hashes that spell nobody out, and by the index', async () => {
  const rows = await db.store.inTenant(desk.tenant, (tx) =>
    tx.rows<{ token: string }>('select token from remits.patient_search where tenant_id = $1', [tx.tenant]),
  );
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.some(({ token }) => /quil|tams/i.test(token))).toBe(false);
  const plan = await db.store.inTenant(desk.tenant, async (tx) => {
    await tx.rows('set local enable_seqscan = off');
    return tx.rows<{ 'QUERY PLAN': string }>(
      "explain select remit_claim_id from remits.patient_search where tenant_id = $1 and token = any(array['a', 'b'])",
      [tx.tenant],
    );
  });
  expect(plan.map((row) => row['QUERY PLAN']).join(' ')).toMatch(/Index Cond: .*token = ANY/);
});
