import { cents, type PlainDate } from '@claimwright/core/ground/base';
import type { Claim, ServiceLine } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { someDocument, within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { agentActor } from '../../gate/index.ts';
import { person } from '../../gate/person.ts';
import { importEdition } from '../../ground/codes/index.ts';
import { addClaims } from '../../revenue/claims/index.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { watchNights } from './index.ts';
import type { AlertClaimView, AlertsView, OutliersView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: 'Harbor Health', ids: ['HARB1'] }]);
  const table = async (name: string, text: string, of: string) =>
    importEdition(desk, desk.biller, { table: of, name: '2026', from: '2025-01-01', to: '2026-12-31', attested: true }, [
      {
        name,
        bytes: (async function* () {
          yield Buffer.from(text);
        })(),
      },
    ]);
  await table('pairs.csv', 'column 1,column 2,modifier indicator\n66984,92136,0\n97110,97140,1\n', 'pairs-practitioner');
  await table('units.csv', 'code,units,MAI\n97110,4,3\n', 'units-practitioner');
  await table('own.csv', 'code,words,family\n66984,cataract surgery,cataract surgery\n92136,eye biometry,eye biometry\n', 'procedures');
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const surname = 'Zylberquist';
const npis = ['1215193883', '1234567893', '1245319599', '1497758544', '1003000126', '1992999874'];
const bytes = { from: 0, to: 1 };
let n = 0;
function claimOf(lines: readonly (Partial<ServiceLine> & { code: string; modifiers?: string[] })[], change: Partial<Claim> = {}): Claim {
  n += 1;
  const patient = { last: surname, first: 'Odalys', birthDate: '1971-07-19' as PlainDate, sex: 'F', memberId: 'MEMB778899' };
  const day = '2026-02-10' as PlainDate;
  return {
    ...{ patientControlNumber: `PCN-${7_000 + n}`, frequency: '1', billed: cents(10_000 * lines.length), patient, subscriber: patient },
    ...{ coverages: [{ rank: 'primary', payerName: 'Harbor Health', payerId: 'HARB1', memberId: 'MEMB778899' }], sentAs: 'primary' },
    ...{
      billingNpi: '1234567893',
      renderingNpi: npis[0] ?? '',
      placeOfService: '11',
      diagnoses: [],
      servedFrom: day,
      servedTo: day,
      bytes,
    },
    lines: lines.map(({ code, modifiers = [], ...line }, i) => ({
      ...{ number: i + 1, procedure: { code, modifiers }, billed: cents(10_000), units: '1', servedOn: day, diagnoses: [], bytes, ...line },
    })),
    ...change,
  };
}
const bill = (claims: readonly Claim[]) => within(desk.store, desk.tenant, async (ctx) => addClaims(ctx, await someDocument(ctx), claims));
const night = async (day: string) =>
  (await desk.act<{ alerts: number; outliers: number; lines: number }>('oversight/compliance/audit', { night: day }, desk.system)).result;
const alerts = (view = 'open') => desk.ask<AlertsView>('oversight/compliance/alerts', { view });
const kinds = async () => (await alerts()).rows.map(({ kind, provider, count }) => `${kind} ${provider} ${count}`).sort();

/** Visits of a provider, each patient's own, of which so many are at level 4. */
const visits = (npi: string, count: number, high: number): Claim[] =>
  Array.from({ length: count }, (_, i) => {
    const birthDate = `19${30 + (i % 60)}-01-${10 + (npis.indexOf(npi) % 10)}` as PlainDate;
    const patient = { last: `${surname}${i}`, first: `P${npi}`, birthDate };
    return claimOf([{ code: i < high ? '99214' : '99213' }], { renderingNpi: npi, patient, subscriber: patient });
  });

test('a night tells of patterns without a word of whose they are, a second night of nothing; the claims behind are read by purpose', async () => {
  await bill([
    ...[claimOf([{ code: '66984' }]), claimOf([{ code: '92136' }])],
    ...[claimOf([{ code: '92250' }]), claimOf([{ code: '92250' }])],
    claimOf([{ code: '97110', units: '6' }], { renderingNpi: npis[1] ?? '' }),
    // Near misses: said to be apart, and by another provider.
    claimOf([{ code: '97110' }, { code: '97140', modifiers: ['59'] }], { renderingNpi: npis[2] ?? '' }),
    claimOf([{ code: '66984' }], { renderingNpi: npis[3] ?? '' }),
    ...npis.slice(1).flatMap((npi, i) => visits(npi, 40, 14 + i)),
    ...visits(npis[0] ?? '', 50, 44),
  ]);
  expect(await night('2026-03-01')).toMatchObject({ alerts: 4 });
  const own = npis[0] ?? '';
  expect(await kinds()).toEqual([`duplicate ${own} 1`, `unbundling ${own} 1`, `units ${npis[1]} 1`, `upcoding ${own} 50`]);
  const shown = JSON.stringify(await alerts());
  expect(shown).toContain('Unbundling of cataract surgery and eye biometry, once');
  const kept = await within(desk.store, desk.tenant, ({ tx }) => tx.rows<{ row: string }>('select a::text as row from compliance.alert a'));
  const record = await within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ body: string }>("select body from gate.record where what = 'oversight/compliance/audit'"),
  );
  const ids = await within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ id: string }>('select id from claims.claim union all select id from parties.patient'),
  );
  const said = [shown, ...kept.map(({ row }) => row), ...record.map(({ body }) => body)].join('\n');
  const identifiers = [surname, 'Odalys', '1971-07-19', '2026-02-10', 'MEMB778899', 'PCN-', ...ids.map(({ id }) => id)];
  expect(identifiers.filter((one) => said.toLowerCase().includes(one.toLowerCase()))).toEqual([]);

  expect(await night('2026-03-02')).toMatchObject({ alerts: 0 });
  expect((await alerts()).night).toBe('2026-03-02');
  const unbundled = (await alerts()).rows.find(({ kind }) => kind === 'unbundling')?.id ?? '';
  const behind = await desk.ask<{ rows: AlertClaimView[] }>('oversight/compliance/alert-claims', { alertId: unbundled });
  expect(behind.rows.map(({ codes }) => codes.join(' ')).sort()).toEqual(['66984', '92136']);
  await expect(
    desk.ask(
      'oversight/compliance/alert-claims',
      { alertId: unbundled },
      person('test', { id: 'b', name: 'B', tenant: desk.tenant, roles: ['biller'] }),
    ),
  ).rejects.toThrow();
});

