import type { ClaimToSend, PersonToSend } from '../../../claims/index.ts';
import { type Changes, day, dental, institutional, medical } from '../claims.ts';
import { cases, made } from './case.ts';

const visit = (changes: Changes = {}) => medical(['99213'], changes);
const name = ([last, first]: readonly [string, string]) => visit({ patient: { last, first } });
const born = (birthDate: string | undefined) => visit({ patient: { birthDate: birthDate === undefined ? undefined : day(birthDate) } });
const sex = (value: string | undefined) => visit({ patient: { sex: value } });
const home = { line1: '12 Orchard Way', city: 'Tampa', state: 'FL', zip: '33602' };
const lives = (change: object) => visit({ patient: { address: { ...home, ...change } } });
const works = (change: object) => visit({ billing: { address: { ...home, ...change } } });

const self = (subscriber: Partial<PersonToSend>, relationship = '18') =>
  visit({ coverage: { relationship, subscriber: { last: 'Marlow', first: 'Ida', birthDate: day('1984-05-02'), ...subscriber } } });

const dates = ([from, to]: readonly [string | undefined, string?]) =>
  visit({ line: { servedOn: from === undefined ? undefined : day(from), ...(to ? { servedTo: day(to) } : {}) } });
const place = (placeOfService: string) => visit({ claim: { placeOfService } });
const linePlace = (placeOfService: string) => visit({ line: { placeOfService } });
const again = ([frequency, original]: readonly [string, string?]) =>
  visit({ claim: { frequency, ...(original === undefined ? {} : { originalPayerControlNumber: original }) } });
const points = (line: string, diagnoses = ['E119', 'I10', 'R05']) => medical([line], { diagnoses });
const many = (count: number) => Array.from({ length: count }, (_, i) => `M${String(100 + i)}`);
const signed = (change: Partial<ClaimToSend>) => visit({ claim: change });
const unlisted = (note: string | undefined) => medical(['Z3001'], { line: { note } });
const drug = ([ndc, unit, quantity]: readonly [string, string, string]) => medical(['J1100'], { line: { drug: { ndc, unit, quantity } } });
type Accident = NonNullable<ClaimToSend['accident']>;
const accident = (value: Accident | undefined) => visit({ claim: { accident: value } });
const accidents = (on: string | undefined, kind: Accident['kind'], state?: string) =>
  accident({ kind, ...(on ? { on: day(on) } : {}), ...(state ? { state } : {}) });

