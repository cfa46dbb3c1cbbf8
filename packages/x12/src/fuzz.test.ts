import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, claimsFile, read, remitFile } from '../testing/files.ts';
import { floods, pour, views } from '../testing/fuzz/floods.ts';
import { faultOf } from '../testing/fuzz/holds.ts';
import { inputOf, wholeFiles } from '../testing/fuzz/inputs.ts';
import { setCases } from '../testing/golden-sets.ts';
import { createAcknowledger } from './acknowledgments/acknowledge.ts';
import { writeAcknowledgments } from './acknowledgments/write-acknowledgment.ts';
import { createReader } from './create-reader.ts';
import { writeStatus } from './status/write-status.ts';
import { createExplainer } from './views/explain.ts';
import { createJson } from './views/json.ts';

const files = [remitFile(), claimsFile(), remitFile({ end: '\r\n' }), ...setCases.map(({ text }) => text)].map(bytesOf);
const signs = fc.oneof(fc.constantFrom(...bytesOf('*:~^\r\n 0ISAGT')), fc.integer({ min: 0, max: 255 }));
const change = fc.record({ at: fc.nat(2000), drop: fc.nat(40), add: fc.array(signs, { maxLength: 6 }) });

/** A file with some bytes dropped and others put in. */
const damaged = fc.tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 6 })).map(([file, changes]) => {
  let bytes = [...file];
  for (const { at, drop, add } of changes) bytes = bytes.toSpliced(at % bytes.length, drop, ...add);
  return Uint8Array.from(bytes);
});

test('no damage crashes a reader; every finding and claim points into the file; chunks make no difference', () => {
  fc.assert(
    fc.property(damaged, fc.integer({ min: 1, max: 300 }), (bytes, size) => {
      const heard = read(bytes);
      for (const range of [...heard.findings.map((f) => f.bytes), ...heard.claims.map((c) => c.bytes)]) {
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeGreaterThanOrEqual(range.from);
        expect(range.to).toBeLessThanOrEqual(bytes.length);
      }
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
      expect(read(chunks)).toEqual(heard);
    }),
    { numRuns: 400 },
  );
});

test('no damage crashes an explainer', () => {
  fc.assert(
    fc.property(damaged, (bytes) => {
      const explainer = createExplainer(() => {});
      explainer.push(bytes);
      explainer.end();
    }),
    { numRuns: 200 },
  );
});

test('no damage crashes the answer to a file, and every answer can be written and reads back clean', () => {
  fc.assert(
    fc.property(damaged, (bytes) => {
      const acknowledger = createAcknowledger({ date: '2024-03-16', time: '10:00', interchangeControl: '000000042' });
      acknowledger.push(bytes);
      const { acknowledgments, claims, interchanges } = acknowledger.end();
      if (acknowledgments.length + claims.length === 0) return;
      const errors: string[] = [];
      const reader = createReader({ finding: ({ severity, says }) => severity === 'error' && errors.push(says) });
      if (acknowledgments.length > 0) reader.push(writeAcknowledgments(acknowledgments, { interchanges }));
      for (const batch of claims) reader.push(writeStatus(batch));
      reader.end();
      expect(errors).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('no damage makes JSON that is none', () => {
  fc.assert(
    fc.property(damaged, (bytes) => {
      let text = '';
      const json = createJson((more) => {
        text += more;
      });
      json.push(bytes);
      json.end();
      JSON.parse(text);
    }),
    { numRuns: 200 },
  );
});

test('the first inputs of `npm run fuzz` hold at every door', { timeout: 120_000 }, () => {
  const whole = wholeFiles(1);
  // No clock: in a test run others take the processor too.
  const still = () => 0;
  for (let index = 0; index < 1200; index++) expect([index, faultOf(inputOf(1, index, whole), still)]).toEqual([index, undefined]);
});

const said = (bytes: Uint8Array, size = bytes.length): string[] => {
  const findings: string[] = [];
  const reader = createReader({ finding: ({ code, at, bytes: { from, to } }) => findings.push(`${code} ${at} ${from}-${to}`) });
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size));
  reader.end();
  return findings;
};

test('a byte-order mark is told with its own three bytes, wherever a chunk ends', () => {
  const bytes = bytesOf(`  \ufeff${'letters '.repeat(300)}\n${remitFile()}`);
  for (const size of [1, 5, 1000, bytes.length]) expect(said(bytes, size)[0]).toBe('file.byte-order-mark the file 2-5');
});

test('too many elements are told of the segment that has them, once it is whole', () => {
  const file = remitFile().replace('~IEA', `~ZZ${'*1'.repeat(600)}`);
  for (const size of [1, 300, file.length])
    expect(said(bytesOf(file), size).filter((one) => one.startsWith('segment.elements'))).toHaveLength(1);
});

test('an element of two megabytes is explained without recursion', () => {
  const file = bytesOf(remitFile().replace('EFT0001', 'A'.repeat(900_000)));
  const explainer = createExplainer(() => {});
  explainer.push(file);
  expect(explainer.end().readable).toBe(true);
});

test('a claim without end is told once, and the claim after it is read', () => {
  const lines = `${'SVC*HC:99213*1*1~'.repeat(200_000)}${remitFile().slice(remitFile().indexOf('CLP'))}`;
  const heard = read(bytesOf(remitFile().replace(/SE\*.*/, '') + lines));
  expect(heard.findings.filter(({ code }) => code === 'loop.endless')).toHaveLength(1);
  expect(heard.claims).toHaveLength(2);
  expect(heard.claims[0]?.lines.length).toBeLessThan(200_000);
});

test('an answer keeps the first findings only', () => {
  const acknowledger = createAcknowledger({ date: '2024-03-16', time: '10:00', interchangeControl: '000000042' });
  acknowledger.push(bytesOf(remitFile().replace(/SE\*.*/, 'ZZ*1~'.repeat(50_000))));
  expect(acknowledger.end().findings).toHaveLength(10_000);
});

test('files without end run through every view', () => {
  for (const flood of floods) for (const open of Object.values(views)) pour(flood, open(), 1 << 17, () => {});
});

test('a payment that comes after the header was handed on is told, and changes nothing', () => {
  const heard = read(bytesOf(remitFile().replace('~CLP*', '~BPR*I*999*C*ACH************20240315~CLP*')));
  expect(heard.findings.map(({ code }) => code)).toContain('segment.late');
  expect(heard.headers[0]).toMatchObject({ payment: { amount: 12000 } });
});

test('the separators of a short ISA do not hang on where a chunk ends', () => {
  const isa = 'ISA*00*   *00*          *ZZ*A              *ZZ*B              *180104*2359*^*00501*846600763*0*T*:\n';
  const file = bytesOf(`${isa}GS*HB*A*B*20240315*0941*1*X*005010X279A1${'~HL*1**20*1'.repeat(150)}ê${'NM1*PR*2*C:ê'.repeat(60)}`);
  for (const size of [1, 1100, 1500, 2000]) expect(said(file, size)).toEqual(said(file));
});

test('an ISA that ends with the file, without its terminator, is told within the file', () => {
  const cut = remitFile().slice(0, 105).replace('*00*  ', '*00*   ');
  expect(said(bytesOf(cut))).toContain(`isa.length ISA 0-${cut.length}`);
});
