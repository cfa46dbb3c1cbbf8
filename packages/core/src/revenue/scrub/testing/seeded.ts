import type { ScrubFacts } from '../facts.ts';
import { day, institutional, medical, served, vision } from './claims.ts';
import { dentalErrors } from './seeded-dental.ts';
import { type Chance, type Seeding, seeding, somebody } from './seeding.ts';

const visit = (c: Chance) => (c(2) === 0 ? '99213' : '99214');
const reason = (c: Chance) => ['E119', 'I10', 'R05', 'J069'][c(4)] ?? 'I10';

const medicalErrors: readonly Seeding[] = [
  seeding(
    'medical',
    'npi-invalid',
    (npi: string, c) => medical([visit(c)], { ...somebody(c), diagnoses: [reason(c)], rendering: { npi } }),
    ['1215193884', '1053386210', '121519388', '3215193883'],
    ['1215193883', '1053386219', '1679523708'],
  ),
  seeding(
    'medical',
    'tax-id-invalid',
    (taxId: string, c) => medical([visit(c)], { ...somebody(c), billing: { taxId } }),
    ['59223344', '000000000', '59-2233445', '111111111'],
    ['592233445', '471112223'],
  ),
  seeding(
    'medical',
    'diagnosis-not-valid',
    (code: string, c) => medical([visit(c)], { ...somebody(c), diagnoses: [code, 'I10'] }),
    ['H4011X0', 'E11', 'R059', 'I101'],
    ['H401111', 'E119', 'R05', 'E1165'],
  ),
  seeding(
    'medical',
    'diagnosis-seventh-character',
    (code: string, c) => medical([visit(c)], { ...somebody(c), diagnoses: [code] }),
    ['S52501', 'S93401'],
    ['S52501A', 'S93401A', 'S52501D'],
  ),
  seeding(
    'medical',
    'pair-without-modifier',
    (text: string, c) => medical([text, '93000'], { ...somebody(c), diagnoses: [reason(c)] }),
    ['99213', '99214'],
    ['99213-25', '99214-25'],
  ),
  seeding(
    'medical',
    'pair-never',
    (text: string, c) => medical(['Z1090', text], { ...somebody(c), diagnoses: [reason(c)] }),
    ['Z6001', 'Z6001-59', 'Z6001-91'],
    ['Z6002', 'Z6003', '93000'],
  ),
  seeding(
    'medical',
    'units-over-line-limit',
    (units: number, c) => medical([`Z6001*${units}`], { ...somebody(c), diagnoses: [reason(c)] }),
    [3, 4, 9, 40],
    [1, 2],
  ),
  seeding(
    'medical',
    'units-over-day-limit',
    (texts: readonly string[], c) => medical(texts, { ...somebody(c) }),
    [['Z6002', 'Z6002-59'], ['Z6002*2'], ['Z6002-91*3']],
    [['Z6002'], ['Z6002-59']],
  ),
  seeding(
    'medical',
    'add-on-without-primary',
    (texts: readonly string[], c) => medical(texts, { ...somebody(c), diagnoses: [reason(c)] }),
    [['Z8001'], ['Z8001', '99213']],
    [
      ['Z8001', '90471'],
      ['90471', 'Z8001*2'],
    ],
  ),
  seeding(
    'medical',
    'modifier-of-visits',
    (text: string, c) => medical([text], { ...somebody(c), diagnoses: [reason(c)] }),
    ['93000-25', 'Z6001-25', 'Z1000-57'],
    ['99213-25', '99214-24', 'Z1000-59'],
  ),
  seeding(
    'medical',
    'diagnosis-not-covered',
    (code: string, c) =>
      medical(['Z7001'], {
        ...somebody(c),
        diagnoses: [code],
        jurisdiction: 'FL',
        coverage: { filingIndicator: 'MB', memberId: '1EG4TE5MK73' },
      }),
    ['R05', 'J069', 'M25561'],
    ['I10', 'E119'],
  ),
  seeding(
    'medical',
    'visit-in-global-period',
    (on: string, c) => medical([visit(c)], { ...somebody(c), diagnoses: [reason(c)], history: [served('Z1090', on)] }),
    ['2026-03-09', '2026-02-01', '2025-12-10'],
    ['2025-12-09', '2025-06-01'],
  ),
  seeding(
    'medical',
    'duplicate-of-earlier',
    (on: string, c) => medical(['93000'], { ...somebody(c), diagnoses: [reason(c)], history: [served('93000', on)] }),
    ['2026-03-10'],
    ['2026-03-09', '2026-03-11', '2025-03-10'],
  ),
  seeding(
    'medical',
    'filing-late',
    (days: number, c) => medical([visit(c)], { ...somebody(c), payer: { filingDays: days } }),
    [1, 5, 9],
    [30, 90, 365],
  ),
  seeding(
    'medical',
    'authorization-missing',
    (text: string, c) => medical([text], { ...somebody(c), diagnoses: [reason(c)] }),
    ['Z4001', 'Z4001-26'].slice(0, 1),
    ['Z2002', 'Z6003', 'J1100'],
  ),
  seeding(
    'medical',
    'not-covered-that-day',
    (endsOn: string, c) => medical([visit(c)], { ...somebody(c), coverage: { endsOn: day(endsOn) } }),
    ['2026-03-09', '2025-12-31', '2026-01-31'],
    ['2026-03-10', '2026-12-31'],
  ),
  seeding(
    'medical',
    'timed-units-over',
    (units: number, c) => medical([`97110-GP*${units}`], { ...somebody(c), line: { minutes: 23 + c(15) }, payer: { minutes: 'medicare' } }),
    [3, 4, 5],
    [2],
  ),
  seeding(
    'medical',
    'diagnosis-side-against-modifier',
    (text: string, c) => medical([text], { ...somebody(c), diagnoses: ['M25561'] }),
    ['Z1000-LT'],
    ['Z1000-RT'],
  ),
  seeding(
    'medical',
    'total-differs',
    (billed: number, c) => medical([visit(c), 'J1100'], { ...somebody(c), claim: { billed: billed as ScrubFacts['claim']['billed'] } }),
    [10_000, 19_999, 20_001],
    [20_000],
  ),
  seeding(
    'medical',
    'procedure-not-valid',
    (code: string, c) => institutional([code], { ...somebody(c) }),
    ['Z9001', 'Z9998'],
    ['Z6003', '93000', 'J1100'],
  ),
];

