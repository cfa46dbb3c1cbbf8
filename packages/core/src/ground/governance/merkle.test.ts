import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walkCheckpoints } from './checkpoint-walk.ts';
import { merkleRoot, pathTo, rootOfPath } from './merkle.ts';
import { type ChainEntry, genesis, hashedText, walkChain } from './record.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const leaves = (count: number): string[] => Array.from({ length: count }, (_, i) => sha256(`leaf ${i}`));

describe('a Merkle root', () => {
  test('is reached from every leaf by its path, and from nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (count, at, other) => {
        const all = leaves(count);
        const index = at % count;
        const path = pathTo(all, index, sha256);
        const root = merkleRoot(all, sha256);
        expect(rootOfPath(all[index] ?? '', path, sha256)).toBe(root);
        if (other % count !== index) expect(rootOfPath(all[other % count] ?? '', path, sha256)).not.toBe(root);
      }),
    );
  });
  test('changes with any leaf, and with their order', () => {
    const root = merkleRoot(leaves(9), sha256);
    expect(merkleRoot(leaves(9).with(4, sha256('x')), sha256)).not.toBe(root);
    expect(merkleRoot(leaves(9).reverse(), sha256)).not.toBe(root);
  });
});

/** A chain whose bodies say their number and a word. */
function chain(words: readonly string[]): ChainEntry[] {
  let previous = genesis;
  return words.map((word, i) => {
    const body = `{"seq":${i + 1},"what":"${word}"}`;
    const entry = { seq: i + 1, body, previous, hash: sha256(hashedText(previous, body)) };
    previous = entry.hash;
    return entry;
  });
}
const walked = (entries: readonly ChainEntry[], head?: string) => {
  const walk = walkChain(sha256, { seq: 0, hash: genesis });
  for (const entry of entries) walk.take(entry);
  return walk.end(head).map(({ seq }) => seq);
};
const rehashed = (entry: ChainEntry, body: string): ChainEntry => ({ ...entry, body, hash: sha256(hashedText(entry.previous, body)) });

describe('a walk along a chain', () => {
  const whole = chain(['a', 'b', 'c', 'd', 'e', 'f']);
  const head = whole.at(-1)?.hash;
  test('finds nothing where nothing was changed', () => expect(walked(whole, head)).toEqual([]));
  test.each([0, 1, 2, 3, 4, 5])('names entry %i when its body was changed, hashed anew or not', (i) => {
    const entry = whole[i];
    if (!entry) throw new Error('no entry');
    const body = entry.body.replace(/"what":"."/, '"what":"z"');
    expect(walked(whole.with(i, { ...entry, body }), head)).toEqual([i + 1]);
    // The last one's successor is the head that is kept elsewhere.
    if (i < 5) expect(walked(whole.with(i, rehashed(entry, body)), head)).toEqual([i + 1]);
  });
  test('names the gap', () => expect(walked(whole.toSpliced(2, 2), head)).toEqual([3]));
});

describe('checkpoints', () => {
  const whole = chain(['a', 'b', 'c', 'd']);
  const checkpoint = {
    ...{ v: 1 as const, tenant: 't', chain: 'acts' as const, n: 1, from: 1, to: 4, previous: genesis, head: whole[3]?.hash ?? '' },
    ...{
      root: merkleRoot(
        whole.map(({ hash }) => hash),
        sha256,
      ),
      at: 'then',
      before: genesis,
      key: 'k',
      publicKey: 'p',
    },
  };
  const marks = whole.map(({ hash }) => hash.slice(0, 12)).join('');
  const says = (entries: readonly ChainEntry[]) => {
    const walk = walkCheckpoints([{ checkpoint, marks }], sha256);
    for (const { seq, hash } of entries) walk.take(seq, hash);
    return walk.end().map((one) => one.says);
  };
  test('hold what was signed', () => expect(says(whole)).toEqual([]));
  test('name the first entry of a chain that was written anew', () => {
    expect(says([...whole.slice(0, 2), ...chain(['a', 'b', 'x', 'd']).slice(2)])).toEqual([
      'entry 3 is not the one that was signed on then, and so are 1 that follow it',
    ]);
  });
  test('tell of a chain that was cut', () => {
    expect(says(whole.slice(0, 2))).toContain('entries 3 to 4 are missing: a checkpoint of then says that they were written');
  });
});
