import { describe, expect, test } from 'vitest';
import { endLooked, endOf, headLooked } from './file-end.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const end = (data: Uint8Array) => endOf({ head: data.subarray(0, headLooked), tail: data.subarray(-endLooked) });
const endOfText = (text: string) => end(bytes(text));

describe('an X12 file', () => {
  const isa = `ISA*00*          *00*          *ZZ*${'A'.padEnd(15)}*ZZ*${'B'.padEnd(15)}*260105*1200*^*00501*000000001*0*T*:~`;

  test('is whole with its IEA, whatever stands after that, and cut off without', () => {
    for (const whole of [
      `${isa}GS*HP~ST*835*0001~SE*2*0001~GE*1*1~IEA*1*000000001~`,
      `${isa}GE*1*1~\r\nIEA*1*000000001~\r\n\r\n`,
      `${isa}GE*1*1~IEA*1*000000001`,
      `\ufeff${isa}GE*1*1~IEA*1*000000001~`,
    ])
      expect(endOfText(whole)).toBe('whole');
    for (const cut of [`${isa}GS*HP~ST*835*0001~CLP*`, `${isa}GE*1*1~IEA*1`, `${isa}GE*1*1~IEA*1*000000001~${isa}GS*HP~`, 'ISA*00', ''])
      expect(endOfText(cut)).toBe('cut-off');
  });
});

describe('every proper beginning of a file is cut off, the file itself is whole', () => {
  const control = `9000001000001000000020012200009000000000000000000010000${' '.repeat(39)}`;
  const nacha = [
    `101 122099999 1234567892603020800A094101${'BANK'.padEnd(23)}${'ELM'.padEnd(31)}`,
    '5'.padEnd(94),
    '8'.padEnd(94),
    control,
  ];
  const ofx = '<OFX><BANKMSGSRSV1><STMTTRN><TRNAMT>12.00</STMTTRN></BANKMSGSRSV1>';
  test.each([
    [
      'bai2',
      '01,122099999,123456789,260302,0200,1,,,2/\n02,123456789,122099999,1,260301,,USD,2/\n03,1,,010,0,,/\n49,0,2/\n98,0,1,4/\n99,0,1,6/',
    ],
    ['ofx', `OFXHEADER:100\nDATA:OFXSGML\n\n${ofx}</OFX>`],
    ['ofx as xml', `<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n${ofx}</OFX>`],
    ['nacha', nacha.join('\n').trimEnd()],
    ['nacha without lines', nacha.join('').trimEnd()],
  ])('%s', (_, text) => {
    expect(endOfText(text)).toBe('whole');
    expect(endOfText(`${text}\r\n`)).toBe('whole');
    // Before so much of it nobody can tell what it will be.
    for (let size = 80; size < text.length; size++) expect(endOfText(text.slice(0, size)), text.slice(0, size)).toBe('cut-off');
  });

  test('nacha filled up with nines', () => {
    const filled = [...nacha, ...Array.from({ length: 6 }, () => '9'.repeat(94))].join('\r\n');
    expect(endOfText(filled)).toBe('whole');
  });

  test('zip, with a comment too', () => {
    const directory = [0x50, 0x4b, 5, 6, ...Array.from({ length: 16 }, () => 0), 3, 0, 0x6f, 0x6e, 0x65];
    const zip = Uint8Array.from([0x50, 0x4b, 3, 4, ...Array.from({ length: 300 }, (_, i) => i % 251), ...directory]);
    expect(end(zip)).toBe('whole');
    for (let size = 1 + 3; size < zip.length; size++) expect(end(zip.subarray(0, size))).toBe('cut-off');
  });

  test('gzip, by its stream and by what is in it', () => {
    const head = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, ...Array.from({ length: 40 }, () => 7)]);
    const packed = (text: string, ends: boolean) => endOf({ head, tail: head, packed: { ends, head: bytes(text), tail: bytes(text) } });
    expect(packed('name,date\n', true)).toBe('whole');
    expect(packed('name,date\n', false)).toBe('cut-off');
    expect(packed('ISA*00*', true)).toBe('cut-off');
    expect(end(head)).toBe('unknown');
    expect(end(head.subarray(0, 1))).toBe('cut-off');
  });
});

test('of what has no mark of its end nothing is said', () => {
  expect(endOfText('Date,Description,Amount\n2026-03-02,ELM,12.00\n')).toBe('unknown');
  expect(endOfText('GS*HP*A*B~ST*835*0001~')).toBe('unknown');
  expect(endOfText('%PDF-1.7')).toBe('unknown');
});
