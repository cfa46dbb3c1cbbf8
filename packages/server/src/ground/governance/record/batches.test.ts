import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChainName } from '@claimwright/core/ground/governance';
import { afterAll, describe, expect, test } from 'vitest';
import type { BundleCheckpoint, BundleParts } from './bundle.ts';
import { basics, chainOf, gather, pointsOf, tenant, within } from './testing/made-record.ts';
import { verifyBundle } from './verifier/verify-record.mjs';
import { openWitness } from './witness-files.ts';

const strange = '01900000-0000-7000-8000-000000000002';

/** What an honest program exports, with its real key, of a store from which somebody took batches together with their checkpoints. */
describe('a bundle of a store that lacks whole batches', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-batches-'));
  const [witness, other] = ['own', 'other'].map((name) => openWitness({ data: join(folder, name) }));
  if (!witness || !other) throw new Error('no key');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const entries = [...chainOf('acts', 15), ...chainOf('reads', 6)];
  const acts = pointsOf(entries.slice(0, 15), 3, witness);
  const reads = pointsOf(entries.slice(15), 3, witness);
  const ends = [acts.at(-1), reads.at(-1)].filter((one) => one !== undefined);
  const whole: BundleParts = {
    ...{ ...basics, checkpoints: [...acts, ...reads], ends, words: [] },
    entries: async function* (checkpoint) {
      for (const { body, previous, hash } of within(entries, checkpoint)) yield { body, previous, hash };
    },
  };
  const found = async (parts: BundleParts): Promise<string[]> =>
    verifyBundle(await gather(parts, witness), witness.key).findings.map(({ name, says }) => `${name}: ${says}`);
  const without = (chain: ChainName, ...gone: readonly number[]): BundleParts => ({
    ...whole,
    checkpoints: whole.checkpoints.filter(({ checkpoint }) => checkpoint.chain !== chain || !gone.includes(checkpoint.n)),
  });

  test('holds where nothing is missing', async () => expect(await found(whole)).toEqual([]));

  test.each([
    ['the first', without('acts', 1), ['checkpoint acts 1: it is missing, with entries 1 to 3']],
    ['one in the middle', without('acts', 3), ['checkpoint acts 3: it is missing, with entries 7 to 9']],
    ['the last', without('acts', 5), ['checkpoint acts 5: it is missing, with entries 13 to 15']],
    [
      'several',
      without('acts', 2, 3, 5),
      ['checkpoint acts 2: it is', 'checkpoint acts 3: it is', 'checkpoint acts 5: it is missing, with'],
    ],
    ['a chain’s only ones', without('reads', 1, 2), ['checkpoint reads 1: it is missing', 'checkpoint reads 2: it is missing']],
  ])('%s is named', async (_which, parts, names) => {
    const said = await found(parts);
    expect(said).toHaveLength(names.length);
    for (const [i, name] of names.entries()) expect(said[i]).toContain(name);
  });

  test('a span of time is held by the checkpoints around it: its first and its last batch cannot be left out', async () => {
    const beside = (n: number, place: 'before' | 'after') =>
      acts.filter(({ checkpoint }) => checkpoint.n === n).map((one) => ({ ...one, place }));
    const of = (first: number, last: number): BundleParts => ({
      ...{ ...whole, asked: { from: '2026-03-01', to: '2026-03-02' } },
      ends: ends.slice(0, 1),
      checkpoints: acts.filter(({ checkpoint: { n } }) => n >= first && n <= last),
    });
    expect(await found({ ...of(2, 4), beside: [...beside(1, 'before'), ...beside(5, 'after')] })).toEqual([]);
    expect(await found({ ...of(3, 4), beside: [...beside(1, 'before'), ...beside(5, 'after')] })).toEqual([
      expect.stringContaining('checkpoint acts 2: it is missing, with entries 4 to 6'),
    ]);
    expect(await found({ ...of(2, 3), beside: [...beside(1, 'before'), ...beside(5, 'after')] })).toEqual([
      expect.stringContaining('checkpoint acts 4: it is missing, with entries 10 to 12'),
    ]);
    // The last of all, after which nothing stands: the second place knows it.
    expect(await found({ ...of(2, 4), beside: beside(1, 'before') })).toEqual([
      expect.stringContaining('checkpoint acts 5: it is missing'),
    ]);
  });

  test('a checkpoint of another practice, in the place of the own one, is named though the same key signed it', async () => {
    const theirs = pointsOf(chainOf('acts', 15, strange), 3, witness, strange);
    const swapped = acts.map((one, i) => (i === 2 ? (theirs[2] ?? one) : one));
    const said = await found({ ...whole, checkpoints: [...swapped, ...reads] });
    expect(said).toContain(`checkpoint acts 3: it is of another practice, ${strange}`);
    // With its entries, too.
    const both = await found({ ...whole, checkpoints: [...theirs, ...reads], entries: ofBoth(theirs) });
    expect(both.filter((one) => one.includes(`another practice, ${strange}`)).length).toBeGreaterThan(15);
    expect(both.join()).not.toContain(tenant);
  });
  const ofBoth = (theirs: readonly BundleCheckpoint[]): BundleParts['entries'] =>
    async function* (checkpoint) {
      const from = theirs.some((one) => one.checkpoint === checkpoint) ? chainOf('acts', 15, strange) : entries;
      for (const { body, previous, hash } of within(from, checkpoint)) yield { body, previous, hash };
    };

  test('a last batch that was written anew after the old one was cut off is not the one that the second place held', async () => {
    const cut = pointsOf(entries.slice(0, 14), 3, witness);
    expect(await found({ ...whole, checkpoints: [...cut, ...reads] })).toContain(
      'checkpoint acts 5: it is not the one that the second place held when this was exported',
    );
  });

  test('one that encloses the trusted key and is signed with another is named: manifest, seal and every checkpoint', async () => {
    const forged = pointsOf(entries.slice(0, 15), 3, other);
    // The trusted key is enclosed because one checkpoint of its is brought along.
    const text = await gather({ ...whole, checkpoints: [...forged, ...reads], ends: [] }, other);
    expect(text).toContain(`"id":"${witness.key}"`);
    expect(verifyBundle(text)).toMatchObject({ ok: true, pinned: false });
    const names = verifyBundle(text, witness.key).findings.map(({ name }) => name);
    expect(names).toEqual(['manifest', 'seal', ...forged.map(({ checkpoint: { n } }) => `checkpoint acts ${n}`)]);
  });
});
