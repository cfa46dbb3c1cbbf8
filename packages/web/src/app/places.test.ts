import { expect, test } from 'vitest';
import { floors, places } from './places.ts';

test('each place has a key of its own after g, and getting started and training keep theirs', () => {
  const keys = places.map(({ key }) => key);
  expect(new Set([...keys, 'g', 't']).size).toBe(keys.length + 2);
});

test('places stand floor by floor, work first', () => {
  const rank = (id: string) => floors.findIndex((floor) => floor.id === id);
  const ranks = places.map(({ floor }) => rank(floor));
  expect(ranks).toEqual([...ranks].sort());
});
