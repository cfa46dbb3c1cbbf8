import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBai2, readBankFile, readDepositCsv, readNacha, readOfx, sniffBankFile } from './index.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const slice = (text: string, bytes: { from: number; to: number }): string => text.slice(bytes.from, bytes.to);

const bai2 = [
  '01,122099999,123456789,250610,0200,1,80,,2/',
  '02,123456789,122099999,1,250609,2359,USD,2/',
  '03,000123454321,USD,010,+4350000,,,040,2830000,,/',
  '88,100,125050,2,/',
  '16,142,120050,Z,BK1,,NORTHWIND MUTUAL HCCLAIMPMT TRN*1*71700666*1999888777\\',
  '88,MORE OF THE TEXT, WITH COMMAS/',
  '16,175,5000,1,BK2,CHK 5521,LOCKBOX/',
  '16,451,5000,,BK3,,RENT/',
  '49,7435100,7/',
  '98,7435100,1,9/',
  '99,7435100,1,11/',
].join('\n');

const columns = (...cells: readonly (readonly [string, number])[]): string => cells.map(([text, width]) => text.padEnd(width)).join('');
const nacha = [
  columns(['101 091000019 1210428822506090900A094101', 40], ['YOUR BANK', 23], ['FIRST BANK', 31]),
  columns(['5220', 4], ['NORTHWIND MUTUAL', 36], ['1999888777CCDHCCLAIMPMT      250610   1121042880000001', 54]),
  columns(
    ['622091000019', 12],
    ['123454321', 17],
    ['0000120050', 10],
    ['71700666', 15],
    ['LAKESIDE FAMILY CARE', 24],
    ['1121042880000001', 16],
  ),
  columns(['705', 3], ['TRN*1*71700666*1999888777\\', 80], ['00010000001', 11]),
  columns(['8220000002', 10], ['0009100001', 10], ['000000000000', 12], ['000000120050', 12], ['1999888777', 35], ['121042880000001', 15]),
  columns(['9000001', 7], ['000001', 6], ['00000002', 8], ['0009100001', 10], ['000000000000', 12], ['000000120050', 51]),
].join('\n');

const ofx =
  'OFXHEADER:100\r\nDATA:OFXSGML\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>091000019<ACCTID>000123454321<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>' +
  '<STMTTRN><TRNTYPE>DIRECTDEP<DTPOSTED>20250610120000[-5:EST]<TRNAMT>1200.50<FITID>F1<NAME>NORTHWIND MUTUAL<MEMO>HCCLAIMPMT TRN*1*71700666*1999888777</STMTTRN>\r\n' +
  '<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250611<TRNAMT>-50.00<FITID>F2<NAME>RENT &amp; MORE</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>';

const csv =
  '\ufeffAccount,XXXX4321\nPosting Date,Description,Debit,Credit,Check or Slip #\n' +
  '06/10/2025,"NORTHWIND ""MUTUAL"" HCCLAIMPMT TRN*1*71700666*1999888777",,"$1,200.50",\n6/11/25,RENT,50.00,,\nTotals,,50.00,1200.50,\n';

