import type { LineToSend } from '../../../claims/index.ts';
import type { BenefitTerms } from '../../facts.ts';
import { type Changes, crown, day, dental, medical, served } from '../claims.ts';
import { cases, made } from './case.ts';

const line = (text: string) => dental([text]);
const lines = (...list: readonly string[]) => dental(list);
const aged = ([text, birthDate]: readonly [string, string]) => dental([text], { patient: { birthDate: day(birthDate) } });
const terms: BenefitTerms = {
  ages: [
    { of: ['sealant'], to: 16 },
    { of: ['D1120'], to: 12 },
  ],
  waiting: [
    { of: ['crown', 'pontic'], months: 12 },
    { of: ['D3330'], months: 6 },
  ],
  missingTooth: true,
  alternates: [
    { of: ['D2391', 'D2392', 'D2394'], instead: 'amalgam filling', teeth: 'posterior' },
    { of: ['D2740'], instead: 'D2750' },
  ],
  replacementYears: 5,
};
const under = (text: string, changes: Changes = {}) => dental([text], { ...changes, payer: { benefits: terms, ...changes.payer } });
const downcoded = (text: string, term: { readonly instead?: string; readonly teeth?: 'posterior' }) =>
  under(text, { payer: { benefits: { ...terms, alternates: [{ of: ['filling'], ...term }] } } });
const benefitAge = ([text, birthDate]: readonly [string, string]) => under(text, { patient: { birthDate: day(birthDate) } });
const since = ([text, startsOn]: readonly [string, string | undefined]) =>
  under(text, { coverage: { startsOn: startsOn === undefined ? undefined : day(startsOn) } });
const replaced = ([text, prosthesis, priorPlacedOn]: readonly [string, string, string?]) =>
  under(text, { line: { prosthesis, ...(priorPlacedOn ? { priorPlacedOn: day(priorPlacedOn) } : {}) } });
const lost = ([text, prosthesis, extracted, startsOn]: readonly [string, string, string, string]) =>
  under(text, { line: { prosthesis }, history: [served(`D7140#${text.split('#')[1]}`, extracted)], coverage: { startsOn: day(startsOn) } });
const proves = (attachments: LineToSend['attachments']) => crown({ line: { attachments } });
const given = (report: string, transmission = 'EL', controlNumber?: string) => [
  { report, transmission, ...(controlNumber ? { controlNumber } : {}) },
];
const asked = (list: readonly string[], servedOn: string | undefined) =>
  dental(list, { claim: { predetermination: true }, line: { servedOn: servedOn === undefined ? undefined : day(servedOn) } });

