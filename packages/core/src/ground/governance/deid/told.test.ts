import { describe, expect, test } from 'vitest';
import { findIdentifiers, usDictionaries } from './index.ts';

const dictionaries = usDictionaries();
const found = (text: string) =>
  findIdentifiers(text, { dictionaries, asOf: 2026 }).map(({ from, to, class: as }) => `${as} ${text.slice(from, to)}`);

describe('bodies told by where they stand', () => {
  test.each([
    ['Seen — Marrow Skin & Laser, 44 Alder Street, today', ['ORG Marrow Skin & Laser', 'GEO 44 Alder Street']],
    ['Provider: OSWIN TARRANT MD, HIGH GAP ORTHOPAEDICS', ['NAME OSWIN TARRANT', 'ORG HIGH GAP ORTHOPAEDICS']],
    ['Two pills left. Copper Thistle Elementary nurse called', ['ORG Copper Thistle Elementary']],
    ['the paper from Yavapai CPS came', ['ORG Yavapai CPS']],
    ['marched with the VFW Post 30177 again', ['ORG VFW Post 30177']],
    ['goes to little otters daycare', ['ORG little otters daycare']],
    ['teaches at Vado de Plata Charter', ['ORG Vado de Plata Charter']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('and again wherever they are said', () => {
    expect(found('Group: 0071134 NORTH RIM BRICK & SAND\nshares costs with NORTH RIM BRICK & SAND')).toEqual([
      'PLAN 0071134',
      'ORG NORTH RIM BRICK & SAND',
      'ORG NORTH RIM BRICK & SAND',
    ]);
  });
});

describe('people, places and ages told by what is around them', () => {
  test.each([
    ["sore since Osk's brother had a party", ['NAME Osk']],
    ['Here.\nVrenna 4yo, eats well', ['NAME Vrenna']],
    ['PT MOVED LAST WEEK AND NOW DAUGHTER IRIS IS EMERGENCY CONTACT', ['NAME IRIS']],
    ['told april up front\nr odiambo np', ['NAME april', 'NAME r odiambo']],
    ['she is yadzia kowarek 2/2/32', ['NAME yadzia kowarek', 'DATE 2/2/32']],
    ['Sent by USER KVANDERMOLE', ['NAME KVANDERMOLE']],
    ['Name: Dre’Vaun Pell-Oduya', ['NAME Dre’Vaun Pell-Oduya']],
    ['Mr Two Bulls came', ['NAME Two Bulls']],
    ['Ship to 4418 W Tamarind, 3R, Chicago 60641?', ['GEO 4418 W Tamarind, 3R', 'GEO Chicago', 'ZIP 60641']],
    ['At 95, he still drives. His mother, now 101, too. dad d. 94 of MI', ['AGE 95', 'AGE 101', 'AGE 94']],
    ['fell on the Fourth, at night', ['DATE Fourth']],
    ['ADMIT: 14 Mar 24   DISCH: 19 Mar 24', ['DATE 14 Mar 24', 'DATE 19 Mar 24']],
    ['PATIENT  TOLAN D. GOODFAITH     DOB  1951-05-01', ['NAME TOLAN D. GOODFAITH', 'DATE 1951-05-01']],
    ['spelled q u i l l o n e', ['NAME q u i l l o n e']],
    ['RN (Dell): weight down. Volunteer: Hope, reads', ['NAME Dell', 'NAME Hope']],
    ['instagram is kels.vrou94', ['NAME kels.vrou94']],
    ['my brother hunter who drives', ['NAME hunter']],
    ['she was born in ottumquah', ['GEO ottumquah']],
    ['Mrs. de la Tarza-Luiz did well', ['NAME de la Tarza-Luiz']],
    ['verbal report from Bozedka W., who', ['NAME Bozedka W.']],
    ['Her grandmother, 93, came; Mrs Egwuonwu, 95, too', ['AGE 93', 'NAME Egwuonwu', 'AGE 95']],
    ['claims in process: 24170-0031-2290-07', ['ID 24170-0031-2290-07']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('clinical words that stay beside them', () => {
  test.each([
    'Gracey 11/12, 13/14 and a Columbia 13/14. O’Leary plaque index 62%.',
    'Erich arch bars, Carroll-Girard screw, Gillies approach, Risdon wire',
    'Shift 1900-0700. Codes OK: 92014. Cold cap by Paxman, Huber 20g, Shimstock holds, Utrata, no Berlin edema',
    'a penny sized burn, Nora-BE daily, no Visine; 34 G3P1011 at 39w2d',
    'HUMIRA 2019-2021 (LOSS OF RESPONSE), J3301x4, PRE-OP PA TAKEN',
    'Spurling, Hawkins, Neer and Jobe negative. Sister Mary Joseph nodule. Haller layer thick, Lindsay nails, Wallerian changes',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
