import { expect, test } from 'vitest';
import { readChargeCsv } from './index.ts';

const list = [
  'Account,Last Name,First Name,Birth Date,Payer ID,Payer Name,Member ID,Served On,Code,Modifiers,Diagnoses,Units,Charged,Billed To,Shoe Size',
  'V1,Alder,Rowan,02/03/1980,HARB1,Harbor Health,M100,2026-03-02,99213,25,H52.13 Z00.00,1,"1,120.50",,9',
  'V1,Alder,Rowan,02/03/1980,HARB1,Harbor Health,M100,2026-03-02,92250,,H52.13,2,80,self-pay,9',
  'V2,Fern,Ada,,,,,2026-02-30,99213,,,1,80,,',
  'V3,Fern,Ada,,,,,2026-03-02,99213,,,one,free,nobody,',
].join('\r\n');

test('rows of one account are one charge; what a row says wrongly keeps its charge out, by its number', () => {
  const { charges, findings } = readChargeCsv(list);
  expect(charges).toHaveLength(1);
  const [charge] = charges;
  expect(charge).toMatchObject({
    ...{ account: 'V1', kind: 'professional', placeOfService: '11' },
    patient: { last: 'Alder', first: 'Rowan', birthDate: '1980-02-03' },
    coverages: [{ rank: 'primary', payerId: 'HARB1', memberId: 'M100', relationship: '18', subscriber: { last: 'Alder' } }],
  });
  expect(charge?.lines.map(({ procedure, charged, units, diagnoses, billed }) => [procedure, charged, units, diagnoses, billed])).toEqual([
    [{ code: '99213', modifiers: ['25'] }, 112_050, '1', ['H5213', 'Z0000'], 'insurance'],
    [{ code: '92250', modifiers: [] }, 8000, '2', ['H5213'], 'self-pay'],
  ]);
  expect(findings.map(({ severity, at, code }) => `${severity} ${at} ${code}`)).toEqual([
    'warning row 1 charges.csv.column',
    'error row 4 charges.csv.date',
    'error row 5 charges.csv.amount',
    'error row 5 charges.csv.billed-to',
    'error row 5 charges.csv.units',
  ]);
  expect(readChargeCsv('a,b\n1,2').findings).toMatchObject([{ code: 'charges.csv.heading' }]);
});

test('a row that speaks of another patient or coverage than the first of its account keeps the whole charge out, and names no value', () => {
  const { charges, findings } = readChargeCsv(
    [
      'account,last_name,first_name,birth_date,payer_id,member_id,kind,rendering_npi,served_on,code,charged',
      'V1,Alder,Rowan,1980-02-03,HARB1,M100,,,2026-03-02,99213,120',
      'V1,ALDER, rowan ,,,,,,2026-03-03,92250,80',
      'V2,Alder,Rowan,1980-02-03,HARB1,M100,,,2026-03-02,99213,120',
      'V2,Fern,Ada,1990-01-01,HARB1,M200,,,2026-03-02,99213,120',
      'V2,Alder,Rowan,,,,dental,1999999984,2026-03-02,92250,80',
    ].join('\n'),
  );
  expect(charges.map(({ account, lines }) => [account, lines.length])).toEqual([['V1', 2]]);
  expect(findings.map(({ severity, at, code, says }) => [severity, at, code, says])).toEqual([
    [
      ...['error', 'row 5', 'charges.csv.account-differs'],
      'The row says another last_name, first_name, birth_date, member_id than the first row of its account.',
    ],
    ['error', 'row 6', 'charges.csv.account-differs', 'The row says another kind, rendering_npi than the first row of its account.'],
  ]);
});
