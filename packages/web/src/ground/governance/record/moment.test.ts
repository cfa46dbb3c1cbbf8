import { expect, test } from 'vitest';
import { instantOf, typedOf } from './moment.ts';

test('a moment that was typed is its end: what happened in that minute, or second, had happened', () => {
  expect(instantOf('2026-03-02', '15:00')).toBe(new Date('2026-03-02T15:00:59.999').toISOString());
  expect(instantOf('2026-03-02', '15:00:07')).toBe(new Date('2026-03-02T15:00:07.999').toISOString());
  expect(instantOf('', '15:00')).toBeUndefined();
});

test('an instant is shown as it would be typed here', () => {
  expect(typedOf(new Date('2026-03-02T09:05:00').toISOString())).toEqual({ day: '2026-03-02', time: '09:05' });
  const typed = typedOf(new Date('2026-03-02T09:05:07.250').toISOString());
  expect(typed).toEqual({ day: '2026-03-02', time: '09:05:07' });
  // Shown and sent again, the moment does not fall before what happened in it.
  expect(Date.parse(instantOf(typed.day, typed.time) ?? '')).toBeGreaterThanOrEqual(
    Date.parse(new Date('2026-03-02T09:05:07.250').toISOString()),
  );
});
