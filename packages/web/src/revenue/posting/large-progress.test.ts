import { expect, test } from 'vitest';
import { progressSaid } from './large-progress.tsx';

test('how far a remit of very many claims is, in a sentence', () => {
  expect(progressSaid({ step: 'planned', done: 12_000, of: 100_000 })).toBe('Planned: 12,000 of 100,000 claims.');
  expect(progressSaid({ step: 'posted', done: 100_000, of: 100_000 })).toBe('Posted: 100,000 of 100,000 claims.');
});
