import type { ProviderToSend } from '../../../claims/index.ts';
import { type Changes, dental, institutional, medical } from '../claims.ts';
import { cases, made } from './case.ts';

const visit = (changes: Changes = {}) => medical(['99213'], changes);
const goodNpis = ['1234567893', '1999999984', '1215193883', '1053386219', '1679523708', '1992861900', '1760461313'];
const badNpis = [
  '1234567890',
  '2342342345',
  '1231231234',
  '123456789',
  '12345678930',
  '0123456789',
  '3234567893',
  'ABCDEFGHIJ',
  '1999999985',
  '1215193838',
  '',
];

const person = (npi: string): ProviderToSend => ({ entity: 'person', name: 'Holm', first: 'Per', npi });
const clinic: ProviderToSend = { entity: 'organisation', name: 'Imaging House', npi: '1053386219' };
const noFirst: ProviderToSend = { entity: 'person', name: 'Holm', npi: '1053386219' };
const refer = (referring: ProviderToSend) => visit({ claim: { referring } });
const order = (ordering: ProviderToSend) => visit({ line: { ordering } });

const taxOf = ([taxId, taxIdKind]: readonly [string | undefined, 'employer' | 'person']) => visit({ billing: { taxId, taxIdKind } });
const member = (memberId: string) => visit({ coverage: { memberId } });
const medicare = (memberId: string) => visit({ coverage: { memberId, filingIndicator: 'MB' } });
const taxonomy = (code: string) => visit({ rendering: { taxonomy: code } });

const orders = (line: string, changes: Changes = {}) => medical([line], { ...changes, payer: { orderingFor: ['imaging', '93000'] } });

