import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { answer, answered, writeRemit } from '../../../../testing/write-remit.ts';
import type { Page } from '../../../gate/views.ts';
import { indexOldDocuments } from '../../../ground/intake/index.ts';
import { withAdmin } from '../../../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { remitsOfPatients } from '../../remits/index.ts';
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
  const unknown = (control: string, paid: number) => ({
    control,
    status: '1',
    memberId: control === 'UNKNOWN1' ? 'EVG00777' : 'EVG00778',
    patient: { last: 'Larkmoor', first: 'Ines' },
    lines: [{ code: '99214', billed: paid, paid, servedOn: control === 'UNKNOWN1' ? '2024-01-03' : '2024-01-04', adjustments: [] }],
  });
  const stranger = { control: 'NOTHING9', memberId: 'NOBODY', patient: { last: 'Quillfeather', first: 'Tamsin' } };
  await desk.feed('friday deposit.835', writeRemit('EFT0001', payer, [whole(first)]));
  await desk.feed('monday.835', writeRemit('EFT0002', payer, [whole(second, stranger)]));
  await desk.feed('evergreen-20261106.835', writeRemit('EFT0003', payer, [unknown('UNKNOWN1', 28313), unknown('UNKNOWN2', 5000)]));
  await desk.settle();
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const planOf = (question: string) =>
  db.store.inTenant(desk.tenant, async (tx) => {
    await tx.rows('set local enable_seqscan = off');
    const rows = await tx.rows<{ 'QUERY PLAN': string }>(`explain ${question}`, [tx.tenant]);
    return rows.map((row) => row['QUERY PLAN']).join(' ');
  });
const found = async (search: string, actor = desk.biller) =>
  (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search }, actor)).rows.map((row) => row.traceNumber).sort();

test('the tray is searched by payer, trace, file, amount, control numbers and patients, known or not', async () => {
  const rows = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' })).rows;
  const paid = rows.find((row) => row.traceNumber === 'EFT0001')?.paid ?? 0;
  const dollars = (paid / 100).toFixed(2);
  for (const text of ['eft0001', 'Friday', first.control, `ICN${first.control}`, dollars, `$${dollars}`])
    expect([text, await found(text)]).toEqual([text, ['EFT0001']]);
  expect(await found(payer.name.slice(0, 6))).toEqual(['EFT0001', 'EFT0002', 'EFT0003']);
  for (const text of ['quillf', 'Quillfeather, Tam', 'tamsin quill', 'nothing9'])
    expect([text, await found(text)]).toEqual([text, ['EFT0002']]);
  expect(await found(`${first.patient.last}, ${first.patient.first}`)).toContain('EFT0001');
  expect(await found('quillfeatherx')).toEqual([]);
});

test('the tray is searched by what is on a claim: the member, the day of service, what was paid for it', async () => {
  for (const text of ['EVG 00-777', 'evg00777', '2024-01-03', '1/3/2024', '01/03/2024', '283.13', '$283.13'])
    expect([text, await found(text)]).toEqual([text, ['EFT0003']]);
  for (const text of ['EVG 00-77', 'evg0077', '2024-13-03', '1/32/2024', '283.14']) expect([text, await found(text)]).toEqual([text, []]);
});

test('the tray is searched by the day of payment, as billers write it or as lists have it', async () => {
  const [row] = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' })).rows;
  const [year = '', month = '', day = ''] = (row?.paidOn ?? '').split('-');
  for (const text of [`${year}-${month}-${day}`, `${month}/${day}/${year}`, `${Number(month)}/${Number(day)}/${year}`])
    expect([text, await found(text)]).toEqual([text, ['EFT0001', 'EFT0002', 'EFT0003']]);
});

test('an amount is no piece of the name of a file', async () => {
  expect(await found('106.83')).toEqual([]);
  expect(await found('$106.83')).toEqual([]);
  expect(await found('20261106')).toEqual(['EFT0003']);
  expect(await found('evergreen-20261106.835')).toEqual(['EFT0003']);
});

test('members, days and amounts of claims are looked up by indexes', async () => {
  // As in a practice that has many.
  await withAdmin(db.adminUrl, (client) =>
    client.query("update pg_class set relpages = 1, reltuples = 100000 where relname in ('remit', 'remit_claim') and relkind = 'r'"),
  );
  for (const [index, condition] of [
    ['remit_claim_patient_member', "patient_member_index = 'a'"],
    ['remit_claim_subscriber_member', "subscriber_member_index = 'a'"],
    ['remit_claim_served', "served_from = '2024-01-03'::date"],
    ['remit_claim_paid', 'paid in (1::bigint, -1::bigint)'],
  ] as const)
    expect(await planOf(`select remit_id from remits.remit_claim where tenant_id = $1 and ${condition}`)).toMatch(
      new RegExp(`${index} .*Index Cond: .*${condition.split(' ')[0]} =`),
    );
  const day = "select id from remits.remit where tenant_id = $1 and coalesce(paid_on, '0001-01-01'::date) = '2024-01-03'::date";
  expect(await planOf(day)).toMatch(/remit_newest .*Index Cond: .*COALESCE/);
});

test('who may not look for people finds none by name', async () => {
  const agent = { ...desk.system, roles: ['deposits-agent'] };
  await expect(desk.ask('revenue/claims/claims', {}, agent)).rejects.toThrow(/may not/);
  expect(await found('quillfeather', agent)).toEqual([]);
  expect(await found('evg00777', agent)).toEqual([]);
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

test('of a name that more have than are opened, the newest are found, and that there are more', async () => {
  const named = (most: number) => db.store.inTenant(desk.tenant, (tx) => remitsOfPatients(tx, 'larkmoor', [], most));
  const [all, some] = [await named(10), await named(2)];
  expect(all).toEqual({ ids: [expect.any(String)], more: false });
  expect(some).toEqual({ ids: all.ids, more: true });
});

test('patients are found by hashes that spell nobody out, and by the index', async () => {
  const rows = await db.store.inTenant(desk.tenant, (tx) =>
    tx.rows<{ token: string }>('select token from remits.patient_search where tenant_id = $1', [tx.tenant]),
  );
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.some(({ token }) => /quil|tams/i.test(token))).toBe(false);
  const looked = "select remit_claim_id from remits.patient_search where tenant_id = $1 and token = any(array['a', 'b'])";
  expect(await planOf(looked)).toMatch(/Index Cond: .*token = ANY/);
});

test('so are files by the words of their names, also those that an older version kept', async () => {
  const words = () =>
    db.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ token: string }>('select token from intake.document_word where tenant_id = $1', [tx.tenant]),
    );
  const kept = await words();
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.some(({ token }) => /friday|monday|deposit/i.test(token))).toBe(false);
  expect(await planOf("select document_id from intake.document_word where tenant_id = $1 and token = 'a'")).toMatch(
    /Index Cond: .*token =/,
  );
  await withAdmin(db.adminUrl, (client) => client.query('delete from intake.document_word'));
  expect(await found('monday')).toEqual([]);
  await indexOldDocuments(db.store, desk.tenant);
  expect(await words()).toHaveLength(kept.length);
  expect(await found('monday')).toEqual(['EFT0002']);
});
