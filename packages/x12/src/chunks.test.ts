import { describe, expect, test } from 'vitest';
import { bytesOf, claimsFile, ISA, read, remitFile } from '../testing/files.ts';
import { findOpening } from './engine/separators.ts';

const wrapped = (text: string) => text.replace(/.{80}/gs, '$&\r\n');
const files = {
  '835': remitFile(),
  '837P': claimsFile(),
  'newlines after segments': remitFile({ end: '~\r\n' }),
  'newlines as terminators': remitFile({ end: '\r\n' }),
  'hard-wrapped lines': wrapped(remitFile()),
  'two interchanges with other separators': `\uFEFF${remitFile()}\n\n${claimsFile().replaceAll('*', '|').replaceAll('~', '\u001d')}`,
  'text before, no ISA after': `To whom it may concern\n${remitFile()}${remitFile().slice(ISA.length + 1)}`,
  'a letter that names LISA*, ST*835* and GS*HP* before': `Dear LISA*,\nwe sent ST*835*1*2*3 and GS*HP*1*2*3 to LISA*\n${remitFile()}`,
  'accents in two bytes': remitFile().replace('QUILL', 'QUÍLL'),
  'without a last terminator': remitFile().slice(0, -1),
  'cut off': remitFile().slice(0, 500),
};

const chunked = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.slice(n * size, (n + 1) * size));

describe('a file reads the same however its bytes come', () => {
  test.each(Object.entries(files))('%s: split at every byte', (_, text) => {
    const bytes = bytesOf(text);
    const whole = read(bytes);
    expect(whole.claims.length + whole.findings.length).toBeGreaterThan(0);
    for (let i = 0; i <= bytes.length; i++) expect(read([bytes.subarray(0, i), bytes.subarray(i)])).toEqual(whole);
  });

  test.each(Object.entries(files))('%s: byte by byte', (_, text) => {
    const bytes = bytesOf(text);
    expect(read(Array.from(bytes, (b) => Uint8Array.of(b)))).toEqual(read(bytes));
  });

  test('the same file larger than the window, in odd chunks', () => {
    const bytes = bytesOf(remitFile().repeat(700));
    const chunks: Uint8Array[] = [];
    for (let i = 0; i < bytes.length; i += 65_521) chunks.push(bytes.slice(i, i + 65_521));
    const heard = read(chunks);
    expect(heard.claims).toHaveLength(700);
    expect(heard).toEqual(read(bytes));
    expect(heard.claims[699]?.bytes.from).toBe(699 * remitFile().length + remitFile().indexOf('CLP*'));
  });

  test('blanks after a segment are told by its name, though other bytes have taken its place', () => {
    const bytes = bytesOf(`${remitFile().replace(/SE\*.*/s, `ZZ*${' '.repeat(500)}GE*1~`)} `);
    for (const size of [1, 7, 300]) expect(read(chunked(bytes, size))).toEqual(read(bytes));
    expect(read(bytes).findings).toContainEqual(expect.objectContaining({ code: 'file.indented', at: 'ZZ' }));
  });

  test('two-byte characters', () => {
    const bytes = Uint8Array.from(remitFile(), (c) => c.charCodeAt(0));
    const wide = new Uint8Array(bytes.length * 2);
    bytes.forEach((b, i) => {
      wide[2 * i + 1] = b;
    });
    for (const size of [1, 3, wide.length]) expect(read(chunked(wide, size)).findings).toMatchObject([{ code: 'file.wide-characters' }]);
  });

  test('a file that begins with its GS, whose line ends where the guess of its separators does', () => {
    const bytes = bytesOf(`GS*HP*A*B*${'x'.repeat(1000)}\n${' '.repeat(200)}ST*835*0001\nBPR*I*1~`);
    for (const size of [1, 1024, 1100]) expect(read(chunked(bytes, size))).toEqual(read(bytes));
  });
});

describe('blanks before a file', () => {
  test('are looked at once', () => {
    const bytes = new Uint8Array(20_000).fill(0x20);
    expect(findOpening(bytes, 0, bytes.length, false)).toEqual({ kind: 'more', from: bytes.length });
  });

  test('may be millions', () => {
    const bytes = bytesOf('\0'.repeat(3_000_000) + remitFile().replace('\n', ''));
    for (const size of [100_000, bytes.length]) {
      const heard = read(chunked(bytes, size));
      expect(heard).toMatchObject({ readable: true, interchanges: 1, findings: [] });
      expect(heard.claims[0]?.bytes.from).toBe(new TextDecoder().decode(bytes).indexOf('CLP*'));
    }
  });

  test('with a byte-order mark among them, and no ISA after', () => {
    const bytes = bytesOf(`${' '.repeat(40)}\ufeff${'\n'.repeat(3000)}${remitFile().slice(ISA.length + 1)}`);
    for (const size of [1, 3, 1024]) expect(read(chunked(bytes, size))).toEqual(read(bytes));
    expect(read(bytes).findings.map(({ code }) => code)).toEqual(['file.byte-order-mark', 'isa.missing']);
  });
});

test('a last ISA with nothing behind it is told within the file', () => {
  const file = `${remitFile().replace(/IEA\*.*/s, '')}ISA`;
  const told = read(file).findings.find(({ code }) => code === 'file.text-outside');
  expect(told?.bytes).toEqual({ from: file.length - 3, to: file.length });
});
