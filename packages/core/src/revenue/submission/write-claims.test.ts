import { createReader, writeClaims, type X12Finding } from '@claimwright/x12';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlainDate } from '../../ground/base/index.ts';
import type { ClaimToSend } from '../claims/index.ts';
import { type BatchFacts, claimsToWrite, readClaimToSend } from './index.ts';
import { claimArbitrary } from './testing/claim-arbitrary.ts';

const facts: BatchFacts = {
  ...{ interchangeControl: '000000007', groupControl: '7', control: '0001', reference: 'B7' },
  ...{ on: '2026-11-22' as PlainDate, at: '21:00', test: true },
  submitter: { name: 'QUIET HARBOR', id: 'QUIET', contact: 'BILLING', phone: '5555550100' },
  receiver: { name: 'HARBOR CLEARING', id: 'HARBOR' },
};

function readBack(bytes: Uint8Array): { claims: ClaimToSend[]; findings: X12Finding[] } {
  const claims: ClaimToSend[] = [];
  const findings: X12Finding[] = [];
  const reader = createReader({ claim: (loop) => claims.push(readClaimToSend(loop)), finding: (finding) => findings.push(finding) });
  reader.push(bytes);
  reader.end();
  return { claims, findings };
}

test.each(['professional', 'institutional', 'dental'] as const)('%s: what is written passes our own check and reads back equal', (kind) => {
  fc.assert(
    fc.property(fc.array(claimArbitrary(kind), { minLength: 1, maxLength: 3 }), (claims) => {
      const back = readBack(writeClaims(claimsToWrite(claims, facts)));
      expect(back.findings).toEqual([]);
      expect(back.claims).toEqual(claims);
    }),
    { numRuns: 60 },
  );
});
