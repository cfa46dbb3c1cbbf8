import { expect, test } from 'vitest';
import { type Charge, readChargeCsv, sameVisit } from './index.ts';

const charge = (row: string): Charge => {
  const [one] = readChargeCsv(`account,last_name,first_name,birth_date,kind,served_on,code,charged\nV1,${row}`).charges;
  if (one === undefined) throw new Error('there is one');
  return one;
};

test('a corrected charge is the same visit; another patient, kind or day of service is not', () => {
  const first = charge('Alder,Rowan,1980-02-03,,2026-03-02,99213,120');
  const same = ['ALDER,rowan,1980-02-03,,2026-03-02,99214,150', 'Alder,Rowan,,,2026-03-02,99213,120', 'Alder,Rowan,1980-02-03,,,99213,120'];
  const others = [
    'Fern,Rowan,1980-02-03,,2026-03-02,99213,120',
    'Alder,Rowan,1990-02-03,,2026-03-02,99213,120',
    'Alder,Rowan,1980-02-03,dental,2026-03-02,99213,120',
    'Alder,Rowan,1980-02-03,,2026-03-09,99213,120',
  ];
  expect(same.map((row) => sameVisit(first, charge(row)))).toEqual([true, true, true]);
  expect(others.map((row) => sameVisit(first, charge(row)))).toEqual([false, false, false, false]);
});
