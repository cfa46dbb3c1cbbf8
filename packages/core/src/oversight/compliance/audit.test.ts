import { describe, expect, test } from 'vitest';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import { sampleTables } from '../../revenue/scrub/testing/claims.ts';
import { auditDays, type BilledLine, dayAlerts, type Profiles, peerAlerts, profile, standOut } from './index.ts';

type Change = Partial<BilledLine> & { readonly m?: string };
let n = 0;
/** A line of a claim of its own unless it says which. */
function line(code: string, { m, ...change }: Change = {}): BilledLine {
  n += 1;
  return {
    ...{ claimId: `claim-${n}`, lineId: `line-${n}`, patient: 'p1', payerId: 'payer-1', provider: '1215193883', institutional: false },
    ...{ servedOn: '2026-02-10' as PlainDate, code, modifiers: m?.split(' ') ?? [], units: '1', billed: cents(10_000), ...change },
  };
}
const facts = { tables: sampleTables, withoutNcci: new Set(['payer-free']), today: '2026-03-20' as PlainDate };
const kindsOf = (lines: readonly BilledLine[]) => auditDays(lines, facts).map(({ kind }) => kind);
const other = '1234567893';
const next = '2026-02-11' as PlainDate;

const seeded: readonly (readonly [name: string, kind: string, lines: readonly BilledLine[]])[] = [
  ['a pair that nothing sets apart, on two claims', 'unbundling', [line('66984'), line('92136')]],
  ['the same, the other way round', 'unbundling', [line('92136'), line('66984')]],
  ['with a modifier that cannot set it apart', 'unbundling', [line('66984'), line('92136', { m: '59' })]],
  ['a visit beside a procedure without 25', 'unbundling', [line('93000'), line('99213')]],
  ['a longer visit beside it', 'unbundling', [line('99214'), line('93000')]],
  ['25 on the procedure and not on the visit', 'unbundling', [line('93000', { m: '25' }), line('99213')]],
  ['two therapies without 59', 'unbundling', [line('97110'), line('97140')]],
  ['two therapies with a modifier that says something else', 'unbundling', [line('97110'), line('97140', { m: 'GP' })]],
  ['minor surgeries of one site', 'unbundling', [line('Z1010', { m: 'RT' }), line('Z1000', { m: 'RT' })]],
  ['minor surgeries said to be apart at one site', 'unbundling', [line('Z1010', { m: 'RT 59' }), line('Z1000', { m: 'RT' })]],
  ['surgery with a test of it', 'unbundling', [line('Z1090'), line('Z6001')]],
  ['within one claim', 'unbundling', [line('97110', { claimId: 'one' }), line('97140', { claimId: 'one' })]],
  ['the same service on two claims', 'duplicate', [line('92250'), line('92250')]],
  ['three times', 'duplicate', [line('92250'), line('92250'), line('92250')]],
  ['with the same modifiers', 'duplicate', [line('Z2001', { m: 'RT' }), line('Z2001', { m: 'RT' })]],
  ['twice on one claim', 'duplicate', [line('Z3001', { claimId: 'two' }), line('Z3001', { claimId: 'two' })]],
  ['a dental claim twice', 'duplicate', ['d1', 'd2'].flatMap((claimId) => [line('D2391', { claimId }), line('D0120', { claimId })])],
  ['units above the line limit', 'units', [line('Z6001', { units: '3' })]],
  ['units of a day that no line holds by itself', 'units', [line('Z6002', { m: 'RT' }), line('Z6002', { m: 'LT' })]],
  ['of the clinical limit', 'units', [line('Z6003', { units: '4' })]],
  ['of the clinical limit, over claims', 'units', [line('Z6003', { units: '2' }), line('Z6003', { units: '2', m: '76' })]],
  ['of an outpatient day', 'units', [line('Z6001', { units: '5', institutional: true })]],
];

