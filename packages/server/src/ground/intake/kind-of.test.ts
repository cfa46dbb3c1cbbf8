import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { kindOf } from './kind-of.ts';

const isa = 'ISA*00*          *00*          *ZZ*A              *ZZ*B              *260105*1200*^*00501*000000001*0*T*:~';
const bytes = (text: string) => Buffer.from(text, 'latin1');

test.each([
  [`${isa}GS*HP*A*B*20260105*1200*1*X*005010X221A1~ST*835*0001~`, '835'],
  [`\xef\xbb\xbf\r\n${isa}\r\nGS*HC*A*B*20260105*1200*1*X*005010X222A1~\r\nST*837*0001~`, '837'],
  [`${isa.replaceAll('*', '|')}GS|HP~ST|835|1~`, '835'],
  [`${isa}GS*FA*A*B~ST*999*0001~`, 'acknowledgment'],
  [`${isa}TA1*000000007*260105*1200*A*000~`, 'acknowledgment'],
  [`${isa}GS*HS*A*B~ST*270*0001~`, 'x12'],
  ['01,121000358,CUSTOMER,260105,0200,1,80,,2/\n02,CUSTOMER,121000358,1,260105,0200,USD,2/\n', 'bank'],
  ['Date,Description,Amount\n2026-01-05,HCCLAIMPMT,12.50\n', 'bank'],
  ['%PDF-1.7', 'unknown'],
  ['', 'unknown'],
])('%j is told apart', (text, kind) => {
  expect(kindOf(bytes(text))).toBe(kind);
});

test('a packed file is told apart by what is in it, even when only its beginning is here', () => {
  const long = `${isa}GS*HP*A*B~ST*835*0001~${Array.from({ length: 50_000 }, (_, i) => `CLP*${i * 7919}*1*${i}~`).join('')}`;
  expect(kindOf(gzipSync(bytes(long)).subarray(0, 65_536))).toBe('835');
  expect(kindOf(Uint8Array.of(0x1f, 0x8b, 1, 2, 3))).toBe('unknown');
});
