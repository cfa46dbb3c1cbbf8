import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chosenColumns, type ExportColumn, usualColumns } from './column.ts';
import { csvHead, csvLine, jsonLine } from './lines.ts';

const columns: readonly ExportColumn[] = [
  { name: 'payer', type: 'text', says: 'Payer' },
  { name: 'served', type: 'date', says: 'Day of service' },
  { name: 'billed_cents', type: 'cents', says: 'Billed' },
  { name: 'clean', type: 'boolean', says: 'Clean' },
  { name: 'codes', type: 'texts', says: 'Codes', onRequest: true },
  { name: 'patient', type: 'text', says: 'Patient', identifies: true },
];
const text = columns.slice(0, 1);

/** A reader of RFC 4180 that knows nothing of the writer. */
function readCsv(all: string): string[][] {
  const rows: string[][] = [];
  let [row, field, quoted]: [string[], string, boolean] = [[], '', false];
  for (let i = 0; i < all.length; i++) {
    const c = all[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (all[i + 1] === '"') field += all[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') [row, field] = [[...row, field], ''];
    else if (c === '\r' && all[i + 1] === '\n') {
      rows.push([...row, field]);
      [row, field, i] = [[], '', i + 1];
    } else field += c;
  }
  return rows;
}

describe('a list as a file', () => {
  test('CSV has whole cents and dollars, empty fields where something is absent, and says what is in which column', () => {
    const row = { payer: 'Elm, "First"', served: '2026-01-31', billed_cents: -12_345, clean: true, codes: ['A', 'B'], patient: null };
    expect(readCsv(csvHead(columns) + csvLine(columns, row) + csvLine(columns, {}))).toEqual([
      ['payer', 'served', 'billed_cents', 'billed', 'clean', 'codes', 'patient'],
      ['Elm, "First"', '2026-01-31', '-12345', '-123.45', 'true', 'A B', ''],
      ['', '', '', '', '', '', ''],
    ]);
  });

  test('JSON lines have every column, with null where it is absent', () => {
    expect(JSON.parse(jsonLine(columns, { payer: 'Elm', billed_cents: 5 }))).toEqual({
      ...{ payer: 'Elm', served: null, billed_cents: 5, clean: null, codes: null, patient: null },
    });
  });

  test.each(['=1+1', '+1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\uff1d1', '\r=1', '\n=1'])(
    'a spreadsheet takes %j for no formula',
    (formula) => {
      const [[field = ''] = []] = readCsv(csvLine(text, { payer: formula }));
      expect(field).toBe(`'${formula}`);
    },
  );

  test('whatever a text holds, one line is one row with that text', () => {
    const any = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.record({ payer: any, patient: any }), { maxLength: 5 }), (rows) => {
        const back = readCsv(rows.map((row) => csvLine(columns, row)).join(''));
        expect(back.map((row) => [row[0]?.replace(/^'/, ''), row[6]?.replace(/^'/, '')])).toEqual(
          rows.map(({ payer, patient }) => [payer.replace(/^'/, ''), patient.replace(/^'/, '')]),
        );
        for (const row of rows) expect(jsonLine(columns, row).split('\n')).toHaveLength(2);
      }),
    );
  });

  test('nobody’s name is in it unless it is asked for, and a column that it does not have is told', () => {
    const list = { kind: 'claims', says: '', columns };
    expect(usualColumns(list)).toEqual(['payer', 'served', 'billed_cents', 'clean']);
    const { chosen, unknown } = chosenColumns(list, ['patient', 'payer', 'patient', 'shoe_size']);
    expect([chosen.map(({ name }) => name), unknown]).toEqual([['payer', 'patient'], ['shoe_size']]);
  });
});
