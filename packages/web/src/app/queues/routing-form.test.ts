import { noRouting } from '@claimwright/core/revenue/scrub';
import { expect, test } from 'vitest';
import { choiceOf, ownerChosen, owners, queuesFor, withKind, withOwner } from './routing-form.ts';

const people = [{ id: '7', name: 'Ada Fern' }];

test('a queue is given to a role or a person, and back as it came', () => {
  for (const choice of ['role coder', 'person 7', '']) expect(choiceOf(ownerChosen(choice))).toBe(choice);
  expect(ownerChosen('role nobody')).toBeUndefined();
  const given = withOwner(noRouting, 'eligibility', { person: '7' });
  expect(given.owners).toEqual({ eligibility: { person: '7' } });
  expect(withOwner(given, 'eligibility', undefined)).toEqual(noRouting);
});

test('whoever works here no more is shown where the queue is still theirs', () => {
  const groups = (id: string) => owners('coder', withOwner(noRouting, 'coder', { person: id }), people).map(({ group }) => group);
  expect(groups('7')).not.toContain('Gone');
  expect(groups('8')).toContain('Gone');
});

test('a kind of finding goes to another queue, and as it comes again; a code that was routed by its own stays', () => {
  const own = withKind({ ...noRouting, kinds: { 'signature-missing': 'coder' } }, 'teeth', 'frequency');
  expect(own.kinds).toEqual({ 'signature-missing': 'coder', teeth: 'frequency' });
  expect(withKind(own, 'teeth', '').kinds).toEqual({ 'signature-missing': 'coder' });
  expect(queuesFor('teeth')[0]).toEqual({ value: '', label: 'As it comes: Coder review' });
});
