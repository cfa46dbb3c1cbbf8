import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chargeColumns, controlNumberOf, readChargeCsv } from './index.ts';

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
    'error row 4, served_on charges.csv.date',
    'error row 5, charged charges.csv.amount',
    'error row 5, billed_to charges.csv.billed-to',
    'error row 5, units charges.csv.units',
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

const one = (cells: { readonly [column: string]: string }) => {
  const whole = { account: 'V1', last_name: 'Alder', first_name: 'Rowan', code: '97110', charged: '80', ...cells };
  const quoted = Object.values(whole).map((cell) => `"${cell}"`);
  return readChargeCsv(`${Object.keys(whole).join(',')}\n${quoted.join(',')}`);
};

test('a cell that cannot be read keeps its charge out and is told by row and column; none is passed over', () => {
  const wrong: readonly (readonly [column: string, cell: string])[] = [
    ...([
      ['minutes', '33.5'],
      ['minutes', 'half an hour'],
      ['minutes', '2000'],
      ['sex', 'x'],
      ['zip', '336'],
      ['rendering_npi', '12345'],
    ] as const),
    ...([
      ['ordering_npi', 'Dr Quill'],
      ['prosthesis', 'new'],
      ['prior_placed_on', 'long ago'],
      ['tooth', '014'],
      ['surfaces', 'M'],
      ['area', 'UR'],
    ] as const),
    ...([
      ['missing_teeth', '1 x'],
      ['predetermination', 'perhaps'],
      ['orthodontic_months', '1.5'],
      ['banding_date', '13/13/2026'],
    ] as const),
    ...([
      ['attachment_kind', 'xray'],
      ['attachment_number', 'AT1'],
      ['modifiers', '25 590'],
      ['diagnoses', 'cough'],
      ['patient_paid', 'some'],
      ['accident', 'skiing'],
    ] as const),
    ...([
      ['ndc', 'aspirin'],
      ['unit', 'units'],
      ['place_of_service', 'office'],
      ['relationship', 'self'],
      ['note', 'x'.repeat(81)],
    ] as const),
  ];
  for (const [column, cell] of wrong) {
    const { charges, findings } = one({ [column]: cell });
    expect([column, cell, charges.length, findings.map(({ severity, at }) => `${severity} ${at}`)]).toEqual([
      ...[column, cell, 0, [`error row 2, ${column}`]],
    ]);
  }
  expect(one({ minutes: '33', zip: '33602-0001', sex: 'Female' })).toMatchObject({
    ...{ findings: [], charges: [{ patient: { sex: 'F' }, lines: [{ minutes: 33 }] }] },
  });
});

test('a dental row says placement, teeth, what is attached and what is missing; a second row adds its attachment', () => {
  const head =
    'account,last_name,first_name,kind,code,charged,tooth,surfaces,prosthesis,prior_placed_on,missing_teeth,attachment_kind,attachment_number';
  const { charges, findings } = readChargeCsv(
    [
      `${head},predetermination,orthodontic_months,banding_date,referring_npi,ordering_npi`,
      'D1,Fern,Ada,dental,d2740,900,14,,replacement,2015-06-01,1 16,RB P6,AT1 AT2,no,24,01/15/2026,1215193883,1992861900',
      'D1,Fern,Ada,,D2392,200,3,mo,,,,rb oz,AT1 AT3,,,,,',
    ].join('\n'),
  );
  expect(findings).toEqual([]);
  expect(charges).toMatchObject([
    {
      ...{ kind: 'dental', missingTeeth: ['1', '16'], predetermination: false, referringNpi: '1215193883' },
      orthodontics: { months: 24, appliancePlacedOn: '2026-01-15' },
      attachments: ['RB AT1', 'P6 AT2', 'OZ AT3'].map((one) => ({
        ...{ report: one.slice(0, 2), transmission: 'EL', controlNumber: one.slice(3) },
      })),
      lines: [
        { ...{ prosthesis: 'R', priorPlacedOn: '2015-06-01', orderingNpi: '1992861900' }, teeth: [{ tooth: '14', surfaces: [] }] },
        { teeth: [{ tooth: '3', surfaces: ['M', 'O'] }] },
      ],
    },
  ]);
});

test('a second coverage says what it is, and Medicare why another pays before it', () => {
  const second = { second_payer_id: 'MEDI', second_member_id: '1EG4TE5MK73', second_filing_indicator: 'mb', second_insurance_type: '12' };
  expect(one({ payer_id: 'HARB1', member_id: 'M1', ...second })).toMatchObject({
    ...{ findings: [], charges: [{ coverages: [{}, { filingIndicator: 'MB', insuranceType: '12' }] }] },
  });
  expect(one({ ...second, second_insurance_type: 'work' }).findings).toMatchObject([{ at: 'row 2, second_insurance_type' }]);
});

test('where an account is a patient’s, each visit is a charge with a number of its own that begins with the account', () => {
  const list = [
    'account,last_name,first_name,served_on,code,charged,visit',
    '104477,Alder,Rowan,2026-03-02,99213,120,',
    '104477,Alder,Rowan,2026-03-02,93000,40,',
    '104477,Alder,Rowan,2026-03-09,99213,120,',
    '104477,Alder,Rowan,2026-03-09,99214,150,e7',
    '104478,Fern,Ada,,99213,120,',
  ].join('\n');
  const { charges, findings } = readChargeCsv(list, { accounts: 'patient' });
  expect(charges.map((charge) => [charge.account, controlNumberOf(charge), charge.lines.length])).toEqual([
    ['104477', '104477V260302', 2],
    ['104477', '104477V260309', 1],
    ['104477', '104477VE7', 1],
  ]);
  expect(findings.map(({ at, code }) => `${at} ${code}`)).toEqual(['row 6, visit charges.csv.visit']);
  expect(readChargeCsv(list).charges.map((charge) => [controlNumberOf(charge), charge.lines.length])).toEqual([
    ['104477', 3],
    ['104477VE7', 1],
    ['104478', 1],
  ]);
});

