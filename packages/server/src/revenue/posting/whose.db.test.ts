import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ownBalances } from '../../../testing/check-books.ts';
import { twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type AnsweredClaim, answer, answered, type RemitChange, writeRemit } from '../../../testing/write-remit.ts';
import type { Page } from '../../gate/views.ts';
import type { PartiesView } from '../../ground/parties/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { RemitView, TrayRow } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const made = makeClaims({ seed: 'whose', count: 60, until: '2026-02-10' });
const claims = made.claims.filter(({ coverages, lines }) => coverages.length === 1 && lines.length === 1);
const claim = claims[0] ?? fail('no claim');
const payer = claim.coverages[0]?.payer ?? fail('no payer');
function fail(what: string): never {
  throw new Error(what);
}

beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers, new Date('2026-03-02T15:00:00Z'), { npi: '1234567893', taxId: '12-3456789' });
  await desk.feed('claims.837', made.bytes837);
  return () => desk.close();
});

const answers = (at = 0): AnsweredClaim => {
  const one = claims[at] ?? fail('too few claims');
  return answered(
    one,
    one.lines.map((line) => answer(line)),
  );
};
type Named = { readonly name: string; readonly id: string };
async function bring(trace: string, from: Named, what: readonly AnsweredClaim[], change: RemitChange = {}): Promise<TrayRow> {
  await desk.feed(`${trace}.835`, writeRemit(trace, from, what, change));
  await desk.settle();
  return rowOf(trace);
}
const rowOf = async (trace: string) =>
  (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search: trace })).rows[0] ?? fail('not in the tray');
const open = (remitId: string) => desk.ask<RemitView>('revenue/posting/remit', { remitId });
const post = (remitId: string) => desk.act('revenue/posting/post-remit', { remitId });
const account = async (root: string) =>
  [...(await ownBalances(desk))].reduce((sum, [name, amount]) => (name.startsWith(root) ? sum + amount : sum), 0);

describe('who pays', () => {
  test('another name and unknown ids under a known trace id are likely that payer, and have no contract with us yet', async () => {
    const known = await bring('KNOWN', payer, [answers()]);
    expect(known).toMatchObject({ cleanClaims: 1 });
    const other = await bring('AGENT', { name: 'Harbor Plan', id: 'HP77' }, [answers(1)]);
    expect(other).toMatchObject({ cleanClaims: 0, workClaims: 1 });
    const view = await open(other.id);
    expect(view.findings.map(({ code, says }) => [code, says])).toEqual([
      ['remit.likely-payer', expect.stringMatching(/calls itself Harbor Plan, and its payment comes under the trace id/)],
    ]);
    const before = await account('Income:Contractual');
    await post(other.id);
    expect(await account('Income:Contractual')).toBe(before);
    const { payers } = await desk.ask<PartiesView>('ground/parties/practice', {});
    expect(payers.find(({ name }) => name === 'Harbor Plan')).toMatchObject({ ids: ['HP77'], unconfirmed: true, inNetwork: false });
    expect(payers.filter(({ ids }) => ids.includes('HP77'))).toHaveLength(1);
  });

  test('under another name but with an id of its own it is the payer that is known', async () => {
    await bring('KNOWN', payer, [answers()]);
    expect(await bring('RENAMED', { ...payer, name: 'Renamed Plan' }, [answers(1)])).toMatchObject({ cleanClaims: 1 });
  });
});