export const benefitCases = [
  cases(
    'procedure-against-age',
    aged,
    [
      ['D1110', '2014-01-01'],
      ['D1110', '2020-01-01'],
      ['D1110', '2012-03-11'],
      ['D1120', '1984-05-02'],
      ['D1120', '2012-03-10'],
      ['D1120', '2000-01-01'],
      ['D1110', '2018-06-06'],
      ['D1120', '1950-01-01'],
    ],
    [
      ['D1110', '1984-05-02'],
      ['D1110', '2012-03-10'],
      ['D1120', '2012-03-11'],
      ['D1120', '2020-01-01'],
      ['D0120', '2020-01-01'],
      ['D0120', '1940-01-01'],
      ['D7140#14', '1990-01-01'],
      ['D1110', '1930-01-01'],
    ],
  ),
  made(
    'procedure-against-age',
    ['2015-01-01', '1950-01-01', '2005-03-11'].map((date) => medical(['Z5001'], { patient: { birthDate: day(date) } })),
    ['1984-01-01', '2005-03-10', '1961-01-01'].map((date) => medical(['Z5001'], { patient: { birthDate: day(date) } })),
  ),
  made(
    'procedure-against-sex',
    ['Z5001', 'Z5001-26', 'Z5001*2', 'Z5001-59', 'Z5001>2']
      .map((text) => medical([text], { patient: { sex: 'M' } }))
      .concat(['Z5002', 'Z5002-26', 'Z5002*2', 'Z5002-59', 'Z5002>2'].map((text) => medical([text], { patient: { sex: 'F' } }))),
    [
      medical(['Z5001']),
      medical(['Z5002'], { patient: { sex: 'M' } }),
      medical(['Z5001'], { patient: { sex: 'U' } }),
      medical(['Z5002'], { patient: { sex: 'U' } }),
      medical(['Z5001-KX'], { patient: { sex: 'M' } }),
      medical(['Z5002-KX']),
      ...['99213', '93000', 'J1100', '97110'].map((code) => medical([code], { patient: { sex: 'M' } })),
    ],
  ),
  cases(
    'benefit-age',
    benefitAge,
    [
      ['D1351#3', '1984-05-02'],
      ['D1351#14', '2009-03-10'],
      ['D1351#19', '2000-01-01'],
      ['D1351#30', '2005-05-05'],
      ['D1120', '2013-03-10'],
      ['D1120', '2012-01-01'],
      ['D1120', '2000-01-01'],
      ['D1351#2', '1990-01-01'],
      ['D1351#A', '1970-01-01'],
      ['D1120', '1984-01-01'],
    ],
    [
      ['D1351#3', '2015-05-02'],
      ['D1351#14', '2009-03-11'],
      ['D1351#19', '2018-01-01'],
      ['D1120', '2013-03-11'],
      ['D1120', '2020-01-01'],
      ['D0120', '1984-05-02'],
      ['D1110', '1984-05-02'],
      ['D7140#3', '1960-01-01'],
      ['D1351#30', '2012-01-01'],
      ['D2391#3:O', '1984-05-02'],
    ],
  ),
  made(
    'waiting-period',
    [under('D2740#14', { eligibility: [{ payerId: 'P100', active: true, from: day('2025-12-01'), checkedOn: day('2026-03-01') }] })],
    [
      under('D2740#14', {
        eligibility: [
          { payerId: 'P100', active: true, from: day('2026-01-01'), checkedOn: day('2026-03-01') },
          { payerId: 'P100', active: true, from: day('2019-01-01'), checkedOn: day('2025-03-01') },
        ],
      }),
      under('D2740#14', { eligibility: [{ payerId: 'P900', active: true, from: day('2026-01-01'), checkedOn: day('2026-03-01') }] }),
    ],
  ),
  cases(
    'waiting-period',
    since,
    [
      ['D2740#14', '2025-03-11'],
      ['D2740#8', '2026-01-01'],
      ['D6240#14', '2025-12-01'],
      ['D3330#30', '2025-09-11'],
      ['D3330#3', '2026-03-01'],
      ['D2740#30', '2025-06-15'],
      ['D6240#9', '2026-03-10'],
      ['D3330#14', '2025-12-31'],
      ['D2740#19', '2025-09-30'],
      ['D6240#4', '2025-04-01'],
    ],
    [
      ['D2740#14', '2025-03-10'],
      ['D2740#8', '2020-01-01'],
      ['D2740#8', undefined],
      ['D3330#30', '2025-09-10'],
      ['D3330#3', '2024-03-01'],
      ['D0120', '2026-03-01'],
      ['D2391#14:O', '2026-03-01'],
      ['D6240#14', '2024-12-01'],
      ['D7140#3', '2026-03-10'],
      ['D3310#8', '2026-01-01'],
    ],
  ),
  made(
    'missing-tooth-clause',
    [under('Z6010#14', { coverage: { startsOn: day('2024-01-01') }, history: [served('D7140#14', '2020-01-01')] })],
    [under('Z6010#14', { coverage: { startsOn: day('2024-01-01') }, history: [served('D7140#14', '2025-01-01')] })],
  ),
  cases(
    'missing-tooth-clause',
    lost,
    [
      ['D6240#14', 'I', '2019-01-01', '2020-01-01'],
      ['D6240#9', 'I', '2024-12-31', '2025-01-01'],
      ['D6240#3', 'I', '2000-05-05', '2024-01-01'],
      ['D2740#14', 'I', '2019-01-01', '2020-01-01'],
      ['D6240#30', 'I', '2018-08-08', '2023-01-01'],
      ['D6240#19', 'I', '2022-02-02', '2026-01-01'],
      ['D6240#4', 'I', '2021-03-03', '2022-01-01'],
      ['D6240#5', 'I', '2015-01-01', '2016-01-01'],
      ['D6240#12', 'I', '2024-01-01', '2024-01-02'],
      ['D6240#29', 'I', '2010-10-10', '2026-02-01'],
    ],
    [
      ['D6240#14', 'I', '2021-01-01', '2020-01-01'],
      ['D6240#14', 'R', '2019-01-01', '2020-01-01'],
      ['D6240#9', 'I', '2025-01-01', '2025-01-01'],
      ['D6240#3', 'I', '2024-06-05', '2024-01-01'],
      ['D2740#14', 'I', '2020-06-01', '2020-01-01'],
      ['D6240#30', 'R', '2018-08-08', '2023-01-01'],
      ['D6240#19', 'I', '2026-02-02', '2026-01-01'],
      ['D6240#4', 'R', '2021-03-03', '2022-01-01'],
      ['D6240#5', 'I', '2016-01-02', '2016-01-01'],
      ['D6240#12', 'I', '2024-02-01', '2024-01-02'],
    ],
  ),
  cases(
    'alternate-benefit',
    (text: string) => under(text),
    [
      'D2391#14:O',
      'D2391#3:O',
      'D2392#30:MO',
      'D2392#19:DO',
      'D2394#18:MODB',
      'D2740#14',
      'D2740#8',
      'D2391#5:B',
      'D2392#12:MO',
      'D2394#2:MODL',
    ],
    ['D0120', 'D1110', 'D2330#8:M', 'D7140#14', 'D3310#8', 'D1351#3', 'D4341@10', 'D6240#9', 'D2391#8:M', 'D2930#A'],
  ),
  // By the practice's own list, which names what a code is downcoded to.
  made(
    'alternate-benefit',
    [
      downcoded('D2394#3:MOD', {}),
      downcoded('D2394#30:MOD', { teeth: 'posterior' }),
      downcoded('D2394#14:MOD', { instead: 'less of a filling' }),
    ],
    [downcoded('D2391#3:O', {}), downcoded('D2394#8:MOD', { teeth: 'posterior' }), downcoded('D2394#3:MOD', { instead: 'D2394' })],
  ),
  made(
    'replaced-too-early',
    [
      under('D2740#14', { line: { prosthesis: 'I' }, history: [served('D2740#14', '2024-01-01')] }),
      under('D5110@01', { line: { prosthesis: 'R', priorPlacedOn: day('2010-01-01') }, history: [served('D5110@01', '2023-01-01')] }),
    ],
    [
      under('D2740#14', { line: { prosthesis: 'I' }, history: [served('D2740#15', '2024-01-01'), served('D2740#14', '2019-01-01')] }),
      under('D5110@01', { line: { prosthesis: 'I' }, history: [served('D5110@02', '2023-01-01')] }),
    ],
  ),
  cases(
    'replaced-too-early',
    replaced,
    [
      ['D2740#14', 'R', '2024-01-01'],
      ['D2740#8', 'R', '2021-03-11'],
      ['D6240#14', 'R', '2025-12-31'],
      ['D5110@01', 'R', '2022-06-06'],
      ['D5110@02', 'R', '2026-01-01'],
      ['D2740#3', 'R', '2023-03-10'],
      ['D6240#9', 'R', '2021-05-01'],
      ['D2740#30', 'R', '2026-03-01'],
      ['D2740#19', 'R', '2022-02-28'],
      ['D5110@01', 'R', '2024-02-29'],
    ],
    [
      ['D2740#14', 'I'],
      ['D2740#8', 'R', '2021-03-10'],
      ['D6240#14', 'R', '2015-12-31'],
      ['D5110@01', 'R', '2010-06-06'],
      ['D5110@02', 'I'],
      ['D2740#3', 'R'],
      ['D6240#9', 'R', '2020-05-01'],
      ['D2740#30', 'R', '2016-03-01'],
      ['D6240#9', 'I'],
      ['D2740#19', 'R', '2012-02-29'],
    ],
  ),
  made(
    'attachment-missing',
    [
      proves([]),
      proves(given('P6', 'EL', 'AT1')),
      proves(given('RB')),
      proves(given('OZ', 'AA')),
      line('D4341@10'),
      line('D4341@20'),
      dental(['D4341@30'], { line: { attachments: given('RB', 'EL', 'AT2') } }),
      dental(['D7140#14'], { payer: { attachments: [{ of: ['extraction'], reports: ['RB'] }] } }),
      lines('D4341@10', 'D4341@40'),
      proves(given('RB', 'BM', '')),
    ],
    [
      proves(given('RB', 'EL', 'AT1')),
      proves(given('RB', 'AA')),
      proves(given('RB', 'FX', 'AT9')),
      dental(['D4341@10'], { line: { attachments: given('P6', 'EL', 'AT3') } }),
      dental(['D4341@10'], { claim: { attachments: given('P6', 'BM', 'AT4') } }),
      line('D0120'),
      line('D7140#14'),
      dental(['D7140#14'], { payer: { attachments: [{ of: ['D0120'], reports: ['RB'] }] } }),
      dental(['D7140#14'], {
        payer: { attachments: [{ of: ['extraction'], reports: ['RB', 'OZ'] }] },
        line: { attachments: given('OZ', 'AA') },
      }),
      crown({ payer: { attachments: [{ of: ['crown'], reports: [] }] } }),
    ],
  ),
  made(
    'predetermination-with-date',
    ['D0120', 'D2740#14', 'D4341@10', 'D6240#9', 'D5110@01'].flatMap((text) => [asked([text], '2026-03-10'), asked([text], '2026-04-10')]),
    ['D0120', 'D2740#14', 'D4341@10', 'D6240#9', 'D5110@01'].flatMap((text) => [asked([text], undefined), line(text)]),
  ),
];
