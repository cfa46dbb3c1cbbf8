import { cents, type PlainDate } from '@claimwright/core/ground/base';
import type { Party } from '@claimwright/core/ground/ledger';
import { type Claim, planOpening, statusOf } from '@claimwright/core/revenue/claims';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { someDocument, within } from '../../../testing/context.ts';
import type { Ctx } from '../../gate/index.ts';
import { bookEntries, openBalances } from '../../ground/ledger/index.ts';
import { withAdmin } from '../../store/provision.ts';
import type { Tx } from '../../store/store.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { addClaims, type ClaimSearch, claimFacts, type OriginalClaims, refreshOpen } from './index.ts';
import { claimQueries } from './queries.ts';
import { claimPage } from './store.ts';
import type { ClaimRow, ClaimView } from './views.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const day = (text: string) => text as PlainDate;
const bytes = { from: 0, to: 100 };

function claimOf(number: string, more: Partial<Claim> = {}): Claim {
  return {
    patientControlNumber: number,
    frequency: '1',
    billed: cents(20_000),
    patient: { last: 'Sample', first: 'Pat', birthDate: day('1980-02-03') },
    subscriber: { last: 'Sample', first: 'Pat', memberId: 'MEM0001' },
    coverages: [{ rank: 'primary', payerName: 'Northwind Mutual', payerId: 'NWM01', memberId: 'MEM0001' }],
    sentAs: 'primary',
    diagnoses: ['Z00.00'],
    servedFrom: day('2026-01-05'),
    servedTo: day('2026-01-05'),
    lines: [
      {
        number: 1,
        procedure: { code: '99213', modifiers: ['25'] },
        billed: cents(12_000),
        servedOn: day('2026-01-05'),
        diagnoses: [],
        expectedAllowed: cents(9_000),
        bytes,
      },
      { number: 2, lineControlNumber: 'L2', procedure: { code: '90471', modifiers: [] }, billed: cents(8_000), diagnoses: [], bytes },
    ],
    bytes,
    ...more,
  };
}

const search = (more: Partial<ClaimSearch>): ClaimSearch => ({
  controlNumbers: [],
  claimIds: [],
  memberIds: [],
  payerControlNumbers: new Map(),
  ...more,
});
const noHistory = { timeline: async () => [], work: async () => [] };
const ask = <T>(name: string, ctx: Ctx, input: object) => {
  const query = claimQueries(noHistory).find((one) => one.name === name);
  if (!query) throw new Error(name);
  return query.read(ctx, input) as Promise<T>;
};
const add = async (tenant: string, claims: readonly Claim[]) =>
  within(db.store, tenant, async (ctx) => addClaims(ctx, await someDocument(ctx), claims));
const list = (tenant: string, input: object = {}) =>
  within(db.store, tenant, (ctx) => ask<{ rows: ClaimRow[]; total: number; next?: string }>('revenue/claims/claims', ctx, input));

/** How the database goes about each statement of this work. */
async function plansOf(tenant: string, work: (tx: Tx) => Promise<unknown>): Promise<string> {
  const plans: string[] = [];
  await within(db.store, tenant, ({ tx }) =>
    work({
      ...tx,
      rows: async (sql, parameters) => {
        for (const row of await tx.rows<{ 'QUERY PLAN': string }>(`explain ${sql}`, parameters)) plans.push(row['QUERY PLAN']);
        return tx.rows(sql, parameters);
      },
    }),
  );
  return plans.join('\n');
}

