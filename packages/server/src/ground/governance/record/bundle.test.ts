import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashedText, pathTo } from '@claimwright/core/ground/governance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../../gate/index.ts';
import type { BundleParts } from './bundle.ts';
import { basics, chainOf, gather, pointsOf, within } from './testing/made-record.ts';
import { verifyBundle } from './verifier/verify-record.mjs';
import { openWitness } from './witness-files.ts';

describe('an exported record', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-bundle-'));
  const witness = openWitness({ data: folder });
  const entries = [...chainOf('acts', 14), ...chainOf('reads', 6)];
  const checkpoints = [...pointsOf(entries.slice(0, 14), 7, witness), ...pointsOf(entries.slice(14), 6, witness)];
  let whole = '';
  let picked = '';
  beforeAll(async () => {
    whole = await gather(
      {
        ...{ ...basics, checkpoints, words: [{ chain: 'acts', seq: 2, salt: '5a17', words: 'because the payer called' }] },
        entries: async function* (checkpoint) {
          for (const { body, previous, hash } of within(entries, checkpoint)) yield { body, previous, hash };
        },
      },
      witness,
    );
    const wanted = [entries[2], entries[9], entries[16]].filter((entry) => entry !== undefined);
    picked = await gather(
      {
        ...{ ...basics, checkpoints, words: [], picked: wanted.map(({ chain, seq }) => ({ chain, seq })) },
        entries: async function* (checkpoint) {
          const batch = within(entries, checkpoint);
          const hashes = batch.map(({ hash }) => hash);
          for (const [i, { body, previous, hash, chain, seq }] of batch.entries())
            if (wanted.some((one) => one.chain === chain && one.seq === seq))
              yield { body, previous, hash, path: pathTo(hashes, i, sha256) };
        },
      },
      witness,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds as it is, whole or for single entries', () => {
    expect(verifyBundle(whole)).toMatchObject({ ok: true, entries: 20, findings: [] });
    expect(verifyBundle(picked)).toMatchObject({ ok: true, entries: 3, findings: [] });
    expect(verifyBundle(whole, witness.key).ok).toBe(true);
  });
  test('signed anew with another key, differs from the key that one trusts', () => {
    expect(verifyBundle(whole, 'f'.repeat(64)).findings[0]?.name).toBe('key');
  });
  test('holds where the installation that signed it is gone, with the key that its checkpoints bring', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'claimwright-bundle-'));
    const other = openWitness({ data: elsewhere });
    const parts: BundleParts = {
      ...{ ...basics, checkpoints, words: [] },
      entries: async function* (checkpoint) {
        for (const { body, previous, hash } of within(entries, checkpoint)) yield { body, previous, hash };
      },
    };
    const text = await gather(parts, other);
    expect(verifyBundle(text)).toMatchObject({ ok: true, pinned: false, keys: [other.key, witness.key] });
    // Who trusts both, names both; one alone vouches for its part only.
    expect(verifyBundle(text, other.key, witness.key)).toMatchObject({ ok: true, pinned: true });
    expect(verifyBundle(text, other.key).findings.map(({ name }) => name)).toEqual([
      'checkpoint acts 1',
      'checkpoint acts 2',
      'checkpoint reads 1',
    ]);
    expect(verifyBundle(text, witness.key).findings.map(({ name }) => name)).toEqual(['manifest', 'seal']);
    rmSync(elsewhere, { recursive: true });
  });
  test('something else is no bundle', () => {
    expect(verifyBundle('hello\n')).toMatchObject({ readable: false, ok: false });
  });

  /** What each line is, by its own words: what a finding must name. */
  const namesOf = (text: string): string[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const value = JSON.parse(line);
        if (value.kind === 'entry' || value.kind === 'proved') return `entry ${JSON.parse(value.body).chain} ${JSON.parse(value.body).seq}`;
        if (value.kind === 'checkpoint') return `checkpoint ${JSON.parse(value.text).chain} ${JSON.parse(value.text).n}`;
        if (value.kind === 'words') return `words ${value.chain} ${value.seq}`;
        return value.kind === 'key' ? `key ${value.id}` : value.kind === 'file' ? `file ${value.name}` : value.kind;
      });
  const named = (text: string): string[] => verifyBundle(text).findings.map(({ name }) => name);

  test('10,000 single mutations are all detected, and each names what it touched', () => {
    const unseen: string[] = [];
    for (const [bundle, times] of [
      [whole, 8_000],
      [picked, 2_000],
    ] as const) {
      const names = namesOf(bundle);
      const random = randomFrom(bundle.length);
      for (let i = 0; i < times; i++) {
        const mutation = mutate(bundle.trimEnd().split('\n'), names, i, random);
        const found = named(mutation.text);
        if (!mutation.touched.some((name) => found.includes(name))) unseen.push(`${mutation.how} of ${mutation.touched}: ${found}`);
      }
    }
    expect(unseen).toEqual([]);
  }, 120_000);
});

/** The same numbers each time (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

interface Mutation {
  readonly how: string;
  readonly text: string;
  /** One of these must be named. */
  readonly touched: readonly string[];
}

