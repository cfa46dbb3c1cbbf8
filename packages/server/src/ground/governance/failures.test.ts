import { expect, test } from 'vitest';
import { countFailures } from './failures.ts';

test('five tries are free, then each failure doubles the wait, and a success forgives', () => {
  let now = 0;
  const failures = countFailures(() => now);
  for (let i = 0; i < 4; i++) failures.failed('dana');
  expect(failures.waitFor('dana')).toBe(0);
  failures.failed('dana');
  expect(failures.waitFor('dana', '10.0.0.1')).toBe(15_000);
  now = 15_000;
  expect(failures.waitFor('dana')).toBe(0);
  failures.failed('dana');
  expect(failures.waitFor('dana')).toBe(30_000);
  for (let i = 0; i < 20; i++) failures.failed('dana');
  expect(failures.waitFor('dana')).toBe(900_000);
  failures.succeeded('dana');
  expect(failures.waitFor('dana')).toBe(0);
});

test('old failures are forgotten', () => {
  let now = 0;
  const failures = countFailures(() => now);
  for (let i = 0; i < 9; i++) failures.failed('dana');
  now = 3_600_000;
  failures.failed('dana');
  expect(failures.waitFor('dana')).toBe(0);
});
