import { expect, test } from 'vitest';
import { checkClaim } from './index.ts';
import { seedings } from './testing/seeded.ts';
import { chance } from './testing/seeding.ts';

const seeds = Array.from({ length: 200 }, (_, seed) => ({ seed, seeding: seedings[seed % seedings.length] }));

test('two hundred errors made on purpose in medical, dental and optometry claims are all found', () => {
  const missed = seeds.flatMap(({ seed, seeding }) => {
    if (seeding === undefined) return [`${seed}: none`];
    const codes = checkClaim(seeding.wrong(chance(seed))).map(({ code }) => code);
    return codes.includes(seeding.code) ? [] : [`${seed}: ${seeding.code}, found ${codes.join(' ')}`];
  });
  expect(missed).toEqual([]);
  expect(new Set(seeds.map(({ seeding }) => seeding?.kind))).toEqual(new Set(['medical', 'dental', 'optometry']));
});

test('nothing is found at two hundred that are clean close beside them', () => {
  const loud = seeds.flatMap(({ seed, seeding }) => {
    const found = seeding === undefined ? [] : checkClaim(seeding.near(chance(seed + 1_000)));
    return found.length === 0 ? [] : [`${seed}: ${seeding?.code}, found ${found.map(({ code }) => code).join(' ')}`];
  });
  expect(loud).toEqual([]);
});

test('sixty errors made on purpose in dental claims are all found, each of its kind, and none at sixty that are clean', () => {
  const ofTeeth = seedings.filter(({ kind }) => kind === 'dental');
  const sixty = Array.from({ length: 60 }, (_, i) => ({ seed: 5_000 + i, seeding: ofTeeth[i % ofTeeth.length] }));
  const missed = sixty.flatMap(({ seed, seeding }) => {
    const codes = seeding === undefined ? [] : checkClaim(seeding.wrong(chance(seed))).map(({ code }) => code);
    return seeding !== undefined && codes.includes(seeding.code) ? [] : [`${seed}: ${seeding?.code}, found ${codes.join(' ')}`];
  });
  const loud = sixty.flatMap(({ seed, seeding }) => (seeding === undefined ? [] : checkClaim(seeding.near(chance(seed + 500)))));
  expect([missed, loud.map(({ code }) => code)]).toEqual([[], []]);
  expect(new Set(ofTeeth.map(({ code }) => code)).size).toBeGreaterThan(12);
});