describe('each kind', () => {
  test('BAI2: details, continued text, debit by type, bytes', () => {
    const file = readBai2(bytesOf(bai2));
    expect(file.findings).toEqual([]);
    expect(file.deposits.map((d) => d.amount)).toEqual([120050, 5000, -5000]);
    expect(file.deposits[0]).toMatchObject({
      traceNumber: '71700666',
      payerTraceId: '1999888777',
      postedOn: '2025-06-09',
      kind: 'ach',
      accountLast4: '4321',
      bankReference: 'BK1',
    });
    expect(file.deposits[0]?.description).toContain('WITH COMMAS');
    expect(slice(bai2, file.deposits[0]?.bytes ?? { from: 0, to: 0 })).toMatch(/^16,142.*COMMAS\/$/s);
    expect(file.account).toEqual({ last4: '4321', currency: 'USD' });
  });

  test('NACHA CCD+: trace from the addenda, effective date, bytes of entry and addenda', () => {
    const file = readNacha(bytesOf(nacha));
    expect(file.findings).toEqual([]);
    expect(file.deposits).toHaveLength(1);
    expect(file.deposits[0]).toMatchObject({
      amount: 120050,
      traceNumber: '71700666',
      payerTraceId: '1999888777',
      postedOn: '2025-06-10',
      originator: 'NORTHWIND MUTUAL',
    });
    expect(slice(nacha, file.deposits[0]?.bytes ?? { from: 0, to: 0 })).toMatch(/^6220910.*\n705TRN.*0000001$/s);
  });

  test('NACHA without line ends reads the same', () => {
    const unbroken = nacha
      .split('\n')
      .map((line) => line.padEnd(94))
      .join('');
    const plain = readNacha(bytesOf(nacha)).deposits.map(({ bytes: _, ...rest }) => rest);
    expect(readNacha(bytesOf(unbroken)).deposits.map(({ bytes: _, ...rest }) => rest)).toEqual(plain);
  });

  test('OFX 1 and 2: amounts, entities, bytes', () => {
    const file = readOfx(bytesOf(ofx));
    expect(file.findings).toEqual([]);
    expect(file.deposits.map((d) => [d.amount, d.description])).toEqual([
      [120050, 'NORTHWIND MUTUAL HCCLAIMPMT TRN*1*71700666*1999888777'],
      [-5000, 'RENT & MORE'],
    ]);
    expect(slice(ofx, file.deposits[1]?.bytes ?? { from: 0, to: 0 })).toMatch(/^<STMTTRN><TRNTYPE>DEBIT.*<\/STMTTRN>$/);
    const xml = ofx
      .replace(/^.*?<OFX>/s, '<?xml version="1.0"?><?OFX OFXHEADER="200"?>\n<OFX>')
      .replace(/<([A-Z0-9]+)>([^<\r]+)/g, '<$1>$2</$1>');
    expect(readOfx(bytesOf(xml)).deposits.map((d) => d.amount)).toEqual([120050, -5000]);
  });

  test('CSV: preamble, quotes, mark, credit and debit columns, a total row left out', () => {
    const file = readDepositCsv(bytesOf(csv));
    expect(file.findings.map((f) => f.code)).toEqual(['bank.csv.skipped']);
    expect(file.deposits.map((d) => [d.postedOn, d.amount, d.traceNumber])).toEqual([
      ['2025-06-10', 120050, '71700666'],
      ['2025-06-11', -5000, undefined],
    ]);
    expect(file.deposits[0]?.description).toContain('"MUTUAL"');
    const semicolons = 'Datum/Date;Details;Amount\n31.12.2024;"A;B";1.234,56\n';
    expect(readDepositCsv(bytesOf(semicolons)).deposits).toMatchObject([{ postedOn: '2024-12-31', amount: 123456, description: 'A;B' }]);
    const chase =
      'Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\nCREDIT,01/05/2025,X,10.00,ACH_CREDIT,1.00,\nDEBIT,01/06/2025,Y,-4.00,ACH_DEBIT,1.00,\n';
    expect(readDepositCsv(bytesOf(chase)).deposits.map((d) => d.amount)).toEqual([1000, -400]);
    const mapped = readDepositCsv(bytesOf('When,What,How much\n2025-01-05,X,(10.00)\n'), {
      mapping: { date: 'when', description: 1, amount: 'How much' },
    });
    expect(mapped.deposits).toMatchObject([{ amount: -1000, description: 'X' }]);
  });
});

