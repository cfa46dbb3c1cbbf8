import type { FrequencyLimit } from '../../facts.ts';
import { type Changes, day, dental, medical, served } from '../claims.ts';
import { cases, made } from './case.ts';
import { adjust, decisionOf, onward } from './onward.ts';

type Served = ReturnType<typeof served>;
const that = '2026-03-10';
const withHistory = ([list, history, changes]: readonly [readonly string[], readonly Served[], Changes?]) =>
  medical(list, { history, ...changes });
const teeth = ([list, history]: readonly [readonly string[], readonly Served[]]) => dental(list, { history });

const limits: readonly FrequencyLimit[] = [
  { of: ['D0120', 'adult cleaning'], times: 2, calendarYear: true, per: 'patient' },
  { of: ['sealant'], times: 1, days: 1095, per: 'tooth' },
  { of: ['scaling'], times: 1, days: 730, per: 'area' },
];
const lenses = [{ of: ['lens'], times: 1, days: 365, per: 'patient' as const }];
const therapies: readonly FrequencyLimit[] = [{ of: ['97110'], times: 1, days: 30, per: 'patient' }];
const limited = ([list, history]: readonly [readonly string[], readonly Served[]]) =>
  dental(list, { history, payer: { frequencies: limits } });

export const duplicateCases = [
  cases(
    'duplicate-line',
    (list: readonly string[]) => medical(list),
    [
      ['99213', '99213'],
      ['93000', '93000'],
      ['93000', '99213-25', '93000'],
      ['Z1010-RT', 'Z1010-RT'],
      ['97110-GP', '97110-GP'],
      ['J1100*2', 'J1100'],
      ['Z6001', 'Z6001'],
      ['99213-25', '99213-25'],
      ['Z1010-59-RT', 'Z1010'].slice(1).concat('Z1010'),
      ['Z2001', 'Z2001', 'Z2001-76'],
    ],
    [
      ['99213', '99214'],
      ['93000', '93000-76'],
      ['93000', '93000-77'],
      ['Z1010-RT', 'Z1010-LT'],
      ['97110', '97140'],
      ['Z6001', 'Z6001-91'],
      ['Z1010', 'Z1010-59'],
      ['Z1010', 'Z1010-XS'],
      ['99213'],
      ['Z2001-26', 'Z2001-TC'],
    ],
  ),
  made(
    'duplicate-line',
    [dental(['D2391#14:O', 'D2391#14:O']), dental(['D4341@10', 'D4341@10'])],
    [dental(['D2391#14:O', 'D2391#15:O']), dental(['D2391#14:O', 'D2391#14:B']), dental(['D4341@10', 'D4341@20'])],
  ),
  cases(
    'duplicate-of-earlier',
    withHistory,
    [
      [['99213'], [served('99213', that)]],
      [['93000'], [served('93000', that)]],
      [['99213', '93000'], [served('93000', that)]],
      [['97110-GP'], [served('97110-GP', that)]],
      [['Z1010-RT'], [served('Z1010-RT', that)]],
      [['J1100*2'], [served('J1100*2', that)]],
      [['99213'], [served('99213', that, { provider: undefined })]],
      [['99214-25'], [served('99214-25', that)]],
      [['Z2001'], [served('Z2001', that, { claim: undefined })]],
      [['Z6001'], [served('Z6001', that)]],
    ],
    [
      [['99213'], [served('99213', '2026-03-09')]],
      [['99213'], [served('99214', that)]],
      [['93000-76'], [served('93000', that)]],
      [['Z6001-91'], [served('Z6001', that)]],
      [['Z1010-LT'], [served('Z1010-RT', that)]],
      [['99213'], [served('99213', that, { provider: '1053386219' })]],
      [['99213'], [served('99213', that, { claim: 'THIS' })]],
      [['93000-77'], [served('93000', that)]],
      [['99213'], [served('99213', that)], { claim: { frequency: '7', originalPayerControlNumber: 'PC1' } }],
      [['99213'], [served('99213', that)], { claim: { frequency: '8', originalPayerControlNumber: 'PC1' } }],
    ],
  ),
  cases(
    'duplicate-of-earlier',
    teeth,
    [[['D2391#14:O'], [served('D2391#14:O', that)]]],
    [
      [['D2391#14:O'], [served('D2391#14:B', that)]],
      [['D2391#14:O'], [served('D2391#13:O', that)]],
    ],
  ),
  made(
    'frequency-reached',
    [medical(['97110', '97110*2'], { payer: { frequencies: therapies } })],
    [medical(['97110*4'], { payer: { frequencies: therapies }, history: [] })],
  ),
  made(
    'frequency-reached',
    [
      medical(['V2100-RT', 'V2100-LT'], { payer: { frequencies: lenses }, history: [served('V2100*2', '2025-11-01')] }),
      medical(['V2100*2'], { payer: { frequencies: lenses }, history: [served('V2100-RT', '2025-11-01')] }),
    ],
    [
      medical(['V2100-RT', 'V2100-LT'], { payer: { frequencies: lenses } }),
      medical(['V2100*2'], { payer: { frequencies: lenses }, history: [served('V2100*2', '2024-11-01')] }),
      medical(['V2100-LT'], { payer: { frequencies: lenses }, history: [served('V2100-RT', '2026-03-10')] }),
    ],
  ),
  cases(
    'frequency-reached',
    limited,
    [
      [['D0120'], [served('D0120', '2026-01-05'), served('D0120', '2026-02-05')]],
      [['D1110'], [served('D0120', '2026-01-05'), served('D1110', '2026-02-05')]],
      [['D0120', 'D1110', 'D0120'], []],
      [['D1351#14'], [served('D1351#14', '2025-03-10')]],
      [['D1351#3'], [served('D1351#3', '2023-03-12')]],
      [['D4341@10'], [served('D4341@10', '2025-01-01')]],
      [['D4341@30'], [served('D4341@30', '2024-03-11')]],
      [['D1351#2', 'D1351#14'], [served('D1351#14', '2024-05-05')]],
      [['D1110'], [served('D1110', '2026-01-01'), served('D1110', '2026-01-02')]],
      [['D4341@40', 'D4341@40'], []],
      [['D1110*3'], []],
      [['D0120'], [served('D1110*2', '2026-01-05')]],
      [['D1110*2', 'D0120'], []],
    ],
    [
      [['D0120'], []],
      [['D0120'], [served('D0120', '2026-01-05')]],
      [['D0120'], [served('D0120', '2025-12-31'), served('D0120', '2025-06-30')]],
      [['D0120', 'D1110'], []],
      [['D1351#14'], [served('D1351#15', '2025-03-10')]],
      [['D1351#14'], [served('D1351#14', '2023-03-10')]],
      [['D4341@10', 'D4341@20'], []],
      [['D4341@10'], [served('D4341@20', '2025-01-01')]],
      [['D4341@30'], [served('D4341@30', '2024-03-10')]],
      [['D7140#3'], [served('D7140#4', '2026-01-01')]],
      [['D1110*2'], []],
    ],
  ),
];

