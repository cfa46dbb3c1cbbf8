import { type Changes, medical } from '../claims.ts';
import { made } from './case.ts';

const visit = (changes: Changes = {}) => medical(['99213'], changes);
const name = ([last, first]: readonly [string, string]) => visit({ patient: { last, first } });
const home = { line1: '12 Orchard Way', city: 'Tampa', state: 'FL', zip: '33602' };
const lives = (change: object) => visit({ patient: { address: { ...home, ...change } } });
const works = (change: object) => visit({ billing: { address: { ...home, ...change } } });
const again = ([frequency, originalPayerControlNumber]: readonly [string, string]) =>
  visit({ claim: { frequency, originalPayerControlNumber } });

export const signCases = [
  made(
    'sign-that-divides',
    [
      name(['Mar~low', 'Ida']),
      name(['Marlow', 'I*da']),
      lives({ line1: '12 Orchard Way: rear' }),
      works({ city: 'Tam^pa' }),
      visit({ coverage: { memberId: 'SH*4477120' } }),
      visit({ coverage: { payerName: 'Sample Health: North' } }),
      visit({ coverage: { groupName: 'Mill*Works' } }),
      visit({ rendering: { name: 'Quill~' } }),
      visit({ claim: { authorizationNumber: 'A:1' } }),
      visit({ claim: { patientControlNumber: 'V1*2' } }),
      visit({ claim: { referring: { entity: 'person', name: 'Wr:en', first: 'Pilar', npi: '1992861900' } } }),
      visit({ claim: { facility: { entity: 'organisation', name: 'Harbor^Side' } } }),
      visit({ line: { description: 'one:two' } }),
      visit({ claim: { attachments: [{ report: 'OZ', transmission: 'EL', controlNumber: 'A~1' }] } }),
      name(['Mar\nlow', 'Ida']),
      again(['8', 'P:1']),
    ],
    [
      name(["O'Marlow-Finch Jr.", 'Ida']),
      name(['Márlow', 'Zoë']),
      lives({ line1: '12 Orchard Way #3, rear' }),
      works({ city: 'St. Pete' }),
      visit({ coverage: { memberId: 'SH-4477/120' } }),
      visit({ coverage: { payerName: 'Sample Health & Life (North)' } }),
      visit({ line: { note: 'Seen at 10:30~ for * and ^' } }),
      visit({ claim: { note: 'a:b' } }),
      visit({ claim: { authorizationNumber: 'A1' } }),
      again(['7', 'P_1+2']),
    ],
  ),
  made(
    'letters-spelled-plainly',
    [
      name(['Núñez', 'Ida']),
      name(['Marlow', 'Zoë']),
      name(['Łukasz', 'Ida']),
      name(['Strauß', 'Ida']),
      name(['O’Fern', 'Ida']),
      lives({ line1: '12 Peñasco Way' }),
      works({ city: 'Cañon City' }),
      visit({ coverage: { payerName: 'Santé Health' } }),
      visit({ coverage: { groupName: 'Café Works' } }),
      visit({ rendering: { name: 'Quillén' } }),
      visit({ claim: { referring: { entity: 'person', name: 'Wren', first: 'José', npi: '1992861900' } } }),
      visit({ line: { description: 'crème, 30 g' } }),
      visit({ claim: { note: 'Seen for naïve reasons' } }),
      visit({ line: { note: 'Pain – left eye' } }),
    ],
    [
      name(['Nunez', 'Ida']),
      name(["O'Fern", 'Zoe']),
      name(['李', 'Ida']),
      lives({ line1: '12 Penasco Way' }),
      works({ city: 'Canon City' }),
      visit({ coverage: { memberId: 'Ñ4477120' } }),
      visit({ coverage: { payerName: 'Sante Health' } }),
      visit({ claim: { authorizationNumber: 'É1' } }),
      visit({ line: { description: 'cream, 30 g' } }),
      visit({ line: { note: 'Pain - left eye' } }),
      visit({ claim: { note: 'two\nlines' } }),
    ],
  ),
  made(
    'letters-without-spelling',
    [
      name(['李', 'Ida']),
      name(['Marlow', 'Αννα']),
      name(['Иванов', 'Ida']),
      lives({ line1: '12 Orchard Way ☂' }),
      works({ city: '東京' }),
      visit({ coverage: { memberId: 'Ñ4477120' } }),
      visit({ coverage: { groupNumber: 'Ü7' } }),
      visit({ coverage: { groupName: 'Мир' } }),
      visit({ claim: { authorizationNumber: 'É1' } }),
      visit({ claim: { patientControlNumber: 'Vö1' } }),
      visit({ line: { description: 'cream ½ tube ✓' } }),
      visit({ claim: { note: 'Seen for 痛' } }),
      visit({ line: { note: 'Left → right' } }),
    ],
    [
      name(['Núñez', 'Zoë']),
      name(['Łukasz', 'Søren']),
      name(['Nguyễn', 'Ida']),
      lives({ line1: '12 Orchard Way – rear' }),
      works({ city: 'Cañon City' }),
      visit({ coverage: { memberId: 'N4477120' } }),
      visit({ coverage: { groupName: 'Café Works' } }),
      visit({ claim: { authorizationNumber: 'E1' } }),
      visit({ claim: { note: 'two\nlines, naïve' } }),
      visit({ line: { note: '“Quoted”…' } }),
    ],
  ),
];
