import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, claimsFile, read, remitFile } from '../testing/files.ts';
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