describe('claims', () => {
  test('are kept once with their charges, whatever file brings them', async () => {
    const tenant = v7();
    expect(await add(tenant, [claimOf('A-1'), claimOf('A-2'), claimOf('A-1')])).toMatchObject({ added: 2, repeated: 1 });
    expect(await add(tenant, [claimOf('A-2'), claimOf('A-3')])).toMatchObject({ added: 1, repeated: 1 });
    const { rows, total } = await list(tenant);
    expect(total).toBe(3);
    expect(rows.every((row) => row.payerOpen === 20_000 && row.status === 'sent' && row.patientName === 'Sample, Pat')).toBe(true);
    await within(db.store, tenant, async (ctx) => {
      const balances = await openBalances(
        ctx.tx,
        rows.map((row) => row.id),
      );
      expect(balances.reduce((total, one) => total + one.open, 0)).toBe(60_000);
      expect(balances.reduce((total, one) => total + one.allowance, 0)).toBe(9_000);
      const [people] = await ctx.tx.rows<{ n: number }>('select count(*) as n from parties.patient where tenant_id = $1', [tenant]);
      expect(people?.n).toBe(1);
    });
  });

  test('sent on to the next payer are no new charges, and tell of that payer', async () => {
    const tenant = v7();
    await add(tenant, [claimOf('B-1')]);
    const second = { rank: 'secondary', payerName: 'Second Shield', payerId: 'SEC02' } as const;
    expect(await add(tenant, [claimOf('B-1', { sentAs: 'secondary', coverages: [...claimOf('B-1').coverages, second] })])).toMatchObject({
      added: 0,
      repeated: 1,
    });
    const [fact] = await within(db.store, tenant, ({ tx }) => claimFacts(tx, search({ controlNumbers: ['B-1'] })));
    expect(fact?.coverages).toEqual([
      { rank: 'primary', payerIds: ['NWM01'], inNetwork: false },
      { rank: 'secondary', payerIds: ['SEC02'], inNetwork: false },
    ]);
    expect(fact?.open).toEqual({ primary: 20_000 });
  });

  test('are replaced by frequency 7 and voided by frequency 8, and the charges with them', async () => {
    const tenant = v7();
    await add(tenant, [claimOf('C-1')]);
    await add(tenant, [claimOf('C-1', { frequency: '7', billed: cents(8_000), lines: claimOf('C-1').lines.slice(1) })]);
    const after = await list(tenant);
    expect(after.rows.map((row) => [row.status, row.payerOpen]).sort()).toEqual([
      ['replaced', 0],
      ['sent', 8_000],
    ]);
    expect(await add(tenant, [claimOf('C-1', { frequency: '8' })])).toMatchObject({ added: 1, repeated: 0 });
    expect(await add(tenant, [claimOf('C-1', { frequency: '8' })])).toMatchObject({ added: 0, repeated: 1 });
    const { rows } = await list(tenant);
    expect(rows.map((row) => row.status).sort()).toEqual(['replaced', 'void', 'void']);
    expect(rows.every((row) => row.payerOpen === 0)).toBe(true);
    const facts = await within(db.store, tenant, ({ tx }) => claimFacts(tx, search({ controlNumbers: ['C-1'] })));
    expect(facts).toEqual([]);
  });

  test('are replaced under another number by what the payer said of them, for the same patient only', async () => {
    const tenant = v7();
    const other = { last: 'Other', first: 'Kim', birthDate: day('1991-01-01') };
    await add(tenant, [claimOf('R-1'), claimOf('R-2', { patient: other, subscriber: { ...other, memberId: 'M2' } })]);
    const said: OriginalClaims = async (_tx, numbers) =>
      new Map(numbers.map((number) => [number, number === 'ICN1' ? [{ number: 'R-1' }] : number === 'ICN2' ? [{ number: 'R-2' }] : []]));
    const send = (claim: Claim) =>
      within(db.store, tenant, async (ctx) => addClaims(ctx, await someDocument(ctx), [claim], said).then((done) => done.findings));
    const anew = { frequency: '7', billed: cents(8_000), lines: claimOf('R-1').lines.slice(1) };
    expect(await send(claimOf('R-1B', { ...anew, originalPayerControlNumber: 'ICN1' }))).toEqual([]);
    const statuses = async () => (await list(tenant)).rows.map((row) => [row.patientControlNumber, row.status, row.payerOpen]).sort();
    expect(await statuses()).toEqual([
      ['R-1', 'replaced', 0],
      ['R-1B', 'sent', 8_000],
      ['R-2', 'sent', 20_000],
    ]);
    for (const number of ['ICN2', 'NEVER', undefined]) {
      const more = number === undefined ? {} : { originalPayerControlNumber: number };
      const found = await send(claimOf(`R-9${number ?? ''}`, { frequency: '8', ...more }));
      expect(found).toMatchObject([{ code: 'claims.original-not-found', severity: 'warning', at: 'CLM05-3' }]);
      expect(JSON.stringify(found)).not.toMatch(/R-9|Sample|ICN/);
    }
    expect((await statuses()).find(([number]) => number === 'R-2')).toEqual(['R-2', 'sent', 20_000]);
  });

  test('are of a whole family under one account number: each keeps its own charges, and is ended by its own void', async () => {
    const tenant = v7();
    const born = day('2015-04-02');
    const of = (first: string, more: Partial<Claim> = {}) =>
      claimOf('FAM77', { patient: { last: 'Sample', first, birthDate: born }, ...more });
    const twins = [of('Castor'), of('Pollux')];
    expect(await add(tenant, twins)).toMatchObject({ added: 2, repeated: 0, findings: [] });
    expect(await add(tenant, twins.toReversed())).toMatchObject({ added: 0, repeated: 2, findings: [] });
    expect((await add(tenant, [of('Castro')])).findings).toMatchObject([{ code: 'claims.nearly-the-same-patient', severity: 'warning' }]);
    expect(await add(tenant, [of('Helena', { frequency: '8' })])).toMatchObject({ findings: [{ code: 'claims.original-not-found' }] });
    expect(await add(tenant, [of('Pollux', { frequency: '8' })])).toMatchObject({ findings: [] });
    const standing = (await list(tenant)).rows.filter(({ status }) => status === 'sent').map(({ patientName }) => patientName);
    expect(standing.sort()).toEqual(['Sample, Castor', 'Sample, Castro']);
  });

  test('of several visits under one account number, the one is replaced to which the payer’s number was posted, or that is of the day', async () => {
    const tenant = v7();
    const on = (text: string, more: Partial<Claim> = {}) => claimOf('ACCT900', { servedFrom: day(text), servedTo: day(text), ...more });
    await add(tenant, [on('2026-01-20'), on('2026-01-27'), on('2026-01-29')]);
    const ids = new Map((await list(tenant)).rows.map(({ servedFrom, id }) => [servedFrom, id]));
    const told: OriginalClaims = async () => new Map([['ICNA1', [{ number: 'ACCT900', claimId: ids.get(day('2026-01-20')) ?? '' }]]]);
    const send = (claim: Claim) => within(db.store, tenant, async (ctx) => addClaims(ctx, await someDocument(ctx), [claim], told));
    const less = { billed: cents(18_000), frequency: '7' };
    expect(await send(on('2026-01-21', { ...less, originalPayerControlNumber: 'ICNA1' }))).toMatchObject({ findings: [] });
    expect(await send(on('2026-01-27', less))).toMatchObject({ findings: [] });
    expect(await send(on('2026-02-02', less))).toMatchObject({ findings: [{ code: 'claims.original-not-found' }] });
    const rows = (await list(tenant)).rows.map(({ servedFrom, status, billed }) => [servedFrom, status, billed]);
    expect(rows.sort()).toEqual([
      ['2026-01-20', 'replaced', 20_000],
      ['2026-01-21', 'sent', 18_000],
      ['2026-01-27', 'replaced', 20_000],
      ['2026-01-27', 'sent', 18_000],
      ['2026-01-29', 'sent', 20_000],
      ['2026-02-02', 'sent', 18_000],
    ]);
  });

  test('are billed anew after a void, and an old file once more is not', async () => {
    const tenant = v7();
    const made = (text: string, more: Partial<Claim> = {}) => claimOf('VOID1', { sentOn: day(text), ...more });
    await add(tenant, [made('2026-01-06')]);
    await add(tenant, [made('2026-01-10', { frequency: '8' })]);
    expect(await add(tenant, [made('2026-01-06')])).toMatchObject({ added: 0, repeated: 1, findings: [] });
    expect(await add(tenant, [made('2026-01-10')])).toMatchObject({ added: 0, findings: [{ code: 'claims.ended-before' }] });
    expect(await add(tenant, [made('2026-01-12')])).toMatchObject({ added: 1, repeated: 0, findings: [] });
    expect(await add(tenant, [made('2026-01-12')])).toMatchObject({ added: 0, repeated: 1, findings: [] });
    expect(await add(tenant, [made('2026-01-10', { frequency: '8' })])).toMatchObject({ added: 0, repeated: 1 });
    const { rows } = await list(tenant);
    expect(rows.map(({ status, payerOpen }) => [status, payerOpen]).sort()).toEqual([
      ['sent', 20_000],
      ['void', 0],
      ['void', 0],
    ]);
  });

  test('are replaced and voided within one file too', async () => {
    const tenant = v7();
    await add(tenant, [
      claimOf('D-1'),
      claimOf('D-1', { frequency: '7', billed: cents(8_000), lines: claimOf('D-1').lines.slice(1) }),
      claimOf('D-1', { frequency: '8' }),
    ]);
    const { rows } = await list(tenant);
    expect(rows.map((row) => [row.status, row.payerOpen]).sort()).toEqual([
      ['replaced', 0],
      ['void', 0],
      ['void', 0],
    ]);
  });

  test('are found by altered numbers, by member and day, and by id', async () => {
    const tenant = v7();
    await add(tenant, [claimOf('00ab-12'), claimOf('PRACTICE-2026-000123-X9'), claimOf('Z')]);
    const found = (more: Partial<ClaimSearch>) =>
      within(db.store, tenant, async ({ tx }) => (await claimFacts(tx, search(more))).map((fact) => fact.patientControlNumber).sort());
    expect(await found({ controlNumbers: ['AB12'] })).toEqual(['00ab-12']);
    expect(await found({ controlNumbers: ['PRACTICE-2026-00012'] })).toEqual(['PRACTICE-2026-000123-X9']);
    expect(await found({ controlNumbers: ['PRACTICE2026000123X9001'] })).toEqual(['PRACTICE-2026-000123-X9']);
    expect(await found({ controlNumbers: ['PRACTICE'] })).toEqual([]);
    expect(await found({ memberIds: ['MEM0001'], servedOn: [day('2026-01-05')] })).toHaveLength(3);
    expect(await found({ memberIds: ['MEM0001'], servedOn: [day('2026-01-06')] })).toEqual([]);
    const [z] = (await list(tenant, { search: 'z' })).rows;
    expect(await found({ claimIds: [z?.id ?? ''] })).toEqual(['Z']);
  });

  test('are listed page by page and found by name, number and member', async () => {
    const tenant = v7();
    const jo = { last: "O'Brien", first: 'Jo', birthDate: day('1990-01-01') };
    await add(tenant, [
      ...Array.from({ length: 60 }, (_, i) => claimOf(`E-${i}`, { servedFrom: day(`2026-01-${String((i % 28) + 1).padStart(2, '0')}`) })),
      claimOf('F-1', { patient: jo, subscriber: { ...jo, memberId: 'OB77' } }),
    ]);
    const first = await list(tenant);
    const second = await list(tenant, { cursor: first.next });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 11, undefined]);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(61);
    for (const text of ["o'br", "O'Brien, Jo", "jo o'brien", 'f-1', 'OB77'])
      expect((await list(tenant, { search: text })).rows.map((row) => row.patientControlNumber)).toEqual(['F-1']);
    expect((await list(tenant, { search: 'nobody' })).total).toBe(0);
    expect((await list(tenant, { status: 'closed' })).total).toBe(0);
  });

  test('show their lines, money and bytes; another practice sees none of it', async () => {
    const tenant = v7();
    await add(tenant, [claimOf('G-1')]);
    const [row] = (await list(tenant)).rows;
    const input = { claimId: row?.id ?? '' };
    const view = await within(db.store, tenant, (ctx) => ask<ClaimView>('revenue/claims/claim', ctx, input));
    expect(view.lines.map((line) => [line.number, line.billed, line.payerOpen, line.adjusted])).toEqual([
      [1, 12_000, 12_000, 0],
      [2, 8_000, 8_000, 0],
    ]);
    expect(view.open).toEqual({ primary: 20_000 });
    expect(view.birthDate).toBe('1980-02-03');
    expect(view.timeline).toHaveLength(1);
    await expect(within(db.store, v7(), (ctx) => ask<ClaimView>('revenue/claims/claim', ctx, input))).rejects.toThrow(
      /does not exist here/,
    );
    const others = await within(db.store, v7(), ({ tx }) =>
      claimFacts(tx, search({ controlNumbers: ['G-1'], memberIds: ['MEM0001'], claimIds: [input.claimId] })),
    );
    expect(others).toEqual([]);
  });

  test('are known to a remit of ten thousand claims at once', async () => {
    const tenant = v7();
    const numbers = Array.from({ length: 10_000 }, (_, i) => `BULK${String(i).padStart(8, '0')}`);
    const claims = numbers.map((number, i) =>
      claimOf(number, { patient: { last: `Sample${i % 3000}`, first: 'Pat', birthDate: day('1980-02-03') } }),
    );
    expect(await add(tenant, claims)).toMatchObject({ added: 10_000, repeated: 0 });
    const facts = await within(db.store, tenant, ({ tx }) => claimFacts(tx, search({ controlNumbers: numbers })));
    expect(facts).toHaveLength(10_000);
    expect(facts.every((fact) => fact.open.primary === 20_000 && fact.lines.length === 2)).toBe(true);
    // A few of the many are found by indexes, each way of finding by its own.
    await withAdmin(db.adminUrl, (client) => client.query('analyze claims.claim, claims.standing, claims.service_line, ledger.movement'));
    const some = { controlNumbers: numbers.slice(0, 20), memberIds: ['NOBODY'], servedOn: [day('2026-01-05')] };
    const plans = await plansOf(tenant, (tx) => claimFacts(tx, search(some)));
    expect(plans).not.toMatch(/Seq Scan on (claim|standing|service_line|movement)\b/);
    expect(plans).toMatch(/claim_control_number/);
    expect(plans).toMatch(/claim_control_key/);
    expect(plans).toMatch(/claim_member/);
    expect(plans).toMatch(/service_line_claim/);
    expect(plans).toMatch(/standing_tenant_id_claim_id_pk/);
    // So is a page of them all, and of those that stand alike; what it shows is looked up claim by claim, and no more of it than is shown.
    // By which index at full size, golden/plans holds: to sort ten thousand of one practice costs little.
    for (const [filter, index] of [
      [{}, 'claim_'],
      [{ status: 'sent' }, 'standing_'],
      [{ status: 'denied' }, 'standing_status'],
      [{ after: ['2026-01-05', facts[5000]?.id ?? ''] }, 'claim_'],
      [{ status: 'sent', after: ['2026-01-05', facts[5000]?.id ?? ''] }, 'standing_'],
      [{ search: 'nobody', status: 'sent' }, 'claim_'],
    ] as const) {
      const plan = await plansOf(tenant, (tx) => claimPage(tx, { ...filter, limit: 51 }));
      expect(plan).not.toMatch(/Seq Scan on (claim|standing|patient)\b/);
      expect(plan).toMatch(index);
      for (const own of ['claim_tenant_id_id_pk', 'standing_tenant_id_claim_id_pk', 'patient_tenant_id_id_pk'])
        expect(plan).toMatch(new RegExp(`Index Scan (using|on) ${own} `));
    }
    const ids = facts.slice(0, 20).map((fact) => fact.id);
    // What a posting brings up to date is in a table of two indexes, and nothing is written to that of nine.
    const refreshing = await plansOf(tenant, (tx) => refreshOpen(tx, ids));
    expect(refreshing).toMatch(/^Update on standing/);
    expect(refreshing).not.toMatch(/Seq Scan on/);
  });

  test('stand where core says, for every mix of open amounts and of what was said', async () => {
    const tenant = v7();
    const amounts = [-5, 0, 7];
    const flags = [true, false];
    const cases = amounts.flatMap((primary) =>
      amounts.flatMap((secondary) =>
        amounts.flatMap((patient) =>
          flags.flatMap((denied) =>
            flags.flatMap((forwarded) =>
              flags.map((reversal) => ({
                open: { primary: cents(primary), secondary: cents(secondary), patient: cents(patient) },
                denied,
                forwarded,
                reversal,
              })),
            ),
          ),
        ),
      ),
    );
    await add(
      tenant,
      cases.map((_, i) => claimOf(`S-${i}`, { billed: cents(0), lines: [] })),
    );
    const statuses = await within(db.store, tenant, async (ctx) => {
      const ids = (await claimFacts(ctx.tx, search({ controlNumbers: cases.map((_, i) => `S-${i}`) }))).map(
        (fact) => [fact.patientControlNumber, fact.id] as const,
      );
      const idOf = new Map(ids);
      const own = cases.map((one, i) => ({ ...one, claimId: idOf.get(`S-${i}`) ?? '' }));
      const items = own.flatMap(({ claimId, open }) =>
        Object.entries(open).map(([party, amount]) => ({ claimId, party: party as Party, amount })),
      );
      const { entries, movements } = planOpening(items, day('2026-01-01'), tenant, ctx.newId);
      await bookEntries(ctx.tx, ctx, entries, movements);
      await refreshOpen(
        ctx.tx,
        own.map((one) => one.claimId),
        own,
      );
      const rows = await ctx.tx.rows<{ id: string; status: string }>(
        'select claim_id as id, status from claims.standing where tenant_id = $1',
        [tenant],
      );
      const found = new Map(rows.map((row) => [row.id, row.status]));
      return own.map((one) => found.get(one.claimId));
    });
    const expected = cases.map((one) =>
      statusOf([
        { id: '1', kind: 'claim.sent' },
        { ...one, id: '2', kind: 'remit.posted', paid: cents(0) },
      ]),
    );
    expect(statuses).toEqual(expected);
  });
});