const clean: readonly (readonly [name: string, lines: readonly BilledLine[]])[] = [
  ['another day', [line('66984'), line('92136', { servedOn: next })]],
  ['another provider', [line('66984'), line('92136', { provider: other })]],
  ['another patient', [line('66984'), line('92136', { patient: 'p2' })]],
  ['the next payer', [line('66984'), line('92136', { payerId: 'payer-2' })]],
  ['a payer that does not follow NCCI', [line('66984', { payerId: 'payer-free' }), line('92136', { payerId: 'payer-free' })]],
  ['25 on the visit', [line('93000'), line('99213', { m: '25' })]],
  ['57 on the visit', [line('93000'), line('99214', { m: '57' })]],
  ['59 on the second therapy', [line('97110'), line('97140', { m: '59' })]],
  ['XE on the first', [line('97110', { m: 'XE' }), line('97140')]],
  ['two sites', [line('Z1010', { m: 'RT' }), line('Z1000', { m: 'LT' })]],
  ['a pair that was withdrawn', [line('Z2001'), line('Z2002')]],
  ['codes of no pair', [line('99213'), line('92250')]],
  ['the same service the next day', [line('92250'), line('92250', { servedOn: next })]],
  ['the same service said to be repeated', [line('92250'), line('92250', { m: '76' })]],
  ['the same service of the other eye', [line('Z2001', { m: 'RT' }), line('Z2001', { m: 'LT' })]],
  ['the same service by another', [line('92250'), line('92250', { provider: other, m: '77' })]],
  ['two fillings of a day', [line('D2391', { claimId: 'f' }), line('D2391', { claimId: 'f' })]],
  ['two dental claims of different content', [line('D2391'), line('D2392')]],
  ['units at the limit', [line('Z6001', { units: '2' })]],
  ['units at the limit of the day', [line('Z6003', { units: '2' }), line('Z6003', { units: '1', m: '76' })]],
  ['more units, of an outpatient line', [line('Z6001', { units: '4', institutional: true })]],
];

describe('what was billed of a day', () => {
  test.each(seeded)('%s: %s', (_name, kind, lines) => expect(new Set(kindsOf(lines))).toContain(kind));
  test.each(clean)('%s is nothing', (_name, lines) => expect(kindsOf(lines)).toEqual([]));

  test('is told as patterns: one alert for each provider, kind, families of codes and year', () => {
    const lines = ['a', 'b', 'c'].flatMap((patient) => [line('66984', { patient }), line('92136', { patient })]);
    const family = (code: string) => (code === '66984' ? 'cataract surgery' : '');
    const [alert, ...more] = dayAlerts(auditDays(lines, facts), family);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      ...{ key: 'unbundling|1215193883|2026|92136|cataract surgery', count: 3, provider: '1215193883' },
      says: 'Unbundling of 92136 and cataract surgery, 3 times',
    });
    expect(alert?.claims).toHaveLength(6);
  });
});

/** `visits` of a provider, of which so many are at level 4, carry 25; and services, of which so many carry 59. */
function year(provider: string, visits: number, high: number, with25: number, services = 0, with59 = 0): BilledLine[] {
  const some = (count: number, code: (i: number) => string, m: (i: number) => string | undefined) =>
    Array.from({ length: count }, (_, i) => {
      const modifier = m(i);
      return line(code(i), { provider, patient: `${provider}-${i}`, ...(modifier === undefined ? {} : { m: modifier }) });
    });
  return [
    ...some(
      visits,
      (i) => (i < high ? '99214' : '99213'),
      (i) => (i % visits < with25 ? '25' : undefined),
    ),
    ...some(
      services,
      () => '97140',
      (i) => (i < with59 ? '59' : undefined),
    ),
  ];
}
function outstanding(lines: readonly BilledLine[], specialtyOf: (provider: string) => string = () => '') {
  const profiles: Profiles = new Map();
  profile(profiles, lines);
  return standOut(profiles, specialtyOf);
}
const usual = ['A', 'B', 'C', 'D', 'E'].flatMap((name, i) => year(name, 120, 44 + i * 4, 18 + i * 2, 100, 8 + i));

describe('providers beside their peers', () => {
  test('whose visits are of higher levels, and whose modifiers stand on more of them, are told with the middle of the others', () => {
    const found = outstanding([...usual, ...year('X', 150, 130, 22), ...year('Y', 90, 40, 60), ...year('Z', 90, 38, 14, 80, 40)]);
    expect(found.map(({ kind, provider }) => `${kind} ${provider}`).sort()).toEqual(['modifier-25 Y', 'modifier-59 Z', 'upcoding X']);
    const alerts = peerAlerts(found, '2026');
    expect(alerts.find(({ kind }) => kind === 'upcoding')).toMatchObject({
      key: 'upcoding|X|2026|9921x',
      says: 'Visits 9921x at level 3.9 on average, 3.4 is the middle of 7 peers, over 150 visits',
    });
  });

  test('of whom one is wild do not hide another, and do not make the usual ones look wild', () => {
    const found = outstanding([...usual, ...year('W', 100, 100, 20), ...year('X', 150, 130, 22)]);
    expect(found.map(({ provider }) => provider).sort()).toEqual(['W', 'X']);
  });

  test('are those of the same specialty; few visits or few peers say nothing of anybody', () => {
    expect(outstanding([...usual, ...year('X', 150, 130, 22)], (provider) => (provider === 'X' ? 'other' : ''))).toEqual([]);
    expect(outstanding([...usual, ...year('X', 29, 29, 5)])).toEqual([]);
    expect(outstanding([...year('A', 120, 44, 10), ...year('B', 120, 40, 10), ...year('X', 150, 130, 22)])).toEqual([]);
    expect(outstanding(usual)).toEqual([]);
  });
});
