import { describe, expect, test } from 'vitest';
import { checkClaim, edits, type ScrubFacts } from './index.ts';
import { casesByEdit } from './testing/cases/index.ts';

const distinct = (all: readonly ScrubFacts[]): number => new Set(all.map(({ tables: _, ...facts }) => JSON.stringify(facts))).size;
const told = (facts: ScrubFacts): readonly string[] => checkClaim(facts).map(({ code }) => code);

test('every edit has a code of its own, and no cases stand for an edit that is not there', () => {
  const codes = edits.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect([...casesByEdit.keys()].filter((code) => !codes.includes(code))).toEqual([]);
});

describe('ten that hold and ten that pass', () => {
  test.each(edits.map((edit) => [edit.code, edit] as const))('%s', (code, edit) => {
    const { hold, pass } = casesByEdit.get(code) ?? { hold: [], pass: [] };
    expect(distinct(hold), 'different cases that hold').toBeGreaterThanOrEqual(10);
    expect(distinct(pass), 'different cases that pass').toBeGreaterThanOrEqual(10);
    const silent = hold.map((facts, i) => (told(facts).includes(code) ? -1 : i)).filter((i) => i >= 0);
    const loud = pass.map((facts, i) => (told(facts).includes(code) ? i : -1)).filter((i) => i >= 0);
    expect({ silent, loud }, edit.says).toEqual({ silent: [], loud: [] });
  });
});

test('what is said has no empty place left, and names the line that it is of', () => {
  for (const { hold } of casesByEdit.values())
    for (const facts of hold)
      for (const finding of checkClaim(facts)) {
        expect(`${finding.says} ${finding.fix}`).not.toMatch(/\{\w+\}/);
        const numbers = new Set(facts.claim.lines.map(({ number }) => number));
        expect(finding.lines.every((number) => numbers.has(number))).toBe(true);
      }
});
