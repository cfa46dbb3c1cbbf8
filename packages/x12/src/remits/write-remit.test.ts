import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { remitArbitrary, withoutPositions } from '../../testing/remit-arbitrary.ts';
import { createReader } from '../create-reader.ts';
import type { RemitClaimLoop, RemitHeader, RemitTrailer, X12Finding } from '../types.ts';
import { type RemitToWrite, writeRemit } from './write-remit.ts';

function readRemit(file: Uint8Array) {
  const claims: RemitClaimLoop[] = [];
  const findings: X12Finding[] = [];
  let header: RemitHeader | undefined;
  let trailer: RemitTrailer | undefined;
  const reader = createReader({
    remitClaim: (claim) => claims.push(claim),
    remitTrailer: (t, h) => {
      header = h;
      trailer = t;
    },
    finding: (finding) => findings.push(finding),
  });
  reader.push(file);
  expect(reader.end()).toEqual({ readable: true, interchanges: 1, sets: 1 });
  return { header, claims, trailer, findings };
}

describe('writeRemit', () => {
  test('what is written reads back equal and without a finding', () => {
    fc.assert(
      fc.property(remitArbitrary, (remit: RemitToWrite) => {
        const { header, claims, trailer, findings } = readRemit(writeRemit(remit));
        expect(findings).toEqual([]);
        const { time, claims: written, providerAdjustments, ...rest } = remit;
        expect(withoutPositions(header)).toEqual({ ...rest, set: '835', version: '005010X221A1' });
        expect(withoutPositions(claims)).toEqual(written.map((claim) => ({ ...claim, set: '835' })));
        expect(withoutPositions(trailer?.providerAdjustments)).toEqual(providerAdjustments);
      }),
      { numRuns: 150 },
    );
  });

  test('a separator in a value is refused with its place', () => {
    const [remit] = fc.sample(remitArbitrary, { numRuns: 1, seed: 7 }) as [RemitToWrite];
    const separators = { element: '*', component: ':', repetition: '^', segment: '~' };
    const wrong = { ...remit, envelope: { ...remit.envelope, separators }, trace: { ...remit.trace, number: '12*3' } };
    expect(() => writeRemit(wrong)).toThrow('TRN02');
  });

  test('what does not balance is refused', () => {
    const [remit] = fc.sample(remitArbitrary, { numRuns: 1, seed: 7 }) as [RemitToWrite];
    const wrong = { ...remit, payment: { ...remit.payment, amount: remit.payment.amount + 1 } };
    expect(() => writeRemit(wrong)).toThrow('a difference of');
  });
});