describe('who is paid', () => {
  const clinic = { name: 'Other Clinic', npi: '1888888885', taxId: '987654321' };

  test('another clinic’s remit waits as a whole, until a person says whose it is', async () => {
    const row = await bring('OTHER', payer, [answers()], { payee: clinic });
    expect(row).toMatchObject({ state: 'parked' });
    await expect(post(row.id)).rejects.toThrow(/not you: Other Clinic, NPI 1888888885, tax id 987654321/);
    expect((await open(row.id)).can).toMatchObject({ post: false, notOurs: true, ours: true });
    await desk.act('revenue/posting/remit-not-ours', { remitId: row.id, reason: 'Of the clinic next door' });
    expect(await rowOf('OTHER')).toMatchObject({ state: 'not-ours' });
    await desk.act('revenue/posting/remit-ours', { remitId: row.id });
    await desk.replan();
    expect(await rowOf('OTHER')).toMatchObject({ state: 'open', cleanClaims: 1 });
    await post(row.id);
  });

  test('one that resembles an earlier one too is asked both, and one answer is not the other; each is on the record', async () => {
    await bring('BOTH', payer, [answers()], { payee: clinic });
    const row = await bring('BOTH', payer, [answers(1)], { payee: clinic });
    const say = (question?: string) => desk.act('revenue/posting/remit-ours', { remitId: row.id, ...(question ? { question } : {}) });
    const asked = async () => {
      const { findings, can } = await open(row.id);
      return { codes: findings.map(({ code }) => code).filter((code) => /near|payee/.test(code)), ours: can.ours, own: can.ownPayment };
    };
    expect(await asked()).toEqual({ codes: ['remit.near-duplicate', 'remit.other-payee'], ours: true, own: true });
    await expect(say()).rejects.toThrow(/Two things are asked/);
    await say('payee');
    expect(await asked()).toEqual({ codes: ['remit.near-duplicate'], ours: false, own: true });
    await expect(post(row.id)).rejects.toThrow(/was here before/);
    // Of one question that is left, an answer is that.
    await say();
    expect(await asked()).toEqual({ codes: [], ours: false, own: false });
    const { history } = await open(row.id);
    expect(history.map(({ says }) => says).slice(-2)).toEqual(['Taken as ours', 'Taken as a payment of its own']);
  });

  test('its number added to a provider makes it ours, without asking again', async () => {
    await bring('ADDED', payer, [answers()], { payee: { ...clinic, npi: '1987654328' } });
    expect(await rowOf('ADDED')).toMatchObject({ state: 'parked' });
    await desk.act('ground/parties/add-provider', { name: 'Dr Sample', npi: '1987654328' });
    await desk.replan();
    expect(await rowOf('ADDED')).toMatchObject({ state: 'open', cleanClaims: 1 });
  });

  test('the practice’s tax id, or an NPI that its claims are billed under, is its own', async () => {
    expect(await bring('TAX', payer, [answers()], { payee: { ...clinic, taxId: '123456789' } })).toMatchObject({ state: 'open' });
    const billed = /NM1\*85\*[^~]*\*XX\*(\d{10})/.exec(new TextDecoder().decode(made.bytes837))?.[1] ?? fail('no billing NPI');
    expect(billed).not.toBe('1234567893');
    expect(await bring('BILLED', payer, [answers(1)], { payee: { ...clinic, npi: billed } })).toMatchObject({ state: 'open' });
  });
});

describe('what a payer carries forward', () => {
  const forward = 'Liabilities:Payer:Forward';

  test('ties when it takes it back under another trace id of its own', async () => {
    const given = await bring('FB1', payer, [answers()], { traceId: '1512345678', moved: [['FB', 'X1', -7670]] });
    await post(given.id);
    expect(await account(forward)).toBe(-7670);
    const taken = await bring('FB2', payer, [answers(1)], { traceId: '1598765432', moved: [['FB', 'X1', 7670]] });
    const { providerAdjustments, work } = await open(taken.id);
    expect([providerAdjustments.map(({ leftOpen }) => leftOpen), work]).toEqual([[0], []]);
    await post(taken.id);
    expect([...(await ownBalances(desk))].filter(([name, amount]) => name.startsWith(forward) && amount !== 0)).toEqual([]);
  });

  test('is not taken back by another payer for which the same agent pays', async () => {
    await post((await bring('FB3', payer, [answers()], { moved: [['FB', 'X2', -7670]] })).id);
    const other = await bring('FB4', { name: 'Harbor Plan', id: 'HP78' }, [answers(1)], { moved: [['FB', 'X2', 7670]] });
    expect((await open(other.id)).providerAdjustments.map(({ leftOpen }) => leftOpen)).toEqual([7670]);
    await post(other.id);
    expect(
      [...(await ownBalances(desk))]
        .filter(([name]) => name.startsWith(forward))
        .map(([, amount]) => amount)
        .sort(),
    ).toEqual([-7670, 7670]);
  });
});

describe('a deposit', () => {
  const bank = (amount: number, trace: string) =>
    new TextEncoder().encode(
      [
        'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>4321<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>',
        `<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260227<TRNAMT>${(amount / 100).toFixed(2)}<FITID>${trace}<NAME>PAYER<MEMO>${trace}</STMTTRN>`,
        '</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>',
      ].join('\n'),
    );

  test('is not tied to a copy that was cut off; one that is tied is not set aside', async () => {
    const whole = await bring('DEP1', payer, [answers(), answers(1)]);
    await desk.feed('cut.835', writeRemit('DEP1', payer, [answers()]));
    await desk.settle();
    const rows = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search: 'DEP1' })).rows;
    const copy = rows.find(({ id }) => id !== whole.id) ?? fail('no copy');
    expect(copy).toMatchObject({ state: 'parked', nearDuplicate: true });
    await desk.feed('bank.ofx', bank(whole.paid, 'DEP1'));
    const deposits = await desk.ask<{ rows: { id: string }[] }>('ground/bank/deposits', { view: 'open' });
    const depositId = deposits.rows[0]?.id ?? fail('no deposit');
    await expect(desk.act('ground/bank/tie-deposit', { depositId, remitIds: [copy.id] })).rejects.toThrow(/waits for a person/);
    await desk.act('ground/bank/tie-deposit', { depositId, remitIds: [whole.id] });
    const aside = () => desk.act('revenue/posting/remit-not-ours', { remitId: whole.id, reason: 'Not ours' });
    await expect(aside()).rejects.toThrow(/deposit is tied/);
    await desk.act('ground/bank/untie-deposit', { depositId, reason: 'Wrong one' });
    await aside();
  });
});
