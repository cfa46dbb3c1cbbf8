import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cents } from '../../ground/base/index.ts';
import { claimAgain, claimCorrected } from './claim-again.ts';
import type { ClaimToSend, PriorDecision } from './claim-to-send.ts';

const { next } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../../golden/revenue/claims/secondary/in.json'), 'utf8')) as {
  next: { claim: ClaimToSend };
};
const paidBy = (filingIndicator: string): ClaimToSend => ({
  ...next.claim,
  sentAs: 'primary',
  coverages: next.claim.coverages.map((one) => (one.rank === 'primary' ? { ...one, filingIndicator } : one)),
});
const refused = (reason: string, paid = 0): PriorDecision => ({
  paid: cents(paid),
  adjustments: [],
  lines: next.claim.lines.map(({ number, procedure, billed }) => ({
    ...{ number, procedure, paid: cents(0) },
    adjustments: [{ group: 'CO', reason, amount: billed }],
  })),
});
const why = (claim: ClaimToSend, decision?: PriorDecision) => claimAgain(claim, decision).findings.map(({ code }) => code);

test('what Medicare could not process goes again as a new claim, without the number of the one before', () => {
  const { claim, findings } = claimAgain({ ...paidBy('MB'), frequency: '7', originalPayerControlNumber: 'P1' }, refused('16'));
  expect(findings).toEqual([]);
  expect(claim).toMatchObject({ frequency: '1', billed: next.claim.billed });
  expect(claim).not.toHaveProperty('originalPayerControlNumber');
});

test('what would be a duplicate is refused: not answered, paid, decided, or of a payer that takes replacements', () => {
  expect(why(paidBy('MB'))).toEqual(['claims.again.not-refused']);
  expect(why(paidBy('MB'), refused('16', 100))).toEqual(['claims.again.paid']);
  expect(why(paidBy('MB'), refused('50'))).toEqual(['claims.again.decided']);
  expect(why(paidBy('CI'), refused('16'))).toEqual(['claims.again.replaceable']);
  expect(why({ ...paidBy('MB'), predetermination: true }, refused('16'))).toEqual(['claims.again.asks-only']);
});

test('a payer before Medicare decides otherwise: Medicare gets no replacement, but a new claim where it could not process the first', () => {
  const second: ClaimToSend = {
    ...next.claim,
    sentAs: 'secondary',
    coverages: next.claim.coverages.map((one) => (one.rank === 'secondary' ? { ...one, filingIndicator: 'MB' } : one)),
  };
  const number = () => 'P2';
  expect(claimCorrected(second, refused('16'), number).claim).toMatchObject({ frequency: '1', sentAs: 'secondary' });
  expect(claimCorrected(second, refused('50'), number).findings).toMatchObject([
    { code: 'claims.again.decided', fix: 'Ask the payer for a reopening, or appeal.' },
  ]);
  expect(claimCorrected(second, undefined, number).findings).toMatchObject([{ code: 'claims.again.not-refused' }]);
});

test('a payer that takes replacements, and Medicare’s part A, get one under their number', () => {
  for (const filingIndicator of ['CI', 'MA']) {
    const claim = paidBy(filingIndicator);
    expect(claimCorrected(claim, refused('50'), () => 'P2').claim).toMatchObject({ frequency: '7', originalPayerControlNumber: 'P2' });
  }
});