test('what a person put away with a reason stays away until more of it is billed; no machine puts it away', async () => {
  const alertId = (await alerts()).rows.find(({ kind }) => kind === 'unbundling')?.id ?? '';
  const dismiss = (actor = desk.biller) =>
    desk.act('oversight/compliance/dismiss', { alertId, because: 'both eyes, read in the chart' }, actor);
  await expect(dismiss(agentActor(desk.tenant, 'scrub-agent', '1'))).rejects.toThrow();
  await dismiss();
  await expect(dismiss()).rejects.toThrow('put away already');
  expect((await alerts('dismissed')).rows).toMatchObject([
    { id: alertId, dismissed: { by: 'Dana', reason: 'both eyes, read in the chart' } },
  ]);
  expect(await night('2026-03-03')).toMatchObject({ alerts: 0 });
  expect((await alerts()).rows.some(({ id }) => id === alertId)).toBe(false);
  const day = '2026-02-17' as PlainDate;
  await bill(['66984', '92136'].map((code) => claimOf([{ code, servedOn: day }], { servedFrom: day, servedTo: day })));
  expect(await night('2026-03-04')).toMatchObject({ alerts: 1 });
  expect((await alerts()).rows.find(({ id }) => id === alertId)).toMatchObject({
    count: 2,
    says: 'Unbundling of cataract surgery and eye biometry, 2 times',
  });
});

test('amounts far off the usual are listed from the practice’s own threshold on, each with its claim', async () => {
  await bill([
    ...Array.from({ length: 40 }, () => claimOf([{ code: '93000', billed: cents(8_000) }], { billed: cents(8_000) })).map((claim, i) => {
      const day = `2026-01-${String(1 + (i % 28)).padStart(2, '0')}` as PlainDate;
      return { ...claim, servedFrom: day, servedTo: day, lines: claim.lines.map((line) => ({ ...line, servedOn: day })) };
    }),
    claimOf([{ code: '93000', billed: cents(80_000) }], { billed: cents(80_000) }),
    claimOf([{ code: '93000', billed: cents(9_600) }], { billed: cents(9_600) }),
  ]);
  await night('2026-03-05');
  const list = () => desk.ask<OutliersView>('oversight/compliance/outliers', {});
  const amounts = async () => (await list()).rows.filter(({ code }) => code === '93000').map(({ amount }) => amount);
  expect(await amounts()).toEqual([80_000, 9_600]);
  expect((await list()).rows[0]).toMatchObject({
    kind: 'charge',
    usual: 8_000,
    n: 42,
    payerName: 'Harbor Health',
    least: 8_000,
    most: 80_000,
  });
  await desk.act('oversight/compliance/set-threshold', { spreads: 10 });
  expect(await amounts()).toEqual([80_000]);
  await expect(desk.act('oversight/compliance/set-threshold', { spreads: 1 })).rejects.toThrow();
});

test('the clock owes each practice one night, and after a time of being down one for all', async () => {
  let now = new Date('2026-03-09T01:00:00Z');
  const clock = {
    store: desk.store,
    gate: desk.gate,
    also: [],
    clock: () => now,
    tenants: async () => [desk.tenant],
    log: { warn: () => expect.fail() },
  };
  const nights = async () =>
    (
      await within(desk.store, desk.tenant, ({ tx }) =>
        tx.rows<{ n: number }>("select count(*) as n from gate.record where what = 'oversight/compliance/audit'"),
      )
    )[0]?.n;
  const before = Number(await nights());
  const look = async () => {
    await watchNights(clock).look();
    return [(await alerts()).night, Number(await nights()) - before];
  };
  expect(await look()).toEqual(['2026-03-08', 1]);
  expect(await look()).toEqual(['2026-03-08', 1]);
  now = new Date('2026-03-14T12:00:00Z');
  expect(await look()).toEqual(['2026-03-14', 2]);
});
