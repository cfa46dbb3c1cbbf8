import type { PlainDate } from '@claimwright/core/ground/base';
import { checkRule } from '@claimwright/core/revenue/scrub';
import { expect, test } from 'vitest';
import { differences } from './difference.ts';
import { asForm, draftFrom, faultsOf, idOf, newDraft, tried, withClauses, withRule } from './draft.ts';
import { exampleRule, examples } from './examples.ts';
import { packFile, readPack } from './pack-file.ts';

const today = '2026-03-01' as PlainDate;
const example = (id = 'example-modifier') => {
  const rule = exampleRule(id, today);
  if (rule === undefined) throw new Error('no such example');
  return withRule(draftFrom(rule, 0), { title: rule.title, payers: ['*'] });
};

test.each(examples.map(({ id }) => id))('example %s is a form, and a whole rule once its payers are said', (id) => {
  const draft = example(id);
  expect(draft.clauses?.length).toBeGreaterThan(1);
  expect(faultsOf(draft)).toEqual([]);
  expect(checkRule(tried(draft))).toEqual([]);
  expect(faultsOf(withRule(draft, { payers: [] })).map(({ says }) => says)).toEqual(['The rule names no payer.']);
});

test('what is missing in a new rule is told field by field, and a condition half filled in is no condition', () => {
  expect(faultsOf(newDraft(today)).map(({ field }) => field)).toEqual(['title', 'says', 'because', 'fix', 'source', 'when']);
  const half = withClauses(example(), [...(example().clauses ?? []), { kind: 'fact', fact: 'line.place', is: 'one-of', values: [] }]);
  expect(half.rule.when).toBe(example().rule.when);
  expect(faultsOf(half)).toMatchObject([{ field: 'when', says: 'A condition is not filled in yet.' }]);
  expect(idOf('Therapy: modifier GP (Señor)')).toBe('therapy-modifier-gp-senor');
});

test('an expression that says more than a form can is no form', () => {
  expect(asForm(withRule(example(), { when: 'line.units > line.minutes' }))).toBeUndefined();
  expect(asForm(withRule(example(), { when: '' }))?.clauses).toHaveLength(1);
});

test('a pack goes out as a file and comes in the same; what is no pack is none', () => {
  const rule = tried(example());
  const { name, text } = packFile('Harbor Health 2026', [rule]);
  expect(name).toBe('harbor-health-2026.rules.json');
  expect(readPack(text)).toEqual([{ ...example().rule, pack: 'Harbor Health 2026' }]);
  for (const none of ['', '{}', '[]', '[{"id":"x"}]', '{"rules":[1]}']) expect(readPack(none)).toBeUndefined();
});

test('the difference of two versions is told in words', () => {
  const before = tried(example());
  const after = { ...before, when: before.when.replace('"97140"', '"93000"'), action: 'warn' as const };
  expect(differences(before, after).map(({ name, after }) => `${name}: ${after}`)).toEqual([
    'Condition: the procedure is 97110 or 93000 and none of its modifiers is GP',
    'Action: Warn',
  ]);
  expect(differences(before, before)).toEqual([]);
});
