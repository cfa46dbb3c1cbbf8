import { expect, test } from 'vitest';
import { inWords } from './words.ts';

test('a summary is told as what happened', () => {
  expect(inWords('Post a remit', 'applied')).toBe('Posted a remit');
  expect(inWords('Undo the posting of a remit', 'applied')).toBe('Undid the posting of a remit');
  expect(inWords('Untie a deposit', 'applied')).toBe('Untied a deposit');
  expect(inWords('Verify the record', 'read')).toBe('Verified the record');
  expect(inWords('Post a remit', 'refused')).toBe('Was refused: Post a remit');
  expect(inWords('Post a remit', 'parked')).toBe('Proposed: Post a remit');
  expect(inWords('ground/gone/command', 'applied')).toBe('ground/gone/command');
});
