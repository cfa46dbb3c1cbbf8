import type { ClaimToSend } from '../../../claims/index.ts';
import { type Changes, day, dental, institutional, medical, served } from '../claims.ts';
import { cases, made } from './case.ts';

const medicare: Changes = { coverage: { filingIndicator: 'MB', memberId: '1EG4TE5MK73' } };
const toMedicare = (list: readonly string[]) => medical(list, medicare);
const timed = ([code, units, unit, changes]: readonly [string, string, string, Changes?]) =>
  medical([code], { ...changes, line: { units, unit } });
const at = ([code, place]: readonly [string, string]) => medical([code], { line: { placeOfService: place } });
const braces = ([orthodontics, list, predetermination]: readonly [ClaimToSend['orthodontics'], (readonly string[])?, boolean?]) =>
  dental(list ?? ['Z6080'], { claim: { orthodontics, ...(predetermination ? { predetermination } : {}) } });
const placed = day('2025-09-01');
const given = 'Sample drug 10 mg into the vein';
const drug = { ndc: '00409123405', unit: 'ML', quantity: '2' };

export const kindCases = [
  made(
    'therapy-plan-missing',
    [
      ...['97110', '97140', 'Z4400', 'Z4410', 'Z4420', '97110-59', '97110-KX', '97140-95'].map((line) => toMedicare([line])),
      toMedicare(['97110-GP', '97140-59']),
      institutional(['97110'], { coverage: { filingIndicator: 'MA', memberId: '1EG4TE5MK73' } }),
    ],
    [
      ...['97110-GP', '97140-GP', '97110-GO', 'Z4410-GO', 'Z4420-GP', '97110-59-GP', '97110-GP-KX'].map((line) => toMedicare([line])),
      toMedicare(['99213']),
      medical(['97110']),
      medical(['97140'], { coverage: { filingIndicator: 'BL' } }),
    ],
  ),
  cases(
    'anesthesia-in-units',
    timed,
    [
      ['Z4100', '1', 'UN'],
      ['Z4100', '2', 'UN'],
      ['Z4100', '4', 'UN'],
      ['Z4100', '7', 'UN'],
      ['Z4100', '15', 'UN'],
      ['Z4100', '45', 'UN'],
      ['Z4100-59', '45', 'UN'],
      ['Z4100', '1', 'DA'],
      ['Z4100', '45', 'UN', medicare],
      ['Z4100-59', '3', 'UN', medicare],
    ],
    [
      ['Z4100', '1', 'MJ'],
      ['Z4100', '45', 'MJ'],
      ['Z4100', '37', 'MJ'],
      ['Z4100', '120', 'MJ'],
      ['Z4100-59', '45', 'MJ'],
      ['Z4100', '45', 'MJ', medicare],
      ['99213', '1', 'UN'],
      ['97110', '3', 'UN'],
      ['66984-RT', '1', 'UN'],
      ['J1100', '4', 'UN'],
    ],
  ),
  cases(
    'hospital-visit-outside',
    at,
    [
      ['Z4200', '11'],
      ['Z4200', '12'],
      ['Z4200', '20'],
      ['Z4200-25', '11'],
      ['Z4200-25', '12'],
      ['Z4200-24', '11'],
      ['Z4200-57', '11'],
      ['Z4200-25', '20'],
      ['Z4200-57', '12'],
      ['Z4200-24', '20'],
    ],
    [
      ['Z4200', '21'],
      ['Z4200', '22'],
      ['Z4200', '19'],
      ['Z4200', '23'],
      ['Z4200-25', '21'],
      ['Z4200', '31'],
      ['Z4200', '02'],
      ['99213', '11'],
      ['Z4300', '11'],
      ['99214', '12'],
    ],
  ),
  cases(
    'orthodontics-incomplete',
    braces,
    [
      [undefined],
      [{}],
      [{ months: 24 }],
      [{ monthsRemaining: 18 }],
      [{ months: 24, monthsRemaining: 18 }],
      [{ appliancePlacedOn: placed }],
      [undefined, ['Z6090']],
      [{ months: 20 }, ['Z6090']],
      [undefined, ['D0120', 'Z6080']],
      [undefined, ['Z6080'], true],
    ],
    [
      [{ months: 24, appliancePlacedOn: placed }],
      [{ monthsRemaining: 18, appliancePlacedOn: placed }],
      [{ months: 24, monthsRemaining: 18, appliancePlacedOn: placed }],
      [{ months: 24, appliancePlacedOn: placed }, ['Z6090']],
      [{ monthsRemaining: 0, appliancePlacedOn: placed }],
      [{ months: 24 }, ['Z6080'], true],
      [undefined, ['D0120']],
      [{}, ['D1110']],
      [undefined, ['D1120']],
      [{ months: 12, appliancePlacedOn: placed }, ['D0120', 'Z6080']],
    ],
  ),
  made(
    'unclassified-drug-number',
    ['Z4500', 'Z4510'].flatMap((code) => [
      medical([code], { line: { note: given } }),
      medical([code], { line: { description: given } }),
      medical([`${code}*2`], { line: { note: given } }),
      medical([code], { ...medicare, line: { note: given } }),
      institutional([code], { line: { note: given } }),
    ]),
    [
      ...['Z4500', 'Z4510', 'Z4500*2', 'Z4510*2'].map((line) => medical([line], { line: { note: given, drug } })),
      ...['Z4500', 'Z4510'].map((line) => institutional([line], { line: { description: given, drug } })),
      ...['Z4520', 'Z4530', 'J1100'].map((line) => medical([line])),
      // Unlisted, and no drug.
      medical(['Z3001'], { line: { note: 'removal of splinter' } }),
    ],
  ),
  made(
    'unlisted-without-description',
    [medical(['Z4500'], { line: { drug } }), medical(['Z4510'], { line: { drug, note: 'see note' } })],
    [
      medical(['Z4500'], { line: { drug, description: given } }),
      medical(['Z3001'], { line: { description: 'removal of splinter' } }),
      medical(['Z4520']),
    ],
  ),
  made(
    'modifier-of-visits',
    // Of which nobody says what it is; and one that the practice says is none.
    [medical(['Z4700-25']), medical(['Z4100-25'])],
    [...['Z4300-25', 'G0439-25', 'Z4200-25', 'Z4300-24'].map((line) => medical([line])), medical(['G0439-25', '93000'])],
  ),
  made(
    'visit-in-global-period',
    [],
    ['G0439', 'Z4300'].map((line) => medical([line], { history: [served('Z1090', '2026-03-01')] })),
  ),
  made(
    'materials-to-medical-payer',
    [
      medical(['V2020'], { diagnoses: ['H18601'] }),
      medical(['V2510'], { diagnoses: ['E119'] }),
      // Somebody looks at what the plan says of it; Medicare pays none.
      medical(['V2510'], { diagnoses: ['H18601'] }),
      medical(['V2510'], { ...medicare, diagnoses: ['H18601'] }),
    ],
    [medical(['V2510'], { diagnoses: ['Z961'] }), medical(['V2510-GY'], { ...medicare, diagnoses: ['H18601'] })],
  ),
  made(
    'lens-without-reason',
    [medical(['V2510'], { diagnoses: ['E119'], payer: { vision: true } })],
    ['H18601', 'H1789', 'Z947'].map((code) => medical(['V2510'], { diagnoses: [code], payer: { vision: true } })),
  ),
];