test('docs/charge-lists.md names each column', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../../docs/charge-lists.md'), 'utf8');
  const columns = [...chargeColumns.needed, ...chargeColumns.known];
  expect(columns.filter((column) => !page.includes(`\`${column}\``))).toEqual([]);
});

test('a facility’s rows say the stay: hours, admitting diagnosis, reasons, what was present, the procedure; a cell that is none is told', () => {
  const head = [
    'account,last_name,first_name,kind,payer_id,member_id,revenue_code,code,units,unit,charged,served_on,diagnoses,type_of_bill,admission_type',
    'admission_source,patient_status,admitted_on,admission_hour,discharge_hour,statement_from,statement_to,attending_npi,admitting_diagnosis',
    'present_on_admission,principal_procedure,principal_procedure_on,other_procedures',
  ].join(',');
  const row = (account: string, hour: string, bill = '111', others = '0ft44zz=2026-03-12 0DTJ4ZZ') =>
    `${account},Alder,Rowan,institutional,HARB1,M1,0120,,3,DA,3000,2026-03-10,K35.80,${bill},1,1,01,2026-03-10,${hour},11:05,2026-03-10,2026-03-13,1215193883,R10.9,K35.80=Y,0dtj4zz,2026-03-11,${others}`;
  const wrong = [row('H4', '14', '111', '0FT44=2026-03-12'), row('H5', '14', '111', '0FT44ZZ=2026-02-30')];
  const { charges, findings } = readChargeCsv([head, row('H1', '14'), row('H2', '25'), row('H3', '14', ''), ...wrong].join('\n'));
  expect(findings.map(({ at }) => at)).toEqual([
    ...['row 3, admission_hour', 'row 4, type_of_bill'],
    ...['row 5, other_procedures', 'row 6, other_procedures'],
  ]);
  expect(charges.map(({ stay }) => stay)).toEqual([
    {
      ...{
        typeOfBill: '111',
        admissionType: '1',
        admissionSource: '1',
        patientStatus: '01',
        admittedOn: '2026-03-10',
        admittedAt: '14:00',
      },
      ...{ dischargedAt: '11:05', from: '2026-03-10', to: '2026-03-13', attendingNpi: '1215193883', admittingDiagnosis: 'R109' },
      presentOnAdmission: [{ diagnosis: 'K3580', is: 'Y' }],
      procedures: [{ code: '0DTJ4ZZ', on: '2026-03-11' }, { code: '0FT44ZZ', on: '2026-03-12' }, { code: '0DTJ4ZZ' }],
    },
  ]);
});

test('a facility’s rows say occurrence codes with their days and value codes with their amounts; a cell that is none is told', () => {
  const stay = (cells: { readonly [column: string]: string }) => one({ kind: 'institutional', type_of_bill: '131', ...cells });
  const read = stay({ occurrence_codes: '11=2026-03-02 a2=03/05/2026', value_codes: '80=3 a1=100.05' });
  expect(read.findings).toEqual([]);
  expect(read.charges[0]?.stay).toEqual({
    typeOfBill: '131',
    occurrences: [
      { code: '11', on: '2026-03-02' },
      { code: 'A2', on: '2026-03-05' },
    ],
    values: [
      { code: '80', amount: 300 },
      { code: 'A1', amount: 10_005 },
    ],
  });
  const faulty = [{ occurrence_codes: '11' }, { occurrence_codes: '11=2026-02-30' }, { value_codes: '80' }, { value_codes: 'A1=ten' }];
  expect(faulty.map((cells) => stay(cells).findings.map(({ at }) => at))).toEqual([
    ['row 2, occurrence_codes'],
    ['row 2, occurrence_codes'],
    ['row 2, value_codes'],
    ['row 2, value_codes'],
  ]);
});

test('an amount that no claim takes is a fault of its cell, and every charge of the list is among those read or those kept out', () => {
  const row = (account: string, charged: string) => `${account},Fern,Ada,2001-02-03,professional,2026-03-02,99213,${charged}`;
  const head = 'account,last_name,first_name,birth_date,kind,served_on,code,charged';
  const read = readChargeCsv([head, row('A1', '100'), row('A2', '99999999999.99'), row('A2', '5'), row('A3', '9999999.99')].join('\n'));
  expect(read.findings.map(({ at, code }) => `${at} ${code}`)).toEqual(['row 3, charged charges.csv.amount']);
  expect(read.charges.map(({ account }) => account)).toEqual(['A1', 'A3']);
  expect(read.keptOut).toBe(1);
});

test('what a visit is about is an accident of a kind, a professional’s or a dentist’s; what is said half is told', () => {
  expect(one({ accident: 'Work', accident_on: '03/01/2026' }).charges[0]?.accident).toEqual({ kind: 'employment', on: '2026-03-01' });
  expect(one({ kind: 'dental', accident: 'auto', accident_state: 'me' }).charges[0]?.accident).toEqual({ kind: 'auto', state: 'ME' });
  expect(one({ code: '97110' }).charges[0]).not.toHaveProperty('accident');
  const told = (cells: { readonly [column: string]: string }) => one(cells).findings.map(({ at, says }) => `${at}: ${says}`);
  expect(told({ accident_on: '2026-03-01' })).toEqual([
    'row 2, accident: The row gives the day or the state of an accident, and not its kind.',
  ]);
  expect(told({ kind: 'institutional', type_of_bill: '131', revenue_code: '0450', accident: 'auto' })[0]).toContain('occurrence_codes');
});
