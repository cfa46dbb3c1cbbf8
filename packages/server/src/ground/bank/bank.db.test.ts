import { makeRemits, type RemitBatch } from '@claimwright/twin';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differences, twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import type { Page, RecordRow } from '../../gate/views.ts';
import type { RemitView, TrayRow } from '../../revenue/posting/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { DocumentDetail } from '../intake/views.ts';
import type { TieOutView } from '../ledger/views.ts';
import type { DepositView } from './views.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const deposits = (desk: Desk, view: 'open' | 'tied' | 'all' = 'all') => desk.ask<Page<DepositView>>('ground/bank/deposits', { view });
const tray = async (desk: Desk) => (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' })).rows;
const clearing = async (desk: Desk) => (await desk.ask<TieOutView>('ground/ledger/tie-out', {})).clearing;

/** Some remits of the twin's, read and posted, with no bank file yet. */
async function posted(desk: Desk): Promise<RemitBatch> {
  const [batch] = makeRemits({ seed: 'bank', count: 12 });
  if (!batch) throw new Error('the twin gave nothing');
  await desk.feed('claims.837', batch.bytes837);
  for (const file of batch.remits) await desk.feed(file.name, file.bytes835);
  await desk.settle();
  for (const row of await tray(desk)) if (row.state === 'open') await desk.act('revenue/posting/post-remit', { remitId: row.id });
  return batch;
}

/** One of them that paid something, with a bank line as we please. */
async function paying(desk: Desk): Promise<TrayRow> {
  const row = (await tray(desk)).find((one) => one.state === 'posted' && one.paid > 1_000 && one.deposit.state === 'missing');
  if (!row) throw new Error('no posted remit pays anything');
  return row;
}
const dollars = (amount: number): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
const line = (row: TrayRow, amount: number, memo = ''): string =>
  `${row.paidOn},"HCCLAIMPMT ${memo}",${dollars(amount)},${row.traceNumber}\n`;
const csv = (...lines: readonly string[]): Uint8Array => text(`Date,Description,Amount,Reference\n${lines.join('')}`);

/** A payer that takes back 50.00 by a debit of our account, for a claim that nobody knows here. */
const debitNotice = [
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260227*1200*^*00501*000000017*0*P*:',
  'GS*HP*PAYER*PROVIDER*20260227*1200*17*X*005010X221A1',
  'ST*835*0017',
  'BPR*I*50*D*ACH*CCP*01*999999992*DA*123456*1512345678**01*999988880*DA*98765*20260227',
  'TRN*1*DEBIT00017*1512345678',
  'DTM*405*20260227',
  'N1*PR*Sample Payer',
  'N3*1 Main Street',
  'N4*Anytown*CO*80000',
  'PER*BL*Help*TE*8005550100',
  'N1*PE*Sample Practice*XX*1234567893',
  'LX*1',
  'CLP*NOBODY*22*-80*-50**12*PCN017*11*1',
  'CAS*CO*45*-30',
  'NM1*QC*1*Sample*Pat****MI*MEM0017',
  'DTM*232*20260105',
  'SE*15*0017',
  'GE*1*17',
  'IEA*1*000000017',
  '',
].join('~\n');

describe('deposits', () => {
  test('are kept once, and tied where trace, amount and day agree; untying restores zero', async () => {
    const desk = await openDesk(db.store, twinPayers);
    const batch = await posted(desk);
    await desk.feed(batch.bank.name, batch.bank.bytes);
    const before = await deposits(desk);
    expect(before.total).toBe(batch.bank.lines.length);
    // The same lines in other bytes, as a second download of the same days brings them.
    await desk.feed(`again-${batch.bank.name}`, Buffer.concat([batch.bank.bytes, text('\r\n')]));
    expect((await deposits(desk)).total).toBe(before.total);

    const waiting = await clearing(desk);
    const exact = before.rows.filter((row) => row.state === 'exact');
    expect(exact.length).toBeGreaterThan(3);
    const { result } = await desk.act<{ tied: number }>('ground/bank/tie-exact', {});
    expect(result.tied).toBe(exact.length);
    expect((await desk.act<{ tied: number }>('ground/bank/tie-exact', {})).result.tied).toBe(0);
    const after = await clearing(desk);
    const tied = (await deposits(desk, 'tied')).rows;
    expect(tied.map((row) => row.id).sort()).toEqual(exact.map((row) => row.id).sort());
    for (const row of tied) expect(after.map((one) => one.remitId)).not.toContain(row.remits[0]?.remitId);
    expect(await differences(desk)).toEqual([]);

    for (const row of tied) await desk.act('ground/bank/untie-deposit', { depositId: row.id, reason: 'to see it undone' });
    expect(await clearing(desk)).toEqual(waiting);
    expect((await deposits(desk, 'tied')).total).toBe(0);
    expect((await desk.act<{ tied: number }>('ground/bank/tie-exact', {})).result.tied).toBe(exact.length);
    expect(await clearing(desk)).toEqual(after);
    expect(await desk.ask<{ ok: boolean }>('gate/verify', {})).toMatchObject({ ok: true });
    await desk.close();
  });

  test('that differ are shown with the exact difference, never tied by themselves, and leave it in clearing when a person ties them', async () => {
    const desk = await openDesk(db.store, twinPayers);
    await posted(desk);
    const remit = await paying(desk);
    await desk.feed('bank.csv', csv(line(remit, remit.paid - 125)));
    const [deposit] = (await deposits(desk, 'open')).rows;
    expect(deposit).toMatchObject({ state: 'differs', amount: remit.paid - 125, remits: [{ remitId: remit.id, paid: remit.paid }] });
    expect(deposit?.because).toContain('1.25 less');
    expect((await desk.act<{ tied: number }>('ground/bank/tie-exact', {})).result.tied).toBe(0);
    const shown = () => desk.ask<RemitView>('revenue/posting/remit', { remitId: remit.id });
    expect((await shown()).because).toMatch(/^Posted as .*, but the bank received .*, which is 1\.25 less\.$/);

    const depositId = deposit?.id ?? '';
    await desk.act('ground/bank/tie-deposit', { depositId, remitIds: [remit.id] });
    expect((await deposits(desk, 'tied')).rows[0]?.because).toContain('1.25 less came than was due');
    expect((await clearing(desk)).find((row) => row.remitId === remit.id)).toMatchObject({
      balance: 125,
      because: 'The deposits came to 1.25 less than the remits.',
    });
    expect(await shown()).toMatchObject({
      deposit: { state: 'tied', amount: remit.paid - 125 },
      because: expect.stringMatching(/^Posted and tied, but the bank received 1\.25 less than the /),
    });
    await expect(desk.act('ground/bank/tie-deposit', { depositId, remitIds: [remit.id] })).rejects.toThrow(/tied already/);

    // The rest comes by itself two days later: the same remit takes it, and not a cent more.
    await desk.feed('rest.csv', csv(line(remit, 125, 'the rest')));
    const [rest] = (await deposits(desk, 'open')).rows;
    await desk.act('ground/bank/tie-deposit', { depositId: rest?.id, remitIds: [remit.id] });
    expect((await clearing(desk)).map((row) => row.remitId)).not.toContain(remit.id);
    expect(await shown()).toMatchObject({ deposit: { amount: remit.paid }, because: expect.not.stringContaining('the bank received') });
    await desk.feed('more.csv', csv(line(remit, 200, 'more')));
    const [more] = (await deposits(desk, 'open')).rows;
    await expect(desk.act('ground/bank/tie-deposit', { depositId: more?.id, remitIds: [remit.id] })).rejects.toThrow(/tied already/);
    expect(await differences(desk)).toEqual([]);
    await desk.close();
  });

  test('of a transaction that another bank file brought are not tied twice', async () => {
    const desk = await openDesk(db.store, twinPayers);
    await posted(desk);
    const remit = await paying(desk);
    await desk.feed('bank.csv', csv(line(remit, remit.paid)));
    await desk.act('ground/bank/tie-exact', {});
    await desk.feed('other.csv', text(`Date,Description,Amount,Reference,Account\n${line(remit, remit.paid).trim()},000123456789\n`));
    const [twin] = (await deposits(desk, 'open')).rows;
    expect(twin?.state).toBe('alone');
    expect(twin?.because).toContain('another bank file');
    expect((await desk.act<{ tied: number }>('ground/bank/tie-exact', {})).result.tied).toBe(0);
    await desk.close();
  });

  test('that took money out are tied to the debit notice of the same trace', async () => {
    const desk = await openDesk(db.store, twinPayers);
    await desk.feed('debit.835', text(debitNotice));
    await desk.settle();
    const [notice] = await tray(desk);
    expect(notice).toMatchObject({ paid: -5_000, traceNumber: 'DEBIT00017' });
    await desk.act('revenue/posting/post-remit', { remitId: notice?.id });
    await desk.feed('bank.csv', csv('2026-02-27,"HCCLAIMPMT",-50.00,DEBIT00017\n', '2026-02-27,"MONTHLY FEE",-12.00,\n'));
    const { rows } = await deposits(desk, 'open');
    expect(rows.map((row) => [row.amount, row.state]).sort()).toEqual([
      [-1_200, 'alone'],
      [-5_000, 'exact'],
    ]);
    expect((await desk.act<{ tied: number }>('ground/bank/tie-exact', {})).result.tied).toBe(1);
    expect(await clearing(desk)).toEqual([]);
    const { rows: accounts } = await desk.ask<{ rows: { account: string; balance: number }[] }>('ground/ledger/accounts', {});
    expect(accounts.find((row) => row.account === 'Assets:Bank:Main')?.balance).toBe(-5_000);
    await desk.close();
  });

  test('of an unreadable file leave nothing behind, and say why', async () => {
    const desk = await openDesk(db.store, twinPayers);
    const received = await desk.feed(
      'broken.bai',
      text('01,BANK,PRACTICE,260301,0600,1,,,2/\n02,PRACTICE,BANK,1,260301,,USD/\n03,123456789,USD,,,,/\n16,165,10000,0,REF,,x/\n'),
    );
    expect((await deposits(desk)).total).toBe(0);
    const detail = await desk.ask<DocumentDetail>('ground/intake/document', { documentId: received.documentId });
    expect(detail.findings.some((finding) => finding.severity === 'error')).toBe(true);
    await desk.close();
  });

  test('of one practice are not there for another', async () => {
    const desk = await openDesk(db.store, twinPayers);
    await posted(desk);
    const remit = await paying(desk);
    await desk.feed('bank.csv', csv(line(remit, remit.paid)));
    const [deposit] = (await deposits(desk)).rows;
    const stranger = await openDesk(db.store, twinPayers);
    expect((await deposits(stranger)).total).toBe(0);
    await expect(stranger.act('ground/bank/tie-deposit', { depositId: deposit?.id, remitIds: [remit.id] })).rejects.toThrow(
      /does not exist here/,
    );
    await expect(desk.act('ground/bank/tie-deposit', { depositId: deposit?.id, remitIds: [v7()] })).rejects.toThrow(/does not exist here/);
    const record = await stranger.ask<Page<RecordRow>>('gate/record', { chain: 'acts' });
    expect(record.rows.map((row) => [row.outcome, row.says])).toContainEqual(['refused', 'Was refused: Tie a deposit to remits']);
    await Promise.all([desk.close(), stranger.close()]);
  });
});
