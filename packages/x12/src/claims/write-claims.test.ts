import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsArbitrary } from '../../testing/claim-arbitrary.ts';
import { withoutPositions } from '../../testing/remit-arbitrary.ts';
import { createReader } from '../create-reader.ts';
import type { ClaimLoop, ClaimsHeader, X12Finding } from '../types.ts';
import { type ClaimsToWrite, writeClaims } from './write-claims.ts';

describe('writeClaims', () => {
  test('what is written reads back equal and without a finding', () => {
    fc.assert(
      fc.property(claimsArbitrary, (batch: ClaimsToWrite) => {
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
        expect(withoutPositions(header)).toEqual({ ...rest, set: '837', version: '005010X222A1' });
        expect(withoutPositions(claims)).toEqual(written.map((claim) => ({ ...claim, set: '837' })));
      }),
      { numRuns: 100 },
    );
  });
});