export const identityCases = [
  cases('npi-invalid', (npi: string) => visit({ rendering: { npi } }), badNpis, [...goodNpis]),
  made(
    'npi-invalid',
    badNpis.slice(0, 4).map((npi) => visit({ billing: { npi } })),
    goodNpis.slice(0, 3).map((npi) => refer(person(npi))),
  ),
  made(
    'npi-missing',
    [
      medical(['99213']),
      medical(['93000']),
      medical(['99214', '93000']),
      medical(['97110']),
      medical(['J1100']),
      dental(['D0120']),
      dental(['D1110']),
      dental(['D7140#3']),
      institutional(['99213']),
      institutional(['93000']),
    ].map((facts) => ({
      ...facts,
      claim: { ...facts.claim, billing: { entity: 'organisation' as const, name: 'Orchard Clinic' } },
    })),
    [
      medical(['99213']),
      medical(['93000']),
      medical(['97110']),
      medical(['J1100']),
      dental(['D0120']),
      dental(['D1110']),
      institutional(['99213']),
      ...goodNpis.slice(1, 4).map((npi) => visit({ billing: { npi } })),
    ],
  ),
  made(
    'rendering-missing',
    ['99213', '99214', '93000', '97110', 'J1100', 'Z1010', '92014', '90471']
      .map((code) => medical([code], { rendering: undefined }))
      .concat([dental(['D0120'], { rendering: undefined }), visit({ rendering: { npi: undefined } })]),
    [
      ...['99213', '93000', '97110', 'J1100', '92014'].map((code) => medical([code])),
      institutional(['99213'], { rendering: undefined }),
      ...['99213', '93000', '97110'].map((code) => medical([code], { rendering: undefined, billing: { entity: 'person', first: 'Nora' } })),
      visit({ rendering: undefined, line: { rendering: person('1053386219') } }),
    ],
  ),
  made(
    'referring-not-a-person',
    [
      refer(clinic),
      refer(noFirst),
      order(clinic),
      order(noFirst),
      ...['93000', '97110', '99214'].flatMap((code) => [
        medical([code], { claim: { referring: clinic } }),
        medical([code], { line: { ordering: noFirst } }),
      ]),
    ],
    [visit(), ...goodNpis.slice(0, 5).map((npi) => refer(person(npi))), ...goodNpis.slice(0, 4).map((npi) => order(person(npi)))],
  ),
  made(
    'ordering-missing',
    [
      orders('Z2001'),
      orders('Z2002'),
      orders('93000'),
      orders('Z2001-26'),
      orders('93000-59'),
      orders('Z2001*2'),
      orders('Z2002-59'),
      orders('93000>2'),
      orders('Z2001>2'),
      orders('Z2002>2'),
    ],
    [
      orders('99213'),
      orders('97110'),
      orders('J1100'),
      orders('99214'),
      orders('Z1010'),
      medical(['Z2001']),
      medical(['93000']),
      orders('Z2001', { claim: { referring: person('1053386219') } }),
      orders('93000', { line: { ordering: person('1053386219') } }),
      orders('Z2002', { line: { ordering: person('1215193883') } }),
    ],
  ),
  cases(
    'tax-id-invalid',
    taxOf,
    [
      [undefined, 'employer'],
      ['', 'employer'],
      ['59-2233445', 'employer'],
      ['59223344', 'employer'],
      ['5922334455', 'employer'],
      ['000000000', 'employer'],
      ['999999999', 'employer'],
      ['123456789', 'employer'],
      ['987654321', 'employer'],
      ['001234567', 'employer'],
      ['071234567', 'employer'],
      ['891234567', 'employer'],
      ['000123456', 'person'],
      ['666123456', 'person'],
      ['912345678', 'person'],
    ],
    [
      ['592233445', 'employer'],
      ['010203040', 'employer'],
      ['941112223', 'employer'],
      ['812223334', 'employer'],
      ['121231234', 'employer'],
      ['219099999', 'person'],
      ['078051120', 'person'],
      ['123456780', 'employer'],
      ['665123456', 'person'],
      ['667123456', 'person'],
    ],
  ),
  cases(
    'member-id-invalid',
    member,
    [
      '',
      'X',
      'UNKNOWN',
      'unknown',
      'none',
      'N/A',
      'pending',
      ' SH4477120',
      'SH4477120 ',
      '9999999',
      '00000',
      'A'.repeat(81),
      '1.23457E+11',
      '1E+12',
    ],
    ['SH4477120', 'W123456789', 'XYZ', '12', '123456789A', 'ABC-12-3456', '00112233', 'PENDINGTON1', 'SELFRIDGE', 'A1'.repeat(40)],
  ),
  cases(
    'medicare-number-invalid',
    medicare,
    [
      '1EG4TE5MK7',
      '1EG4-TE5-MK73',
      '0EG4TE5MK73',
      '1SG4TE5MK73',
      '1EB4TE5MK73',
      '1EGATE5MK73',
      '123456789A',
      '1EG4TO5MK73',
      '1EG4TE5MK7Z',
      'SH4477120',
    ],
    [
      '1EG4TE5MK73',
      '9AA0AA0AA00',
      '2CD1EF2GH34',
      '3JK4MN5PQ67',
      '4R55T66UV78',
      '5WX7Y88AC90',
      '6E17G20JK11',
      '7MN8P92RT22',
      '8UV3W43XY33',
      '1A10C11DE44',
    ],
  ),
  cases(
    'taxonomy-invalid',
    taxonomy,
    ['207Q00000', '207Q00000Y', '207q00000X', '999Z99999X', '000000000X', '207QX0000XX', 'FAMILY', '152W0000X', '12230001X', '207Q-0000X'],
    ['207Q00000X', '152W00000X', '1223G0001X', '207W00000X', '225100000X', '332B00000X'],
  ),
  made(
    'taxonomy-invalid',
    [],
    [
      visit({ rendering: { taxonomy: undefined } }),
      visit({ billing: { taxonomy: undefined } }),
      dental(['D0120']),
      institutional(['99213']),
    ],
  ),
];
