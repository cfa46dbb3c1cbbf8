import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsArbitrary, dentalArbitrary, institutionalArbitrary } from '../../testing/claim-arbitrary.ts';
import { withoutPositions } from '../../testing/remit-arbitrary.ts';
import { createReader } from '../create-reader.ts';
import type { ClaimLoop, ClaimsHeader, X12Finding } from '../types.ts';
import { type ClaimsToWrite, writeClaims } from './write-claims.ts';

describe('writeClaims', () => {
  test.each([
    ['professional', '005010X222A1', claimsArbitrary],
    ['institutional', '005010X223A2', institutionalArbitrary],
    ['dental', '005010X224A2', dentalArbitrary],
  ] as const)('%s: what is written reads back equal and without a finding', (claimType, version, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (batch: ClaimsToWrite) => {
        const claims: ClaimLoop[] = [];
        const findings: X12Finding[] = [];
        let header: ClaimsHeader | undefined;
        const reader = createReader({
          claimsHeader: (h) => {
            header = h;
          },
          claim: (claim) => claims.push(claim),
          finding: (finding) => findings.push(finding),
        });
        reader.push(writeClaims(batch));
        reader.end();
        expect(findings).toEqual([]);
        const { time, claims: written, ...rest } = batch;
        expect(withoutPositions(header)).toEqual({ ...rest, set: '837', claimType, version });
        expect(withoutPositions(claims)).toEqual(written.map((claim) => ({ ...claim, set: '837', claimType })));
      }),
      { numRuns: 60 },
    );
  });

  test('a dental line has no note of its own', () => {
    const [batch] = fc.sample(dentalArbitrary, { numRuns: 1, seed: 1 });
    if (batch === undefined) throw new Error('a batch was made up');
    const noted = {
      ...batch,
      claims: batch.claims.map((claim) => ({ ...claim, lines: claim.lines.map((line) => ({ ...line, notes: ['CUSP LOST'] })) })),
    };
    expect(() => writeClaims(noted)).toThrow('2400 NTE');
  });
  test('unchecked writes the same bytes, and still refuses a separator in a value', () => {
    for (const batch of fc.sample(claimsArbitrary, { numRuns: 5, seed: 3 })) {
      expect(writeClaims(batch, { unchecked: true })).toEqual(writeClaims(batch));
      const [first, ...others] = batch.claims as [ClaimsToWrite['claims'][number]];
      const wrong = {
        ...batch,
        claims: [{ ...first, patientControlNumber: `A${batch.envelope.separators?.component ?? ':'}` }, ...others],
      };
      expect(() => writeClaims(wrong, { unchecked: true })).toThrow('CLM01');
    }
  });
});