/** The lines of a whole batch with its checkpoint, where there are any of that line's chain. */
function batchAt(names: readonly string[], at: number): readonly [from: number, to: number] | undefined {
  const to = names.findIndex((name, i) => i >= at && name.startsWith('checkpoint'));
  const from = names.findLastIndex((name, i) => i < to && !name.startsWith('entry')) + 1;
  return to >= 0 && from <= at && from < to ? [from, to] : undefined;
}

/** A whole batch, with the checkpoint that vouches for it: gone, there twice, or in another's place. */
function ofBatch(lines: string[], names: readonly string[], at: number, random: (below: number) => number): Mutation | undefined {
  const [from, to] = batchAt(names, at) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const batch = lines.slice(from, to + 1);
  const touched = names.slice(from, to + 1);
  const rest = lines.toSpliced(from, batch.length);
  const how = random(3);
  if (how === 0) return { how: 'batch dropped', text: joined(rest), touched };
  if (how === 1) return { how: 'batch twice', text: joined(lines.toSpliced(random(lines.length), 0, ...batch)), touched };
  const where = random(rest.length);
  return { how: 'batch moved', text: joined(rest.toSpliced(where < from ? where : where + 1, 0, ...batch)), touched };
}

const joined = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

function mutate(lines: string[], names: readonly string[], turn: number, random: (below: number) => number): Mutation {
  const at = random(lines.length);
  const line = lines[at] ?? '';
  const name = names[at] ?? '';
  const rest = (text: string): string => joined(lines.with(at, text));
  const kind = turn % 9;
  const moved = kind === 8 ? ofBatch(lines, names, at, random) : undefined;
  if (moved) return moved;
  if (kind <= 2) {
    const bytes = Buffer.from(line);
    const where = random(bytes.length);
    bytes[where] = (bytes[where] ?? 0) ^ (1 << random(7));
    // A bit that turns a letter into a line break makes two broken lines out of one: still that line.
    return { how: `bit ${where}`, text: rest(bytes.toString('utf8')), touched: [name] };
  }
  if (kind === 3) return { how: 'drop', text: joined(lines.filter((_, i) => i !== at)), touched: [name] };
  if (kind === 4) return { how: 'duplicate', text: joined(lines.toSpliced(random(lines.length), 0, line)), touched: [name] };
  if (kind === 5) {
    const other = (at + 1 + random(lines.length - 1)) % lines.length;
    return {
      how: `swap with ${names[other]}`,
      text: joined(lines.with(at, lines[other] ?? '').with(other, line)),
      touched: [name, names[other] ?? ''],
    };
  }
  if (kind === 6) {
    const cut = 1 + random(joined(lines).length - 1);
    const text = joined(lines).slice(0, -cut);
    // What is cut: the line that the cut goes through, or the first one that is gone.
    const left = text.split('\n');
    const through = left.length - (left.at(-1) === lines[left.length - 1] ? 0 : 1);
    return { how: `truncate ${cut}`, text, touched: [names[through] ?? 'end'] };
  }
  return forged(lines, names, at, random);
}

/** Somebody who knows the format and has no key: edits a field and hashes anew, or puts in an entry of their own. */
function forged(lines: string[], names: readonly string[], start: number, random: (below: number) => number): Mutation {
  const which = names.flatMap((name, i) => (/^(entry|checkpoint)/.test(name) ? [i] : []));
  const at = which[start % which.length] ?? 0;
  const name = names[at] ?? '';
  const value = JSON.parse(lines[at] ?? '{}');
  if (value.kind === 'checkpoint') {
    const text = value.text.replace(/"to":(\d+)/, (_: string, to: string) => `"to":${Number(to) + 1}`);
    return { how: 'checkpoint edit', text: joined(lines.with(at, JSON.stringify({ ...value, text }))), touched: [name] };
  }
  const body = value.body.replace('dana', ['eve', 'mallory', 'nobody'][random(3)] ?? 'eve');
  const edited = JSON.stringify({ ...value, body, hash: sha256(hashedText(value.previous, body)) });
  if (random(2) === 0) return { how: 'rehashed edit', text: joined(lines.with(at, edited)), touched: [name] };
  return { how: 'forged insert', text: joined(lines.toSpliced(at + random(2), 0, edited)), touched: [name] };
}

test('whatever stands in the parts of a bundle, a finding is named, and nothing fails on it', () => {
  const line = (value: object) => `${JSON.stringify(value)}\n`;
  const manifests: readonly unknown[] = [
    { key: 'KEY', keys: ['KEY'] },
    { checkpoints: 7, entries: {}, files: null, key: 'KEY', keys: ['KEY'], words: [1] },
    { checkpoints: [null], files: [], key: 'KEY', keys: ['KEY'], words: [] },
    [],
  ];
  for (const manifest of manifests)
    for (const more of [
      '',
      line({ kind: 'entry', body: '{"chain":"KEY","seq":"KEY"}', previous: 'KEY', hash: 'KEY' }),
      line({ kind: 'key', id: 'KEY', pem: 7 }),
    ]) {
      const bundle = line({ kind: 'manifest', text: JSON.stringify(manifest), signature: 'KEY' }) + more;
      for (const trusted of [[], ['KEY'], ['0'.repeat(64)]]) {
        const { ok, findings } = verifyBundle(bundle, ...trusted);
        expect({ ok, named: findings.length > 0 }).toEqual({ ok: false, named: true });
      }
    }
});
