import { describe, expect, test } from 'vitest';
import { type PlainDate, plainDate } from '../base/index.ts';
import {
  createCodeTables,
  editionChanges,
  editionsOver,
  explainCode,
  periodOfName,
  readEdition,
  type TableName,
  TableReading,
} from './index.ts';

const day = (text: string): PlainDate => plainDate(text) ?? expect.fail(`${text} is no day`);

interface Given {
  readonly file?: string;
  readonly text: string;
  readonly from?: string;
  readonly to?: string;
  readonly back?: string;
  readonly name?: string;
  readonly table?: TableName;
  readonly map?: { readonly [column: string]: string };
}

/** Reads a text in small pieces, so that every line is cut somewhere. */
function read({ file = 'a file.txt', text, table, map }: Given): TableReading {
  const reading = new TableReading({ table, map });
  reading.begin(file);
  for (let at = 0; at < text.length; at += 7) expect(reading.push(text.slice(at, at + 7))).toBeUndefined();
  expect(reading.end()).toBeUndefined();
  return reading;
}

function editions(given: Given): readonly Uint8Array[] {
  const reading = read(given);
  expect(reading.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { name = 'one', from = '2026-01-01', to, back } = given;
  return reading
    .build({ name, from: day(from), ...(to ? { to: day(to) } : {}), ...(back ? { back: day(back) } : {}) })
    .map(({ bytes }) => bytes);
}

// Like the text of CMS: a notice, headings over four lines, a star where there is no date.
const pairText = [
  'A notice of somebody’s rights.\t\t\t\t\t\t',
  'Column1/Column2 Edits\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '92014\t99213\t\t20220101\t*\t1\tA reason, of "theirs"',
  '92014\t92250\t*\t19960101\t20251231\t0\tAnother',
  '92014\t92250\t\t20260401\t*\t1\tAnother',
  '66984\t99213\t\t20240101\t20240101\t9\tAnother',
].join('\r\n');
const pairs = { file: 'ccipra-v320r0-f1.txt', text: pairText, to: '2026-03-31', back: '1996-01-01' };

describe('pairs', () => {
  const tables = createCodeTables(editions(pairs));
  const asked = (a: string, b: string, on: string) => tables.pair('practitioner', a, b, day(on));

  test('are found in their direction, on the days that they are in force', () => {
    expect(asked('92014', '99213', '2026-02-01')).toEqual({
      is: 'found',
      row: { column1: '92014', column2: '99213', indicator: 1, effective: '2022-01-01', rationale: 'A reason, of "theirs"' },
      edition: { table: 'pairs-practitioner', name: 'one', source: 'CMS, National Correct Coding Initiative' },
    });
    expect(asked('99213', '92014', '2026-02-01').is).toBe('absent');
    expect(asked('92014', '99213', '2021-12-31').is).toBe('absent');
    expect(asked('92014', '92250', '2025-12-31')).toMatchObject({ is: 'found', row: { indicator: 0, deleted: '2025-12-31' } });
    expect(asked('92014', '92250', '2026-01-01').is).toBe('absent');
    expect(asked('66984', '99213', '2024-01-01')).toMatchObject({ row: { indicator: 9 } });
    expect(asked('66984', '99213', '2024-01-02').is).toBe('absent');
  });

  test('of a day for which no edition is loaded are not said to be absent', () => {
    expect(asked('92014', '99213', '2026-04-01')).toEqual({ is: 'no-edition', table: 'pairs-practitioner' });
    expect(asked('92014', '99213', '1995-12-31').is).toBe('no-edition');
    expect(tables.pair('outpatient', '92014', '99213', day('2026-02-01'))).toEqual({ is: 'no-edition', table: 'pairs-outpatient' });
    expect(createCodeTables([]).unitLimit('supplier', 'V2020', day('2026-02-01'))).toEqual({ is: 'no-edition', table: 'units-supplier' });
  });

  test('without effective dates are known only from their edition on', () => {
    const reading = read({
      file: 'outpatient.csv',
      text: 'column1,column2,modifier_indicator,deletion_date,rationale\n92014,99213,1,,"one, two"\n92014,92250,0,2026-01-31,x\n',
    });
    expect(reading.reachesBack).toBeUndefined();
    expect(read(pairs).reachesBack).toBe('1996-01-01');
    const answers = createCodeTables(reading.build({ name: 'q', from: day('2026-01-01') }).map(({ bytes }) => bytes));
    expect(answers.pair('outpatient', '92014', '99213', day('2026-01-01'))).toMatchObject({ row: { rationale: 'one, two' } });
    expect(answers.pair('outpatient', '92014', '92250', day('2026-02-01')).is).toBe('absent');
    expect(answers.pair('outpatient', '92014', '99213', day('2025-12-31')).is).toBe('no-edition');
  });

  test('of a later edition answer for their own days first, and reach back where there is no nearer one', () => {
    const later = editions({ ...pairs, text: pairText.replace('20220101\t*', '20220101\t20220630'), from: '2026-04-01', to: '2026-06-30' });
    const both = createCodeTables([...editions(pairs), ...later]);
    expect(both.pair('practitioner', '92014', '99213', day('2026-02-01')).is).toBe('found');
    expect(both.pair('practitioner', '92014', '99213', day('2026-04-01')).is).toBe('absent');
    expect(both.pair('practitioner', '92014', '99213', day('2022-06-30')).is).toBe('found');
    const heads = [...editions(pairs), ...later].map((bytes) => readEdition(bytes).head);
    const over = (from: string, to: string) => editionsOver(heads, { from: day(from), to: day(to) }).map(({ from: begins }) => begins);
    expect(over('2026-02-01', '2026-02-28')).toEqual(['2026-01-01']);
    expect(over('2026-02-01', '2026-04-28')).toEqual(['2026-01-01', '2026-04-01']);
    expect(over('2020-02-01', '2020-04-28')).toEqual(['2026-01-01']);
    expect(over('2026-07-01', '2026-07-28')).toEqual([]);
    const [before, after] = [editions(pairs)[0], later[0]];
    expect(after && editionChanges(before, after)).toEqual({
      added: 0,
      changed: 1,
      removed: 0,
      rows: [
        {
          code: '92014/99213',
          before: 'indicator 1, from 20220101, A reason, of "theirs"',
          after: 'indicator 1, from 20220101, to 20220630, A reason, of "theirs"',
        },
      ],
    });
    expect(before && editionChanges(undefined, before)).toMatchObject({ added: 3, changed: 0, removed: 0 });
  });
});

test('an edition without an end of its own counts until a later one begins, and not again after that one has ended', () => {
  const [open, ended] = [
    editions({ file: pairs.file, text: pairs.text, back: pairs.back, from: '2020-01-01' }),
    editions({ ...pairs, from: '2024-07-01', to: '2024-09-30' }),
  ];
  const tables = createCodeTables([...open, ...ended]);
  const asked = (on: string) => tables.pair('practitioner', '92014', '99213', day(on)).is;
  expect(['2024-06-30', '2024-07-01', '2024-09-30'].map(asked)).toEqual(['found', 'found', 'found']);
  expect(['2024-10-01', '2025-06-01', '2026-02-01'].map(asked)).toEqual(['no-edition', 'no-edition', 'no-edition']);
  const heads = [...open, ...ended].map((bytes) => readEdition(bytes).head);
  const over = (from: string, to: string) => editionsOver(heads, { from: day(from), to: day(to) }).map(({ from: begins }) => begins);
  expect(over('2024-06-01', '2024-06-30')).toEqual(['2020-01-01']);
  expect(over('2024-06-01', '2024-07-31')).toEqual(['2020-01-01', '2024-07-01']);
  // Alone, the open one would answer again for days after the other.
  expect(over('2024-10-01', '2024-12-31')).toEqual([]);
});

describe('bad rows', () => {
  test('are told with their line and column, and why', () => {
    const text = `${pairText}\r\n9201\t99213\t\t20220101\t*\t1\tx\r\n92014\t99213\t\t20221301\t*\t1\tx\r\n92014\t99213\t\t20220101\t*\t7\tx`;
    const reading = read({ ...pairs, text });
    expect(reading.findings.map(({ at, says }) => `${at}: ${says}`)).toEqual([
      'ccipra-v320r0-f1.txt, line 10, column1: This is no procedure code.',
      'ccipra-v320r0-f1.txt, line 11, effective: This is no day.',
      'ccipra-v320r0-f1.txt, line 12, modifier: This is not 0, 1 or 9.',
    ]);
    expect(reading.rows).toBe(4);
  });

  test('and files that are nothing, or of which setting is not said, are not guessed', () => {
    const tried = (file: string, text: string) => {
      const reading = new TableReading();
      reading.begin(file);
      return reading.push(text) ?? reading.end();
    };
    expect(tried('list.csv', 'code,name\n1,2\n')).toMatchObject({ headings: ['code', 'name'] });
    expect(tried('list.csv', pairText)).toMatchObject({ fix: 'Say which: pairs-practitioner, pairs-outpatient.' });
  });
});

describe('the other files', () => {
  test('units: a quoted notice over several lines, a heading over two, adjudication as a sentence', () => {
    const text = `"A notice,\n\nover lines ""and"" more.",,,\n"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n97110,6,3 Date of Service Edit: Clinical,Data\n66984,1,2 Date of Service Edit: Policy,"x, y"\n`;
    const tables = createCodeTables(editions({ text, to: '2026-03-31' }));
    const on = day('2026-03-31');
    expect(tables.unitLimit('practitioner', '97110', on)).toMatchObject({ row: { units: 6, adjudication: 3, rationale: 'Data' } });
    expect(tables.unitLimit('practitioner', '66984', on)).toMatchObject({ row: { units: 1, adjudication: 2, rationale: 'x, y' } });
    expect(tables.unitLimit('practitioner', '99213', on).is).toBe('absent');
    const one = tables.unitLimit('practitioner', '97110', on);
    expect(tables.unitLimit('practitioner', '97110', on)).toBe(one);
  });

  test('relative values: headings that stand one above the other; rows with dates of their own', () => {
    const raw = [
      ',,A notice,,,,,,,,,,,,,,,,,,',
      ',,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST',
      'HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG',
      '92250,26,x,A,,0.40,0.21,,0.20,,0.01,0.6,0.6,1,XXX,0,0,0,7,2,0',
      '92250,,x,A,,0.40,0.81,,NA,,0.02,0.6,0.6,1,XXX,0,0,0,7,2,0',
    ].join('\n');
    const tables = createCodeTables(editions({ text: raw }));
    const row = { globalDays: 'XXX', bilateral: '2', multiple: '7', components: '1', status: 'A', workMilli: 400 };
    expect(tables.relativeValue('92250', '26', day('2026-02-01'))).toMatchObject({
      row: { ...row, modifier: '26', nonFacilityMilli: 210, facilityMilli: 200, malpracticeMilli: 10 },
    });
    expect(tables.relativeValue('92250', '', day('2026-02-01'))).toMatchObject({ row: { facilityMilli: 0, malpracticeMilli: 20 } });
    expect(tables.relativeValue('92250', 'TC', day('2026-02-01')).is).toBe('absent');
    const dated = `date_start,date_end,hcpcs,mod,status_code,work_rvu,non_fac_pe_rvu,facility_pe_rvu,mp_rvu,glob_days
2026-01-01,2026-03-31,92250,,A,1,1,1,1,XXX\n2026-04-01,2026-06-30,92250,,A,2,1,1,1,XXX\n`;
    const quarters = createCodeTables(editions({ text: dated }));
    expect(quarters.relativeValue('92250', '', day('2026-05-01'))).toMatchObject({ row: { workMilli: 2000 } });
    expect(quarters.relativeValue('92250', '', day('2026-07-01')).is).toBe('absent');
  });

  test('diagnoses: the order file by its places, what is said of age and sequence beside it', () => {
    const line = (order: string, code: string, billable: string, words: string) =>
      `${order} ${code.padEnd(7)} ${billable} ${words.padEnd(60)} ${words}`;
    const text = [
      line('00001', 'H4011', '0', 'glaucoma'),
      line('00002', 'H401111', '1', 'glaucoma, mild'),
      line('00003', 'A33', '1', 'of the newborn'),
    ];
    const limits =
      'icd_code,icd_description,icd_conflict_group,icd_conflict_rule\nA33,x,Age,Perinatal/Newborn (Age 0 Only)\nA33,x,Other,Manifestation (Not Allowed as Principal Diagnosis)\n';
    const tables = createCodeTables([...editions({ text: text.join('\r\n') }), ...editions({ text: limits, from: '2025-01-01' })]);
    const on = day('2026-02-01');
    expect(tables.diagnosis('h40.1111', on)).toMatchObject({ row: { code: 'H401111', billable: true, words: 'glaucoma, mild' } });
    expect(tables.diagnosis('H40.11', on)).toMatchObject({ row: { billable: false } });
    expect(tables.diagnosis('H40.11X0', on).is).toBe('absent');
    expect(tables.diagnosesUnder('H40.11', on, 9)).toEqual(['H401111']);
    expect(tables.diagnosis('A33', on)).toMatchObject({ row: { words: 'of the newborn', ageFrom: 0, ageTo: 0, neverFirst: true } });
    expect(tables.diagnosis('A33', day('2025-02-01')).is).toBe('no-edition');
  });

  test('procedures: by whose they are, with what a practice maps of them', () => {
    const own =
      'Code,Description,Family,Area,Age from,Surfaces,Narrative,Attachments,Valid from,Valid until\nD2740,crown,crown,tooth,16,,yes,B4 DA,2026-01-01,2026-12-31\n92014,eye exam,exam,,,,,,,\n';
    const tables = createCodeTables(editions({ text: own, table: 'procedures' }));
    expect(tables.procedure('D2740', day('2026-02-01'))).toMatchObject({
      row: { system: 'CDT', family: 'crown', about: { area: 'tooth', ageFrom: 16, narrative: true, attachments: ['B4', 'DA'] } },
    });
    expect(tables.procedure('D2740', day('2027-02-01')).is).toBe('absent');
    expect(tables.procedure('99213', day('2026-02-01')).is).toBe('absent');
    // It brought no HCPCS.
    expect(tables.procedure('J1100', day('2026-02-01')).is).toBe('no-edition');
    const wrong = read({ text: 'code,area\nD2740,elbow\n', table: 'procedures' });
    expect(wrong.findings.map(({ at }) => at)).toEqual(['a file.txt, line 2, area']);
  });

  test('HCPCS by its places, add-on codes, coverage and names', () => {
    const record = (code: string, kind: string, added: string, ended: string) =>
      `${code}00100${kind}${'long words'.padEnd(80)}${'short'.padEnd(28)}`.padEnd(268) + added.padEnd(16) + ended.padEnd(9);
    const hcpcs = [record('J1100', '3', '19820101', ''), record('J1100', '4', '', ''), record('V2020', '3', '19860101', '20251231')].join(
      '\n',
    );
    const addOns = 'primary_code,add_on_code,aoc_edit_type\n90471,90471,1\nCCCCC,90471,1\n';
    const coverage =
      '{"92134":{"covered":["H40.1111"],"lcdIds":["L1"],"notCovered":[]},"92250":{"covered":["H40.1111","E11.9"],"lcdIds":["L1","L2"],"notCovered":["Z00.00"]}}';
    const list =
      'lcd_id,procedure_code,covered,jurisdictions,effective_date\nL9,92250,E11.9 H40.11,TX OK,2026-02-01\nL9,92250,A33,TX OK,2026-02-01\n';
    const tables = createCodeTables([
      ...editions({ text: hcpcs }),
      ...editions({ text: addOns }),
      ...editions({ text: 'pos_code,pos_name,pos_description\n11,Office,Somewhere\n' }),
      ...editions({ text: coverage, to: '2026-01-31' }),
      ...editions({ text: list, from: '2026-02-01' }),
    ]);
    const on = day('2026-01-05');
    expect(tables.procedure('J1100', on)).toMatchObject({ row: { system: 'HCPCS', validFrom: '1982-01-01', words: 'short' } });
    expect(tables.procedure('V2020', on).is).toBe('absent');
    expect(tables.addOn('90471', on)).toMatchObject({ row: { type: 1, primaries: ['90471'] } });
    expect(tables.place('11', on)).toMatchObject({ row: { words: 'Office' } });
    expect(tables.coverage('92250', undefined, on)).toMatchObject({
      row: [{ id: 'L1 L2', covered: ['H401111', 'E119'], notCovered: ['Z0000'] }],
    });
    expect(tables.coverage('92250', 'tx', day('2026-02-05'))).toMatchObject({ row: [{ id: 'L9', covered: ['E119', 'H4011', 'A33'] }] });
    expect(tables.coverage('92250', 'NY', day('2026-02-05')).is).toBe('absent');
  });

  test('any list, where it is said which heading is which column', () => {
    const text = 'Wert;Grund;Ziffer;MAI\n6;x;97110;3\n';
    const map = { code: 'Ziffer', units: 'wert', adjudication: 'MAI' };
    const tables = createCodeTables(editions({ text, table: 'units-practitioner', map }));
    expect(tables.unitLimit('practitioner', '97110', day('2026-02-01'))).toMatchObject({ row: { units: 6, adjudication: 3 } });
    // The next list with these headings is known by them.
    const known = [{ table: 'units-practitioner' as const, headings: 'wert|grund|ziffer|mai', columns: map }];
    const again = new TableReading({ known });
    again.begin('next.csv');
    expect(again.push(text) ?? again.end()).toBeUndefined();
    expect([again.recognized?.table, again.rows]).toEqual(['units-practitioner', 1]);
  });
});

test('the days of an edition stand in its file’s name', () => {
  expect(periodOfName('pairs-practitioner', 'ccipra-v322r0-f1.txt')).toEqual({ from: '2026-07-01', to: '2026-09-30', name: '2026Q3' });
  expect(periodOfName('units-practitioner', 'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv')?.name).toBe('2026Q3');
  expect(periodOfName('relative-values', 'PPRRVU2026_Jul_nonQPP.csv')?.from).toBe('2026-07-01');
  expect(periodOfName('diagnoses', 'icd10cm_order_2026.txt')).toEqual({ from: '2025-10-01', to: '2026-09-30', name: 'FY2026' });
  expect(periodOfName('diagnoses', 'icd10cm_fy2024_apr_flat.csv')?.from).toBe('2024-04-01');
  expect(periodOfName('places', 'places.csv')).toBeUndefined();
});

test('a code is explained over the editions, and its pairs are counted', () => {
  const own = editions({ text: 'code,words\n92014,eye exam\n', table: 'procedures', name: 'ours' });
  const told = explainCode([...editions(pairs), ...own], '92014', day('2026-02-01'));
  expect(told.map(({ head, rows, pairs: counted }) => [head.name, rows.map(({ words }) => words), counted])).toEqual([
    ['one', [], { first: 1, second: 0 }],
    ['ours', ['system CPT, words eye exam'], undefined],
  ]);
  // As of a day only the edition that answers for it; over time, all of them.
  const later = editions({ text: 'code,words\n92014,another word\n', table: 'procedures', name: 'later', from: '2026-02-01' });
  const named = (on: PlainDate | undefined) => explainCode([...own, ...later], '92014', on).map(({ head }) => head.name);
  expect([named(day('2026-02-01')), named(day('2026-01-31')), named(undefined)]).toEqual([['later'], ['ours'], ['ours', 'later']]);
});

test('bytes that are cut off are no edition', () => {
  const [bytes = new Uint8Array()] = editions(pairs);
  expect(() => readEdition(bytes.subarray(0, bytes.length - 8))).toThrow('cut off');
  expect(() => readEdition(new Uint8Array(100))).toThrow('no edition');
});

test('a column of a list that nobody reads is told: what stands in it would be lost in silence', () => {
  const text = 'lcd,hcpcs,icd 10 covered,retirement date\nL1,92250,H40.11,20260630\n';
  const reading = read({ file: 'mine.csv', text, table: 'coverage' });
  expect(reading.findings).toMatchObject([
    {
      severity: 'warning',
      at: 'mine.csv, headings',
      says: 'This column was not read: retirement date.',
      fix: expect.stringContaining('to'),
    },
  ]);
  expect(read({ file: 'mine.csv', text: text.replace('retirement date', 'retired date'), table: 'coverage' }).findings).toEqual([]);
});
