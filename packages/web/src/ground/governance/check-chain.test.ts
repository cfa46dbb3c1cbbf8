import { genesis, hashedText } from '@claimwright/core/ground/governance';
import { describe, expect, it } from 'vitest';
import { checkChain, sha256 } from './check-chain.ts';

async function chain(bodies: readonly string[]) {
  const rows: { seq: number; body: string; previous: string; hash: string }[] = [];
  let previous = genesis;
  for (const [at, body] of bodies.entries()) {
    const hash = await sha256(hashedText(previous, body));
    rows.push({ seq: at + 1, body, previous, hash });
    previous = hash;
  }
  return rows;
}

describe('the browser checks the record by itself', () => {
  it('accepts a whole chain, in any order of rows', async () => {
    const rows = await chain(['one', 'two', 'three']);
    expect(await checkChain([...rows].reverse())).toEqual({ checked: 3 });
  });
  it('finds one changed letter', async () => {
    const rows = await chain(['one', 'two', 'three']);
    expect(await checkChain(rows.map((row) => (row.seq === 2 ? { ...row, body: 'twp' } : row)))).toEqual({ checked: 3, brokenAt: 2 });
  });
  it('finds an entry put in place of another', async () => {
    const rows = await chain(['one', 'two', 'three']);
    const other = await chain(['one', 'other', 'three']);
    expect((await checkChain(rows.flatMap((row, at) => (at === 1 ? (other[1] ?? []) : row)))).brokenAt).toBe(3);
  });
});
