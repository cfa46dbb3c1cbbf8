import { expect, test } from 'vitest';
import { boundedTelling, mostOneByOne, windowLasts } from './bounded-telling.ts';
import type { IdentityEvent } from './parts.ts';

function desk() {
  let time = Date.parse('2026-03-02T15:00:00Z');
  const told: IdentityEvent[] = [];
  const timers: (() => void)[] = [];
  const bounded = boundedTelling(
    async (event) => void told.push(event),
    () => time,
    (work) => void timers.push(work),
  );
  const fail = (why: string, userId?: string) =>
    bounded.tell({ what: 'ground/governance/sign-in', outcome: 'refused', userId, details: { why } });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { told, timers, ...bounded, fail, pass };
}

test('ten thousand failures of nobody known are twenty entries and one sum', async () => {
  const { told, fail, pass, timers } = desk();
  for (let i = 0; i < 10_000; i++) await fail(i % 4 === 0 ? 'sign-on: not begun, or too late' : 'password');
  expect(told.length).toBe(mostOneByOne);
  pass(windowLasts);
  for (const due of timers) due();
  await Promise.resolve();
  expect(told.length).toBe(mostOneByOne + 1);
  expect(told.at(-1)).toMatchObject({
    what: 'ground/governance/more-failures',
    outcome: 'refused',
    details: { failures: 9980, why: 'password; sign-on: not begun, or too late', from: '2026-03-02T15:00:00.000Z' },
  });
});

test('a window that is over is summed up by the next failure, and a new one begins', async () => {
  const { told, fail, pass } = desk();
  for (let i = 0; i < 30; i++) await fail('password', 'dana');
  pass(windowLasts);
  await fail('password', 'dana');
  expect(told.slice(mostOneByOne).map(({ what }) => what)).toEqual(['ground/governance/more-failures', 'ground/governance/sign-in']);
  expect(told.at(-2)).toMatchObject({ userId: 'dana', details: { failures: 10 } });
});

test('somebody’s failures do not hide another’s, what succeeds is told always, and nothing is lost when the program ends', async () => {
  const { told, fail, tell, flush } = desk();
  for (let i = 0; i < 50; i++) await fail('password');
  await fail('password', 'dana');
  await tell({ what: 'ground/governance/sign-in', outcome: 'applied', userId: 'dana', details: { proof: 'password' } });
  expect(told.slice(mostOneByOne).map(({ userId, outcome }) => [userId, outcome])).toEqual([
    ['dana', 'refused'],
    ['dana', 'applied'],
  ]);
  await flush();
  expect(told.at(-1)).toMatchObject({ details: { failures: 30 } });
  await flush();
  expect(told.length).toBe(mostOneByOne + 3);
});
