import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import { openDesk } from '../../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { addedBeside, type MetPatient, patientsOf, payersByIds, payersOf, setUpInput, setUpPractice } from './index.ts';
import type { PartiesView } from './views.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

describe('payers', () => {
  test('are found by any of their ids or their name, and learn the ids that they come with', async () => {
    const tenant = v7();
    await within(db.store, tenant, async (ctx) => {
      const [first, again, named, other] = await payersByIds(ctx, [
        { name: 'Northwind Mutual', ids: ['nwm01'] },
        { name: 'NORTHWIND', ids: ['00NWM01'] },
        { name: 'Northwind  mutual.', ids: ['1512345678'] },
        { name: 'Other Plan', ids: [] },
      ]);
      expect(again).toBe(first);
      expect(named).toBe(first);
      expect(other).not.toBe(first);
      expect(await payersByIds(ctx, [{ name: 'Somebody else', ids: ['1512345678'] }])).toEqual([first]);
      const rows = await payersOf(ctx.tx);
      expect(rows.map((row) => [row.name, row.ids, row.inNetwork, row.unconfirmed])).toEqual([
        ['Northwind Mutual', ['NWM01', '1512345678'], false, true],
        ['Other Plan', [], false, true],
      ]);
    });
  });

  test('with ids of their own are not taken for one another by their name', async () => {
    await within(db.store, v7(), async (ctx) => {
      const [a, b] = await payersByIds(ctx, [
        { name: 'State Plan', ids: ['A1'] },
        { name: 'County Plan', ids: ['B1'] },
      ]);
      expect(await payersByIds(ctx, [{ name: 'State Plan', ids: ['B1'] }])).toEqual([b]);
      expect(a).not.toBe(b);
    });
  });

  test('under a known name and ids of their own are only likely that one, until a person says so once', async () => {
    const desk = await openDesk(db.store, [{ name: 'Northwind Mutual', ids: ['NWM01'] }]);
    const meet = (...ids: string[]) => within(db.store, desk.tenant, (ctx) => payersByIds(ctx, [{ name: 'NORTHWIND MUTUAL', ids }]));
    const payers = async () =>
      [...(await desk.ask<PartiesView>('ground/parties/practice', {})).payers].sort((a, b) => Number(b.inNetwork) - Number(a.inNetwork));
    const [known] = await meet('NWM01');
    const [met] = await meet('1599999999');
    expect(met).not.toBe(known);
    expect(await meet('1599999999')).toEqual([met]);
    expect(await meet()).toEqual([known]);
    expect((await payers()).map((payer) => [payer.ids, payer.inNetwork, payer.likely])).toEqual([
      [['NWM01'], true, undefined],
      [['1599999999'], false, 'Northwind Mutual'],
    ]);
    await desk.act('ground/parties/same-payer', { payerId: met });
    expect(await meet('1599999999')).toEqual([known]);
    const [as] = await within(db.store, desk.tenant, ({ tx }) => payersOf(tx, [met ?? '']));
    expect(as).toMatchObject({ id: met, inNetwork: true, ids: ['NWM01', '1599999999'] });
    expect((await payers()).find((payer) => payer.id === met)).toMatchObject({
      ids: ['1599999999'],
      sameAs: { id: known, name: 'Northwind Mutual' },
    });
    await expect(desk.act('ground/parties/same-payer', { payerId: met })).rejects.toThrow(/already/);
    await desk.act('ground/parties/other-payer', { payerId: met });
    expect(await meet('1599999999')).toEqual([met]);
    expect((await payers()).map((payer) => [payer.ids, payer.inNetwork, payer.likely, payer.sameAs, payer.apartFrom])).toEqual([
      [['NWM01'], true, undefined, undefined, undefined],
      [['1599999999'], false, undefined, undefined, 'Northwind Mutual'],
    ]);
    await expect(desk.act('ground/parties/other-payer', { payerId: known })).rejects.toThrow(/no other’s name/);
    await desk.close();
  });

  test('under another name and ids of their own are not the one that shares the trace id with them, and teach it nothing', async () => {
    const desk = await openDesk(db.store, [{ name: 'Northwind Mutual', ids: ['NWM01', '1512345678'] }]);
    const meet = async (name: string, ...ids: string[]) => {
      const [id] = await within(db.store, desk.tenant, (ctx) => payersByIds(ctx, [{ name, ids, traceIds: ['1512345678'] }]));
      return id;
    };
    const known = await meet('NORTHWIND MUTUAL', 'NWM77');
    expect(await meet('Northwind, in other words', 'NWM01')).toBe(known);
    expect(await meet('')).toBe(known);
    const other = await meet('Harbor Plan', 'HP1');
    expect(other).not.toBe(known);
    expect(await meet('Harbor Plan', 'HP1')).toBe(other);
    const bare = await meet('Meadow Plan');
    expect([known, other]).not.toContain(bare);
    expect(await meet('MEADOW PLAN')).toBe(bare);
    const { payers } = await desk.ask<PartiesView>('ground/parties/practice', {});
    expect(payers.map((payer) => [payer.name, payer.ids, payer.inNetwork, payer.likely])).toEqual([
      ['Harbor Plan', ['HP1'], false, 'Northwind Mutual'],
      ['Meadow Plan', [], false, 'Northwind Mutual'],
      ['Northwind Mutual', ['NWM01', '1512345678', 'NWM77'], true, undefined],
    ]);
    await desk.act('ground/parties/same-payer', { payerId: bare });
    expect(await meet('Meadow Plan')).toBe(known);
    await desk.act('ground/parties/other-payer', { payerId: other });
    expect(await meet('Harbor Plan', 'HP1')).toBe(other);
    await desk.close();
  });

  test('met by two readers at once are added once', async () => {
    const tenant = v7();
    const meet = () => within(db.store, tenant, (ctx) => payersByIds(ctx, [{ name: 'Same Plan', ids: ['S1'] }]));
    const [one, two] = await Promise.all([meet(), meet()]);
    expect(one).toEqual(two);
    expect(await within(db.store, tenant, async ({ tx }) => (await payersOf(tx)).length)).toBe(1);
  });
});

