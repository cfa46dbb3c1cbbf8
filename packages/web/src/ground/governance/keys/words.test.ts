import { expect, test } from 'vitest';
import { keeperWords, share, verdictOf } from './words.ts';

const proof = { values: { 2: 10 }, documents: { 2: 3 }, opened: 13, failed: 0 };

test('a proof is good only where all was readable and nothing needs an older key', () => {
  expect(verdictOf({ toVersion: 2, proof }).tone).toBe('good');
  expect(verdictOf({ toVersion: 2, proof: { ...proof, failed: 1 } }).tone).toBe('stop');
  expect(verdictOf({ toVersion: 2, proof: { ...proof, documents: { 1: 1, 2: 2 } } }).tone).toBe('work');
  expect(verdictOf({ toVersion: 2, proof: { ...proof, values: { clear: 1, 2: 2 } } }).tone).toBe('work');
  expect(verdictOf({ toVersion: 2, proof: { ...proof, documents: { lost: 1, 2: 2 } } })).toEqual({
    tone: 'work',
    says: 'All is readable but for documents whose bytes are lost',
  });
  expect(verdictOf({ toVersion: 2 }).tone).toBe('work');
});

test('progress is told before it is known how much there is', () => {
  expect(share({ resealed: 0, total: 0 })).toBe(0);
  expect(share({ resealed: 1, total: 3 })).toBe(33);
  expect(share({ resealed: 3, total: 3 })).toBe(100);
});

test('every keeper has a name', () => {
  for (const kind of ['local', 'aws-kms', 'azure-key-vault', 'vault']) expect(keeperWords(kind)).not.toBe(kind);
});
