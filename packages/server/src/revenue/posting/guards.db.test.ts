import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ownBalances } from '../../../testing/check-books.ts';
import { twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type AnsweredClaim, answer, answered, writeRemit } from '../../../testing/write-remit.ts';
import type { Page } from '../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { RemitClaimRow, TrayRow } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const made = makeClaims({ seed: 'guards', count: 60, until: '2026-02-10' });
const claims = made.claims.filter(({ coverages, lines }) => coverages.length === 1 && lines.length === 1);
const claim = claims[0] ?? fail('no claim');
const payer = claim.coverages[0]?.payer ?? fail('no payer');
function fail(what: string): never {
  throw new Error(what);
}

beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  await desk.feed('claims.837', made.bytes837);
  return () => desk.close();
});

const rows = async (trace: string) => (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search: trace })).rows;
async function bring(trace: string, bytes: Uint8Array): Promise<TrayRow> {
  await desk.feed(`${trace}.835`, bytes);
  await desk.settle();
  return (await rows(trace))[0] ?? fail('the remit is not in the tray');
}
const post = (remitId: string) => desk.act('revenue/posting/post-remit', { remitId });
const idAt = async (remitId: string, at: number) =>
  (await desk.ask<Page<RemitClaimRow>>('revenue/posting/remit-claims', { remitId })).rows.find((row) => row.index === at)?.id ??
  fail('no such claim');
const answers = (): AnsweredClaim =>
  answered(
    claim,
    claim.lines.map((line) => answer(line)),
  );
const nothing = (): AnsweredClaim =>
  answered(
    claim,
    claim.lines.map((line) => answer(line, '1', { paid: 0, adjustments: [['PR', '1', line.billed]] })),
  );
const changed = (bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array => {
  const text = new TextDecoder().decode(bytes);
  expect(text).toMatch(from);
  return new TextEncoder().encode(text.replace(from, to));
};

describe('what cannot be read', () => {
  test.each([
    ['UNREAD1', 'BPR*I*0.00*', 'BPR*I*1,000.00*', /BPR02 .* is not an amount/],
    ['UNREAD2', 'BPR*I*0.00*', 'BPR*I**', /BPR02 .* is missing/],
    ['UNREAD3', 'BPR*I*0.00*', 'BPR*I*99999999999999999.99*', /BPR02 .* is larger/],
    ['UNREAD4', /SE\*[\s\S]*$/, '', /ends in the middle/],
    ['UNREAD5', /SE\*[\s\S]*$/, 'PLB*1234567893*20261231*WO:X*1x~SE*20*0001~GE*1*19~IEA*1*000000019~', /PLB04 .* is not an amount/],
  ])('%s is not 0.00: the whole remit waits', async (trace, from, to, says) => {
    const row = await bring(trace, changed(writeRemit(trace, payer, [nothing()]), from, to));
    expect(row).toMatchObject({ state: 'parked', balanced: false });
    await expect(post(row.id)).rejects.toThrow(says);
    // Taking it as ours settles whose it is, not what it says.
    await desk.act('revenue/posting/remit-ours', { remitId: row.id });
    await expect(post(row.id)).rejects.toThrow(says);
  });

  test('amounts past counting are refused with words, and nothing of them is kept', async () => {
    const most = '90071992547409.91';
    const bytes = changed(
      writeRemit('UNREAD7', payer, [nothing(), nothing()]),
      /CLP\*([^*]*)\*1\*[^*]*\*0\.00/g,
      `CLP*$1*1*${most}*${most}`,
    );
    const received = await desk.feed('UNREAD7.835', bytes);
    await desk.settle();
    expect(await rows('UNREAD7')).toEqual([]);
    const view = await desk.ask<object>('ground/intake/document', { documentId: received.documentId });
    expect(JSON.stringify(view)).toContain('more than can be counted');
  });

  test('of one claim keeps that claim from being posted, by hand too', async () => {
    const row = await bring('UNREAD6', changed(writeRemit('UNREAD6', payer, [nothing()]), /(CLP\*[^*]*\*1\*[^*]*\*)0\.00/, '$11,000.00'));
    await post(row.id);
    expect((await rows('UNREAD6'))[0]).toMatchObject({ state: 'posted', balanced: false, parkedClaims: 1 });
    const view = await desk.ask<Page<{ id: string; payerOpen: number }>>('revenue/claims/claims', { search: claim.control });
    expect(view.rows[0]?.payerOpen).toBe(claim.lines[0]?.billed);
    await desk.act('revenue/posting/match-claim', { remitClaimId: await idAt(row.id, 0), claimId: view.rows[0]?.id });
    expect((await rows('UNREAD6'))[0]).toMatchObject({ parkedClaims: 1 });
  });
});

describe('a posting that a later remit took back and corrected', () => {
  test('stays as it is: unmatched or posted again, the reversal would mirror nothing', async () => {
    const first = await bring('BEFORE1', writeRemit('BEFORE1', payer, [answers()]));
    await post(first.id);
    const back: AnsweredClaim = {
      ...answers(),
      status: '22',
      lines: answers().lines.map((line) => ({
        ...line,
        billed: -line.billed,
        paid: -line.paid,
        adjustments: line.adjustments.map(([group, carc, amount]) => [group, carc, -amount] as const),
      })),
    };
    const full = answered(
      claim,
      claim.lines.map((line) => answer(line, '45', { paid: line.billed, adjustments: [] })),
    );
    const later = await bring('BEFORE2', writeRemit('BEFORE2', payer, [back, full]));
    await post(later.id);
    const remitClaimId = await idAt(first.id, 0);
    const books = await ownBalances(desk);
    for (const name of ['unmatch-claim', 'match-line', 'claim-not-ours', 'match-claim', 'post-again', 'unmatch-line']) {
      const line = (await desk.ask<Page<{ id: string }>>('revenue/claims/claims', { search: claim.control })).rows[0]?.id;
      const input = { remitClaimId, reason: 'no', claimId: line, lineIndex: 0, claimLineIds: [line] };
      await expect(desk.act(`revenue/posting/${name}`, input), name).rejects.toThrow();
    }
    await expect(desk.act('revenue/posting/unmatch-claim', { remitClaimId })).rejects.toThrow(/took this posting back/);
    expect(await ownBalances(desk)).toEqual(books);
  });
});