const eyeErrors: readonly Seeding[] = [
  seeding(
    'optometry',
    'eye-scans-same-day',
    (texts: readonly string[], c) => medical(texts, { ...somebody(c), diagnoses: ['H401111'] }),
    [
      ['92134', '92133'],
      ['92133-59', '92134'],
    ],
    [['92134'], ['92133']],
  ),
  seeding(
    'optometry',
    'eye-photograph-with-scan',
    (texts: readonly string[], c) => medical(texts, { ...somebody(c), diagnoses: ['H3530'] }),
    [
      ['92250', '92134'],
      ['92250', '92133'],
    ],
    [['92250-59', '92134'], ['92250']],
  ),
  seeding(
    'optometry',
    'refraction-to-medicare',
    (text: string, c) =>
      medical([text], { ...somebody(c), diagnoses: ['H5213'], coverage: { filingIndicator: 'MB', memberId: '1EG4TE5MK73' } }),
    ['92015', '92015-GA'],
    ['92015-GY'],
  ),
  seeding(
    'optometry',
    'eye-imaging-units',
    (text: string, c) => medical([text], { ...somebody(c), diagnoses: ['H3530'] }),
    ['92250*2', '92134*2', '92133-59*2'],
    ['92250', '92134', '92133'],
  ),
  seeding(
    'optometry',
    'materials-to-medical-payer',
    (toPlan: boolean, c) => (toPlan ? vision : medical)(['V2020', 'V2100'], { ...somebody(c), diagnoses: ['H5213'] }),
    [false],
    [true],
  ),
  seeding(
    'optometry',
    'routine-reason-to-medical-payer',
    (code: string, c) => medical(['92014'], { ...somebody(c), diagnoses: [code] }),
    ['H5213', 'Z0100', 'H524'],
    ['H401111', 'H3530', 'H2513'],
  ),
  seeding(
    'optometry',
    'medical-reason-to-vision-plan',
    (code: string, c) => vision(['92014'], { ...somebody(c), diagnoses: [code] }),
    ['H401111', 'H3530', 'H2513'],
    ['H5213', 'Z0100', 'H524'],
  ),
  seeding(
    'optometry',
    'modifier-side-missing',
    (text: string, c) => medical([text], { ...somebody(c), diagnoses: ['H2513'] }),
    ['66984', '66982'],
    ['66984-RT', '66982-LT'],
  ),
  seeding(
    'optometry',
    'lens-without-reason',
    (code: string, c) => vision(['V2100'], { ...somebody(c), diagnoses: [code] }),
    ['Z0100', 'E119'],
    ['H5213', 'H524', 'Z961'],
  ),
  seeding(
    'optometry',
    'diagnosis-side-unspecified',
    (code: string, c) => medical(['66984-RT'], { ...somebody(c), diagnoses: [code] }),
    ['H2510'],
    ['H2511', 'H2513'],
  ),
  seeding(
    'optometry',
    'note-of-another-service',
    (note: string, c) => medical(['92250'], { ...somebody(c), diagnoses: ['H3530'], note }),
    ['Macular OCT of both eyes.', 'IOL power calculated from the axial length.'],
    ['Fundus photos of both eyes.', 'Retinal photographs stored.'],
  ),
  seeding(
    'optometry',
    'note-of-greater-service',
    (note: string, c) => medical(['66984-RT'], { ...somebody(c), diagnoses: ['H2511'], note }),
    ['Phaco of the right eye with iris hooks.', 'Phaco, right eye; Malyugin ring placed.'],
    ['Phaco of the right eye without iris hooks.', 'Cataract extraction, right eye.'],
  ),
];

export const seedings: readonly Seeding[] = [...medicalErrors, ...dentalErrors, ...eyeErrors];