test('sniffing tells the kinds apart', () => {
  expect([bai2, nacha, ofx, csv, 'ISA*00*', '%PDF-1.7', 'hello', ''].map((text) => sniffBankFile(bytesOf(text)))).toEqual([
    'bai2',
    'nacha',
    'ofx',
    'csv',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

describe('doubtful files are refused whole, with the difference', () => {
  test.each([
    ['BAI2 amount changed', bai2.replace('120050,Z', '120051,Z'), 'off by -0.01'],
    ['BAI2 record lost', bai2.replace(/16,451.*\n/, ''), 'off by 50.00'],
    ['BAI2 cut', bai2.slice(0, 330), 'stops before its end'],
    ['NACHA amount changed', nacha.replace(/0000120050(?=7170)/, '0000120049'), 'off by 0.01'],
    ['NACHA addenda lost', nacha.replace(/705.*\n/, ''), 'entries and addenda'],
    ['NACHA cut', nacha.slice(0, 300), 'stops before its end'],
    ['OFX cut', ofx.slice(0, 400), 'stops before its end'],
    ['OFX amount', ofx.replace('1200.50', '12OO.50'), 'no readable amount'],
    ['CSV amount', csv.replace('50.00,,', '5o.00,,'), 'cannot be read'],
    ['CSV date', csv.replace('6/11/25', '6/31/25'), 'date of this row'],
  ])('%s', (_, text, says) => {
    const file = readBankFile(bytesOf(text));
    expect(file?.deposits).toEqual([]);
    expect(file?.findings.map((f) => f.says).join(' ')).toContain(says);
  });
});

describe('any bytes', () => {
  const readers = [readBai2, readNacha, readOfx, readDepositCsv];
  const noThrow = (bytes: Uint8Array): void => {
    for (const read of readers) {
      const file = read(bytes);
      for (const d of file.deposits)
        expect(d.bytes.from >= 0 && d.bytes.to <= bytes.length && d.bytes.from < d.bytes.to && Number.isSafeInteger(d.amount)).toBe(true);
      if (file.findings.some((f) => f.severity === 'error')) expect(file.deposits).toEqual([]);
    }
    readBankFile(bytes);
  };

  test('noise never throws', () => fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), noThrow), { numRuns: 200 }));

  test('cut, doubled and mutated files never throw and never keep a wrong total', () => {
    const sample = fc.constantFrom(bai2, nacha, ofx, csv);
    const edit = fc.tuple(sample, fc.nat(), fc.nat(40), fc.string({ maxLength: 6, unit: 'binary' }));
    fc.assert(
      fc.property(edit, ([text, at, length, insert]) => {
        const from = at % text.length;
        noThrow(bytesOf(text.slice(0, from) + insert + text.slice(from + length)));
        noThrow(bytesOf(text.slice(0, from)));
      }),
      { numRuns: 300 },
    );
  });

  test('a digit of an amount changed in BAI2 or NACHA is always noticed', () => {
    for (const [text, field] of [
      [bai2, /16,\d+,(\d+)/g],
      [nacha, /\n622.{26}(\d{10})/g],
    ] as const) {
      for (const found of text.matchAll(field)) {
        const from = (found.index ?? 0) + found[0].length - (found[1] ?? '').length;
        for (let i = from; i < from + (found[1] ?? '').length; i++) {
          const other = text[i] === '9' ? '1' : '9';
          expect(readBankFile(bytesOf(text.slice(0, i) + other + text.slice(i + 1)))?.deposits).toEqual([]);
        }
      }
    }
  });

  test('hostile shapes take no time', () => {
    const many = 30_000;
    const shapes = [
      `<OFX><${'A'.repeat(many)}>x</OFX>`,
      `<OFX>${'<A '.repeat(many)}`,
      `<OFX><A${' '.repeat(many)}`,
      `01,${','.repeat(many)}`,
      `Date,Amount\n"${'""'.repeat(many)}`,
      `101 ${' '.repeat(many)}`,
      `01,1,1,250101,/\n${'16,142,5,Z,/ '.repeat(many)}`,
      `01,1,1,250101,/\n16,142,5${'\n88,/ x'.repeat(many)}`,
      `01,1,1,250101,/\n16,142,5,Z,,,FROM: A${' '.repeat(many)}B${'/ '.repeat(many)}x`,
      '01,1,1,250101,/\n03,1,USD,010,5,1,D,-5,1,1,1,1,1/',
      '01,1,1,250101,/\n02,1,1,1,250101,,USD/\n16,142,5,D,-99,1,2/',
      `Date,Amount,Description\n01/01/2025,1,${'TRN '.repeat(many)}`,
    ];
    // A reader that goes back over the text again and again takes minutes here; the test's own limit ends it.
    for (const shape of shapes) noThrow(bytesOf(shape));
  });
});
