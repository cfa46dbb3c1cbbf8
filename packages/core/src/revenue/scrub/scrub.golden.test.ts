import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkClaim, type ScrubFacts, validationResult } from './index.ts';
import { type Changes, dental, institutional, medical, vision } from './testing/claims.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/scrub');
const make = { medical, dental, institutional, vision };

interface Case {
  readonly kind: keyof typeof make;
  readonly lines: readonly string[];
  readonly changes?: Changes;
}

/** What partners read, and beside it what is proposed with the words that it rests on. */
function told(facts: ScrubFacts): object {
  const findings = checkClaim(facts);
  const words = (from: number, to: number): string => new TextDecoder().decode(new TextEncoder().encode(facts.note?.text).slice(from, to));
  const proposals = findings.flatMap(({ code, proposal }) =>
    proposal === undefined ? [] : [{ code, ...proposal, evidence: proposal.evidence.map(({ from, to }) => words(from, to)) }],
  );
  return { ...validationResult(findings, facts.claim.lines), proposals };
}

test.each(readdirSync(golden))('golden/revenue/scrub/%s', async (name) => {
  const folder = join(golden, name);
  expect(existsSync(join(folder, 'why.md'))).toBe(true);
  const given: Case = JSON.parse(readFileSync(join(folder, 'in.json'), 'utf8'));
  const facts = make[given.kind](given.lines, given.changes);
  const before = structuredClone(facts.claim);
  await expect(`${JSON.stringify(told(facts), null, 2)}\n`).toMatchFileSnapshot(join(folder, 'out.json'));
  // Whatever is found, the claim is as it was.
  expect(facts.claim).toEqual(before);
});

test('the result for partners has the names that they know', () => {
  const { claim, ...facts } = medical(['99213', '93000']);
  const result = validationResult(checkClaim({ claim, ...facts }), claim.lines);
  expect(Object.keys(result)).toEqual(['validation_result', 'issues', 'suggested_actions']);
  expect(result.validation_result).toBe('blocked');
  expect(result.issues[0]).toMatchObject({ line_item: 1, cpt: '99213', issue_type: 'pair_without_modifier' });
  expect(validationResult([], claim.lines)).toEqual({ validation_result: 'clean', issues: [], suggested_actions: [] });
});
