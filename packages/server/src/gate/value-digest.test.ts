import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestInTurns, digestOfValue } from './value-digest.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the digest of a value', () => {
  it.each<[string, unknown, string]>([
    ['what is plain', { a: 1, rows: [{ b: '{}' }, {}], none: null }, '"a":1"rows":{"b":"{}"},{},"none":null'],
    ['nothing', undefined, 'nothing'],
    ['a map, by what is in it', { m: new Map([['k', { s: new Set([1]) }]]) }, '"m":{"map":[["k",{"s":{"set":[1]}}]]}'],
    ['a big number', { rows: [{ n: 5n }] }, '"rows":{"n":"5n"},'],
    ['a map beside what is empty', [{}, new Map()], '[{},{"map":[]}]'],
  ])('spells %s', async (_what, value, text) => {
    expect(digestOfValue(value)).toBe(sha256(text));
    expect(await digestInTurns(value)).toBe(sha256(text));
  });
});