test('patients are one person by name and birth date, whatever the spelling, thousands at once', async () => {
  await within(db.store, v7(), async (ctx) => {
    const person = (last: string, more: Partial<MetPatient> = {}): MetPatient => ({ last, first: 'Pat', birthDate: '1980-02-03', ...more });
    const [a, b, c, d, e, f] = await patientsOf(ctx, [
      person("O'Brien"),
      person('OBRIEN'),
      person("O'Brien", { birthDate: '1980-02-04' }),
      { last: 'Sample', first: 'Jo', memberId: 'M1' },
      { last: 'Sample', first: 'Jo', memberId: 'M2' },
      person('山田'),
    ]);
    expect(b).toBe(a);
    expect(new Set([a, c, d, e, f]).size).toBe(5);
    // Named without a birth date, whoever came with one under the number is meant, where it is one.
    const [jo, same, junior] = await patientsOf(ctx, [
      { last: 'Reed', first: 'Jo', birthDate: '1980-02-03', memberId: 'R-01' },
      { last: 'Reed', first: 'Al', birthDate: '1950-02-03', memberId: 'R-01' },
      { last: 'Reed', first: 'Al', birthDate: '1990-02-03', memberId: 'R-01' },
    ]);
    const undated = (name: string, memberId: string): MetPatient => ({ last: 'REED', first: name, memberId });
    const [found, father, other] = await patientsOf(ctx, [undated('Jo', 'r01'), undated('Al', 'R-01'), undated('Jo', 'R-02')]);
    expect(found).toBe(jo);
    expect(new Set([jo, same, junior, father, other]).size).toBe(5);
    const many = Array.from({ length: 5_000 }, (_, i) =>
      person(`Sample${String.fromCharCode(97 + (i % 26))}`, { birthDate: `19${String(10 + (i % 80))}-01-01` }),
    );
    const ids = await patientsOf(ctx, many);
    expect(await patientsOf(ctx, many)).toEqual(ids);
  });
});