export const completenessCases = [
  cases(
    'patient-name-missing',
    name,
    [
      ['', 'Ida'],
      ['Marlow', ''],
      ['', ''],
      [' ', 'Ida'],
      ['Marlow', ' '],
      ['  ', '  '],
      ['\t', 'Ida'],
      ['Marlow', '\t'],
      ['', ' '],
      [' ', ''],
    ],
    [
      ['Marlow', 'Ida'],
      ['Li', 'Bo'],
      ["O'Hara", 'Ann'],
      ['van der Berg', 'Jo'],
      ['Marlow-Finch', 'Ida'],
      ['X', 'Y'],
      ['De La Cruz', 'Ana'],
      ['Ng', 'Wei'],
      ['Smith Jr', 'Al'],
      ['Ö', 'Å'],
    ],
  ),
  cases(
    'birth-date-implausible',
    born,
    [
      undefined,
      '2026-03-11',
      '2026-12-31',
      '2027-01-01',
      '2030-05-05',
      '1904-01-01',
      '1899-12-31',
      '1805-03-10',
      '1905-03-09',
      '1850-06-06',
    ],
    [
      '2026-03-10',
      '2026-01-01',
      '1984-05-02',
      '1930-01-01',
      '1926-03-10',
      '2010-02-28',
      '2000-02-29',
      '1960-12-31',
      '1906-03-11',
      '2025-03-10',
    ],
  ),
  cases('sex-missing', sex, [undefined, '', 'X', 'f', 'm', 'Female', 'Male', '1', '9', 'FM'], ['F', 'M', 'U']),
  made(
    'sex-missing',
    [],
    [
      dental(['D0120']),
      dental(['D1110']),
      medical(['93000']),
      medical(['97110']),
      institutional(['99213']),
      medical(['J1100']),
      dental(['D0120'], { patient: { sex: 'U' } }),
    ],
  ),
  made(
    'address-incomplete',
    [
      lives({ line1: '' }),
      lives({ city: ' ' }),
      lives({ state: undefined }),
      lives({ state: 'Florida' }),
      lives({ zip: '3360' }),
      lives({ zip: undefined }),
      works({ line1: 'PO Box 12' }),
      works({ line1: 'P.O. Box 9' }),
      works({ zip: '33602-0001' }),
      works({ state: 'fl' }),
    ],
    [
      visit(),
      lives({ zip: '336020001' }),
      lives({ line2: 'Apt 4' }),
      lives({ city: 'Ocala', zip: '34470' }),
      lives({ line1: 'PO Box 12' }),
      lives({ state: 'NY', zip: '10001' }),
      works({ line1: '1 Post Box Road' }),
      works({ zip: '336020001' }),
      works({ state: 'GA', zip: '30301' }),
      works({ line2: 'PO Box 3' }),
      lives({ city: 'St. Petersburg' }),
    ],
  ),
  made(
    'subscriber-is-not-patient',
    [
      self({ last: 'Finch' }),
      self({ first: 'Ada' }),
      self({ birthDate: day('1985-05-02') }),
      self({ first: 'Idan' }),
      self({ last: 'Marlowe' }),
      self({ first: 'Tom', last: 'Finch' }),
      self({ birthDate: day('1984-02-05') }),
      self({ first: '' }),
      self({ last: '' }),
      self({ first: 'I' }),
    ],
    [
      visit(),
      self({}),
      self({ last: 'MARLOW' }),
      self({ first: 'ida' }),
      self({ last: ' Marlow' }),
      self({ first: 'Tom' }, '01'),
      self({ first: 'Ann' }, '19'),
      self({ last: 'Finch' }, 'G8'),
      self({ birthDate: day('1950-01-01') }, '19'),
      dental(['D0120']),
    ],
  ),
  cases(
    'service-date-implausible',
    dates,
    [
      [undefined],
      ['2026-03-21'],
      ['2026-12-01'],
      ['2027-03-10'],
      ['2026-03-10', '2026-03-09'],
      ['2026-03-10', '2026-02-10'],
      ['2026-03-10', '2026-03-21'],
      ['2026-03-10', '2027-01-01'],
      ['2026-03-21', '2026-03-22'],
      ['2099-01-01'],
    ],
    [
      ['2026-03-10'],
      ['2026-03-20'],
      ['2026-03-10', '2026-03-10'],
      ['2026-03-10', '2026-03-20'],
      ['2026-01-01'],
      ['2025-12-31'],
      ['2025-03-10', '2025-04-10'],
      ['2026-02-28'],
      ['2024-02-29'],
      ['2026-03-19', '2026-03-20'],
    ],
  ),
  made(
    'place-unknown',
    [...['', '1', '00', '99', '98', '111', 'AA', '27'].map(place), linePlace('99'), linePlace('1')],
    [...['11', '02', '10', '12', '19', '21', '22', '23'].map(place), linePlace('24'), linePlace('81')],
  ),
  cases(
    'replacement-without-number',
    again,
    [['7'], ['8'], ['7', ''], ['8', ''], ['7', ' '], ['8', ' '], ['7', '   '], ['8', '   '], ['7', '\t'], ['8', '\t']],
    [
      ['1'],
      ['1', 'PC1'],
      ['7', 'PC1'],
      ['8', 'PC1'],
      ['7', '2026031000123'],
      ['8', '2026031000123'],
      ['7', 'A'],
      ['8', '0'],
      ['7', 'ICN-77'],
      ['1', ''],
    ],
  ),
  made(
    'diagnosis-pointers',
    [
      points('99213>4'),
      points('99213>1,1'),
      points('99213>0'),
      points('99213>1,2,3,9'),
      points('99213>13', many(13)),
      points('99213>1', many(13)),
      points('99213>2', ['E119']),
      points('99213>1,2,3,4,5', many(6)),
      dental(['D0120'], { diagnoses: many(5) }),
      dental(['D0120>2']),
    ],
    [
      points('99213>1'),
      points('99213>1,2'),
      points('99213>3,2,1'),
      points('99213>1,2,3'),
      points('99213>12', many(12)),
      points('99213>1,2,3,4', many(4)),
      points('99213>4,3,2,1', many(12)),
      dental(['D0120'], { diagnoses: many(4) }),
      dental(['D0120'], { line: { pointers: [] }, diagnoses: [] }),
      institutional(['99213'], { line: { pointers: [] } }),
    ],
  ),
  made(
    'signature-missing',
    [signed({ signatureOnFile: false }), ...['N', '', 'X', 'y', 'M', 'O', '1', 'A', ' '].map((release) => signed({ release }))],
    [
      visit(),
      signed({ release: 'I' }),
      dental(['D0120']),
      institutional(['99213']),
      medical(['93000']),
      medical(['97110']),
      medical(['J1100']),
      dental(['D1110']),
      dental(['D0120'], { claim: { release: 'I' } }),
      medical(['93000'], { claim: { release: 'I' } }),
    ],
  ),
  cases(
    'unlisted-without-description',
    unlisted,
    [undefined, '', ' ', 'procedure', 'see note', 'as discussed', 'other', 'new device', 'x', '  two words  '],
    [
      'removal of splinter',
      'Repair of outer ear',
      'trial of new device',
      'a b c',
      'complex repair, left ear',
      'destruction of lesion by cold plasma',
      'joint washing under sight',
      'tendon glide release third finger',
      'manual reduction without anesthesia',
      'nerve stimulation trial day one',
    ],
  ),
  cases(
    'drug-number-invalid',
    drug,
    [
      ['0409-1234-05', 'ML', '1'],
      ['0409123405', 'ML', '1'],
      ['004091234055', 'ML', '1'],
      ['', 'ML', '1'],
      ['00409123405', 'MG', '1'],
      ['00409123405', '', '1'],
      ['00409123405', 'ML', '0'],
      ['00409123405', 'ML', '-1'],
      ['00409123405', 'ML', ''],
      ['0040912340X', 'UN', '1'],
    ],
    [
      ['00409123405', 'ML', '1'],
      ['00409123405', 'ML', '0.5'],
      ['00409123405', 'UN', '2'],
      ['00409123405', 'F2', '100'],
      ['00409123405', 'GR', '1.25'],
      ['00409123405', 'ME', '10'],
      ['55555444422', 'ML', '10'],
      ['12345678901', 'UN', '1'],
      ['00000000001', 'ML', '3'],
      ['99999999999', 'GR', '0.1'],
    ],
  ),
  made(
    'accident-incomplete',
    [
      accidents(undefined, 'auto', 'FL'),
      accidents(undefined, 'employment'),
      accidents(undefined, 'other'),
      accidents('2026-03-01', 'auto'),
      accidents('2026-03-11', 'other'),
      accidents('2026-03-11', 'employment'),
      accidents('2027-01-01', 'auto', 'FL'),
      accidents(undefined, 'auto'),
      accidents('2026-01-01', 'auto', ''),
      accidents('2026-03-12', 'auto', 'GA'),
    ],
    [
      accident(undefined),
      accidents('2026-03-10', 'auto', 'FL'),
      accidents('2026-03-01', 'auto', 'GA'),
      accidents('2026-03-01', 'employment'),
      accidents('2026-03-10', 'other'),
      accidents('2025-12-24', 'other'),
      accidents('2020-01-01', 'employment'),
      accidents('2026-02-28', 'auto', 'NY'),
      accidents('2026-03-09', 'employment', 'FL'),
      accidents('2026-03-09', 'other', 'FL'),
    ],
  ),
];
