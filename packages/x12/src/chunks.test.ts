import { describe, expect, test } from 'vitest';
import { bytesOf, claimsFile, ISA, read, remitFile } from '../testing/files.ts';

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
});
