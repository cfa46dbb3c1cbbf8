import { type Changes, crown, day, dental, served } from './claims.ts';
import { type Chance, type Seeding, seeding, somebody } from './seeding.ts';

const tooth = (c: Chance) => String(1 + c(32));
const filling = (text: string, c: Chance) => dental([text], { ...somebody(c) });
export const dentalErrors: readonly Seeding[] = [
  seeding(
    'dental',
    'tooth-missing',
    (text: string, c) => dental([text], { ...somebody(c) }),
    ['D7140', 'D3330', 'D1351'],
    ['D7140#14', 'D3330#30', 'D1351#19'],
  ),
  seeding(
    'dental',
    'tooth-unknown',
    (text: string, c) => dental([`D7140#${text}`], { ...somebody(c) }),
    ['33', '50', '83', 'U'],
    ['1', '32', '51', '82'],
  ),
  seeding(
    'dental',
    'tooth-of-other-class',
    filling,
    ['D3310#14', 'D3310#4', 'D3330#8', 'D2391#9:M'],
    ['D3310#9', 'D3310#22', 'D3330#18', 'D2391#12:O'],
  ),
  seeding(
    'dental',
    'tooth-of-other-dentition',
    (text: string, c) => dental([text], { ...somebody(c, [6, 12]) }),
    ['D2930#3', 'D2930#30', 'D3330#K'],
    ['D2930#A', 'D2930#K', 'D3330#30'],
  ),
  seeding(
    'dental',
    'surface-count',
    filling,
    ['D2391#14:MO', 'D2392#3:O', 'D2392#30:MOD', 'D2394#19:MO'],
    ['D2391#14:O', 'D2392#3:MO', 'D2394#19:MODB'],
  ),
  seeding(
    'dental',
    'surface-not-of-tooth',
    filling,
    ['D2330#8:O', 'D2391#14:I', 'D2392#3:BF', 'D2330#27:X'],
    ['D2330#8:I', 'D2391#14:O', 'D2392#3:DB', 'D2330#27:L'],
  ),
  seeding(
    'dental',
    'area-of-mouth',
    (text: string, c) =>
      dental([text], { ...somebody(c), line: { attachments: [{ report: 'P6', transmission: 'EL', controlNumber: `C${c(9_999)}` }] } }),
    ['D4341', 'D4341@01', 'D4341@11'],
    ['D4341@10', 'D4341@20', 'D4341@30', 'D4341@40'],
  ),
  seeding(
    'dental',
    'area-against-tooth',
    filling,
    ['D7140#14@10', 'D7140#3@40', 'D7140#30@30'],
    ['D7140#14@20', 'D7140#3@10', 'D7140#30@40'],
  ),
  seeding(
    'dental',
    'procedure-against-age',
    ([text, from, to]: readonly [string, number, number], c) => dental([text], { ...somebody(c, [from, to]) }),
    [
      ['D1110', 6, 12],
      ['D1120', 15, 60],
    ],
    [
      ['D1110', 16, 80],
      ['D1120', 5, 12],
    ],
  ),
  seeding(
    'dental',
    'attachment-missing',
    (attachments: Changes['line'], c) => crown({ ...somebody(c), line: { ...attachments } }),
    [{ attachments: [] }, { attachments: [{ report: 'P6', transmission: 'AA' }] }],
    [{}, { attachments: [{ report: 'RB', transmission: 'AA' }] }],
  ),
  seeding(
    'dental',
    'narrative-missing',
    (note: string | undefined, c) => crown({ ...somebody(c), line: { note } }),
    [undefined, '', ' '],
    ['Fractured cusp and recurrent decay on #14.', 'Failed old filling with recurrent caries below it.'],
  ),
  seeding(
    'dental',
    'narrative-of-another-tooth',
    (n: number, c) => crown({ ...somebody(c), line: { note: `Fractured cusp and recurrent decay on #${n}.` } }),
    [13, 15, 3, 30],
    [14],
  ),
  seeding(
    'dental',
    'placement-not-said',
    (prosthesis: string | undefined, c) => crown({ ...somebody(c), line: { prosthesis } }),
    [undefined, 'R', 'X'],
    ['I'],
  ),
  seeding(
    'dental',
    'tooth-gone',
    (taken: boolean, c) => {
      const one = tooth(c);
      return dental([`D7140#${one}`], {
        ...somebody(c),
        history: taken ? [served(`D7140#${one}`, '2024-02-03')] : [served(`D7140#${one === '5' ? '6' : '5'}`, '2024-02-03')],
      });
    },
    [true],
    [false],
  ),
  seeding(
    'dental',
    'frequency-reached',
    (on: string, c) =>
      dental(['D1110'], {
        ...somebody(c),
        history: [served('D1110', on)],
        payer: { frequencies: [{ of: ['adult cleaning'], times: 1, days: 150, per: 'patient' }] },
      }),
    ['2026-01-10', '2025-12-01'],
    ['2025-10-01', '2025-03-03'],
  ),
  seeding(
    'dental',
    'waiting-period',
    (startsOn: string, c) =>
      crown({
        ...somebody(c),
        coverage: { startsOn: day(startsOn) },
        payer: { benefits: { ages: [], waiting: [{ of: ['crown'], months: 12 }], missingTooth: false, alternates: [] } },
      }),
    ['2025-03-11', '2026-01-01'],
    ['2025-03-10', '2019-05-05'],
  ),
  seeding(
    'dental',
    'predetermination-with-date',
    (servedOn: string | undefined, c) =>
      dental(['D7140#1'], {
        ...somebody(c),
        claim: { predetermination: true },
        line: { servedOn: servedOn === undefined ? undefined : day(servedOn) },
      }),
    ['2026-03-10', '2026-02-01'],
    [undefined],
  ),
  seeding(
    'dental',
    'diagnosis-pointers',
    (diagnoses: readonly string[], c) => dental(['D7140#1'], { ...somebody(c), diagnoses }),
    [['K029', 'K0262', 'K0500', 'K05322', 'E119']],
    [['K029'], ['K029', 'K0262', 'K0500', 'K05322']],
  ),
];