const filed = ([servedOn, today, payer, claim]: readonly [string, string, Changes['payer']?, Changes['claim']?]) =>
  medical(['99213'], { line: { servedOn: day(servedOn) }, today: day(today), payer: payer ?? {}, ...(claim ? { claim } : {}) });
const mb = { medicare: true };
const corrected = { frequency: '7', originalPayerControlNumber: 'PC1' };
const second = (decidedOn: string, today: string, secondaryDays = 90) =>
  onward('secondary', [['primary', decisionOf(8000, [adjust(2000)], decidedOn)], ['secondary']], {
    today: day(today),
    payer: { secondaryDays, filingDays: 30 },
  });

/** Served on 10 March 2026: the year of 42 CFR 424.44 ends for Medicare as the next payer, too. */
const medicareSecond = (today: string, payer: Changes['payer'] = {}) =>
  onward('secondary', [['primary', decisionOf(8000, [adjust(2000)], '2026-04-10')], ['secondary']], {
    today: day(today),
    payer: { medicare: true, ...payer },
  });

export const filingCases = [
  cases(
    'filing-late',
    filed,
    [
      ['2025-12-10', '2026-03-20', { filingDays: 90 }],
      ['2026-02-17', '2026-03-20', { filingDays: 30 }],
      ['2025-03-19', '2026-03-20', { filingDays: 365 }],
      ['2025-03-19', '2026-03-20', mb],
      ['2024-01-01', '2026-03-20', mb],
      ['2024-02-29', '2025-03-01', mb],
      ['2025-12-10', '2026-03-20', { filingDays: 365, correctedDays: 60 }, corrected],
      ['2025-12-10', '2026-03-20', { filingDays: 90 }, corrected],
    ],
    [
      ['2025-12-20', '2026-03-20', { filingDays: 90 }],
      ['2026-02-18', '2026-03-20', { filingDays: 30 }],
      ['2025-03-20', '2026-03-20', { filingDays: 365 }],
      ['2025-03-20', '2026-03-20', mb],
      ['2020-01-01', '2026-03-20'],
      ['2024-02-29', '2025-02-28', mb],
      ['2025-12-10', '2026-03-20', { filingDays: 90, correctedDays: 180 }, corrected],
      ['2026-03-10', '2026-03-20', { filingDays: 10 }],
    ],
  ),
  made(
    'filing-late',
    [
      second('2025-12-10', '2026-03-20'),
      second('2026-01-10', '2026-03-20', 60),
      medicareSecond('2027-06-01'),
      medicareSecond('2027-03-11'),
      medicareSecond('2027-03-11', { secondaryDays: 900 }),
    ],
    [
      second('2026-01-10', '2026-03-20'),
      second('2025-12-20', '2026-03-20'),
      medicareSecond('2027-03-10'),
      medicareSecond('2027-03-09', { secondaryDays: 900 }),
    ],
  ),
  cases(
    'filing-near',
    filed,
    [
      ['2025-12-20', '2026-03-20', { filingDays: 90 }],
      ['2025-12-25', '2026-03-20', { filingDays: 90 }],
      ['2025-12-26', '2026-03-20', { filingDays: 90 }],
      ['2026-02-18', '2026-03-20', { filingDays: 30 }],
      ['2026-02-20', '2026-03-20', { filingDays: 30 }],
      ['2025-03-20', '2026-03-20', mb],
      ['2025-03-25', '2026-03-20', mb],
      ['2025-03-26', '2026-03-20', mb],
      ['2026-03-10', '2026-03-20', { filingDays: 12 }],
      ['2025-12-10', '2026-03-20', { correctedDays: 105 }, corrected],
    ],
    [
      ['2025-12-27', '2026-03-20', { filingDays: 90 }],
      ['2026-01-10', '2026-03-20', { filingDays: 90 }],
      ['2025-12-10', '2026-03-20', { filingDays: 90 }],
      ['2026-03-10', '2026-03-20', { filingDays: 30 }],
      ['2025-03-27', '2026-03-20', mb],
      ['2025-06-20', '2026-03-20', mb],
      ['2025-03-19', '2026-03-20', mb],
      ['2026-03-10', '2026-03-20'],
      ['2025-12-10', '2026-03-20', { correctedDays: 120 }, corrected],
      ['2026-03-10', '2026-03-20', { filingDays: 365 }],
    ],
  ),
];
