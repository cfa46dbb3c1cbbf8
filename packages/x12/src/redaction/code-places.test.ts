import { expect, test } from 'vitest';
import { bytesOf, claimsFile } from '../../testing/files.ts';
import { seeded } from './chance.ts';
import { createRedactor } from './redact.ts';

function redacted(text: string): string {
  const pieces: Uint8Array[] = [];
  const redactor = createRedactor((piece) => pieces.push(piece), { chance: seeded('a test'), today: '2026-03-16' });
  redactor.push(bytesOf(text));
  redactor.end();
  return new TextDecoder('latin1').decode(Uint8Array.from(pieces.flatMap((piece) => [...piece])));
}
/** The file with one more segment before the first diagnoses, as it comes out. */
function segment(text: string): string {
  const lines = redacted(claimsFile().replace('~HI*', `~${text}~HI*`)).split('~');
  return lines[lines.findIndex((line) => line.startsWith('HI*')) - (text.startsWith('HI*') ? 0 : 1)] ?? '';
}

test.each([
  'HI*BG:SMITH',
  'HI*BG:123456789',
  'HI*BG:JO SMITH',
  'REF*CE*JOHN SMITH 123',
  'REF*CE*SMITH',
  'REF*VY*123-45-6789',
  'REF*4N*123456789',
  'REF*F5*4155551234',
  'CN1*02*100**JOHN SMITH**SMITH',
  'CR3*I*MO*123-45-6789',
  'SV1*HC:JOHN SMITH*10*UN*1***1',
  'SV1*HC:92014::::::JOHN SMITH 555-12-3456*10*UN*1***1',
  'SV1*HC:55-12-3456*10*UN*1***1',
  'LIN**N4*123-45-6789',
  'PRV*PE*PXC*JOHN SMITH',
])('no code: %s', (text) => {
  const made = segment(text);
  expect(made.split('*')[0]).toBe(text.split('*')[0]);
  expect(made).not.toMatch(/SMITH|JOHN|\d{3}-?\d{2}-?6789|555-12-3456|55-12-3456|4155551234/);
  expect(made.length).toBe(text.length);
});

test.each([
  'HI*BG:A1:::::::',
  'HI*ABK:E11.9*ABF:S72001A',
  'HI*BBR:0SRD0J9:D8:20240301',
  'REF*VY*000012',
  'REF*F5*1.0',
  'REF*87*005010X222A1',
  'SV1*HC:J1885:59:LT*10*UN*1***1',
  'SV1*N4:00409379601*10*UN*1***1',
  'LIN**N4*00409-3796-01',
  'PRV*PE*PXC*207Q00000X',
])('a code stays: %s', (text) => expect(segment(text)).toBe(text));

test('the day of a death moves like that of a birth, without anybody asking for it', () => {
  const [, , , , , form, death] = segment('PAT*****D8*20240227').split('*');
  expect([form, death]).toEqual(['D8', expect.stringMatching(/^20(?:23|24)\d{4}$/)]);
  expect(death).not.toBe('20240227');
});