test('two people of one name and birth date stay two where member id and address differ, and whoever lacks one of these is as before', async () => {
  await within(db.store, v7(), async (ctx) => {
    const john = { last: 'Smithson', first: 'John', birthDate: '1980-01-01' };
    const here = { line1: '1 First St', zip: '440000000' };
    const there = { line1: '999 Other Rd', zip: '44000' };
    const one = { ...john, payerId: 'P', memberId: 'AA-1', address: here };
    const other = { ...john, payerId: 'P', memberId: 'BB-2', address: there };
    const [first, second] = await patientsOf(ctx, [one, other]);
    expect(second).not.toBe(first);
    expect([...(await addedBeside(ctx, [first, second] as string[]))]).toEqual([second]);
    const found = (...people: MetPatient[]) => patientsOf(ctx, people);
    expect(await found(other, one, { ...john, payerId: 'P', memberId: 'BB2' })).toEqual([second, first, second]);
    // Moved, or with another card, but not both; and at another payer by where they live.
    expect(await found({ ...one, address: { line1: '5 New St' } }, { ...other, memberId: 'CC-3' }, { ...other, payerId: 'Q' })).toEqual([
      first,
      second,
      second,
    ]);
    expect(await found(john, { ...john, payerId: 'Q', memberId: 'ZZ' }, { ...john, payerId: 'P', memberId: 'YY' })).toEqual([
      first,
      first,
      first,
    ]);
  });
});

describe('the practice', () => {
  const given = setUpInput.parse({
    practice: { name: 'Sample Practice', specialty: 'dental', npi: '1234567893' },
    sites: [{ name: 'Main', timeZone: 'America/Denver' }],
    providers: [{ name: 'Dr Sample', npi: '1234567893' }],
    payers: [{ name: 'Northwind Mutual', ids: ['nwm01'], inNetwork: true }],
    openingBalances: [
      { account: 'Assets:Bank:1234', amount: '1,250.00', on: '2026-01-01' },
      { account: 'Assets:AR:Payer', amount: '0', on: '2026-01-01' },
    ],
  });

  test('is set up once, with its opening balances', async () => {
    const tenant = v7();
    await within(db.store, tenant, async (ctx) => {
      expect(await setUpPractice(ctx, given, false)).toEqual([{ account: 'Assets:Bank:1234', amount: 125_000, on: '2026-01-01' }]);
    });
    await expect(within(db.store, tenant, (ctx) => setUpPractice(ctx, given, false))).rejects.toThrow();
  });

  test('refuses what cannot be, before anything is written', () => {
    const wrong = setUpInput.safeParse({
      ...given,
      practice: { ...given.practice, npi: '1234567890' },
      sites: [{ name: 'Main', timeZone: 'Mars/Olympus' }],
      openingBalances: [{ account: 'bank', amount: '12.345', on: '2026-02-30' }],
    });
    expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual([
      'practice.npi',
      'sites.0.timeZone',
      'openingBalances.0.account',
      'openingBalances.0.amount',
      'openingBalances.0.on',
    ]);
  });

  test('is kept up through the gate: payers confirmed, ids unique, no NPI twice', async () => {
    const desk = await openDesk(db.store, [{ name: 'Northwind Mutual', ids: ['NWM01'] }]);
    const [met] = await within(db.store, desk.tenant, (ctx) => payersByIds(ctx, [{ name: 'Met In A File', ids: ['MIF'] }]));
    await desk.act('ground/parties/set-payer', { payerId: met, inNetwork: true });
    await desk.act('ground/parties/add-payer', { name: 'Typed Plan', ids: ['typ1'], inNetwork: false });
    await expect(desk.act('ground/parties/add-payer', { name: 'Typed Again', ids: ['0TYP1'], inNetwork: true })).rejects.toThrow(
      /here already/,
    );
    await desk.act('ground/parties/add-provider', { name: 'Dr Sample', npi: '1234567893' });
    await expect(desk.act('ground/parties/add-provider', { name: 'Dr Twice', npi: '1234567893' })).rejects.toThrow(/here already/);
    await desk.act('ground/parties/add-site', { name: 'Second', timeZone: 'America/Chicago' });
    const view = await desk.ask<PartiesView>('ground/parties/practice', {});
    expect(view.payers.map((payer) => [payer.name, payer.inNetwork, payer.unconfirmed])).toEqual([
      ['Met In A File', true, false],
      ['Northwind Mutual', true, false],
      ['Typed Plan', false, false],
    ]);
    const biller = { ...desk.biller, roles: ['biller'] };
    await expect(desk.act('ground/parties/set-payer', { payerId: met, inNetwork: false }, biller)).rejects.toThrow(/may not/);
    await desk.close();
  });
});
