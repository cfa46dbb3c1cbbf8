import { expect, test } from 'vitest';
import { findIdentifiers, usDictionaries } from './index.ts';

const dictionaries = usDictionaries();
const found = (text: string) => findIdentifiers(text, { dictionaries, asOf: 2026 }).map(({ from, to }) => text.slice(from, to));

test.each([
  ['Report INV-00-71882. Port in place.', ['INV-00-71882']],
  ['wears a bracelet K 90117. Fine.', ['K 90117']],
  ['a grey van TN 09 KLP waits', ['TN 09 KLP']],
  ['Pt seen (#11873). Prophy.', ['11873']],
  ['HEP by code 7XKQ2R today', ['7XKQ2R']],
  ['She mends sails with her Blue Egret Quilters group', ['Blue Egret Quilters']],
  ['Occupation: bookkeeper, Tri-County Electric Co-op', ['Tri-County Electric Co-op']],
  ['Provider: Larch County Spine & Pain', ['Larch County Spine & Pain']],
  ['Colonoscopy 1/5 by Dr. Amin', ['1/5', 'Amin']],
  ['A1c 7.4 on 2/28. 3. Recheck TSH', ['2/28']],
  ['| scalp | 3/12 | nevus |', ['3/12']],
  ['Follow up 2/10 9am', ['2/10']],
  ['she comes back by April the 12th', ['April the 12th']],
  ['no grinding until New Year’s', ['New Year’s']],
  ['Dictated by J. Park PGY-2', ['J. Park']],
  ['D.M. is a 24 y/o student', ['D.M.']],
  ['He played football at Decatur High last fall', ['Decatur High']],
  ['ref for Jamal Whitfield - heartburn', ['Jamal Whitfield']],
  ['Notes typed\nT: 01/10/25 jp/rlm', ['01/10/25', 'jp/rlm']],
  ['ROSALES/MIGUEL A  owes 40', ['ROSALES/MIGUEL A']],
  ['Good morning, I am Saffron Abiodun', ['Saffron Abiodun']],
])('what nothing announces is found by its shape: %s', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test.each([
  'Laurel wreath, MS. Supervisor informed. Mild MR. Bruce protocol 7 METS.',
  'EKG: no Wellens, no Brugada. Child-Pugh B. House-Brackmann III. Haggitt 2, Kudo II, Goligher I. Schmitt-Thompson protocol.',
  'Levophed 6, Biktarvy, Roho cushion, Marjolin ulcer, Westergren 12, Lincoff rules, Credé pressure',
  'D2740 crown on #14, freq D1110 2/yr, G3P1011, CHA2DS2-VASc 4, KT-1000 2 mm',
])('what medicine is called by stays: %s', (text) => {
  expect(found(text)).toEqual([]);
});
