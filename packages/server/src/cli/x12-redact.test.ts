import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { demoFiles } from '@claimwright/twin';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-cli-redact-'));
const main = join(import.meta.dirname, 'main.ts');
const packed = join(folder, 'a.837.gz');
const bytes837 = new TextDecoder('latin1').decode(demoFiles('demo', '2026-03-16').claims.bytes837);
writeFileSync(packed, gzipSync(Buffer.from(bytes837, 'latin1')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, 'x12', ...args], { encoding: 'utf8' });
  return { stdout, stderr, status };
};

test('claimwright x12 redact: clean and the same sums, nobody in it, whole or not at all', () => {
  const out = join(folder, 'out.837');
  expect(run('redact', packed, '--out', out)).toMatchObject({ status: 0, stdout: expect.stringMatching(/\d+ elements replaced/) });
  const text = readFileSync(out, 'latin1');
  const people = [...bytes837.matchAll(/NM1\*(?:IL|QC)\*1\*([^*~]{3,})/g)].map(([, name = '']) => name);
  expect(people.length).toBeGreaterThan(10);
  for (const name of people) expect(text).not.toContain(`*${name}*`);
  expect(run('check', out).status).toBe(0);
  expect(run('redact', packed, '--out', out)).toMatchObject({ status: 2, stderr: expect.stringMatching(/is there already/) });
  expect(run('redact', packed, '--out', out, '--force', '--seed', 'one').status).toBe(0);
  const seeded = readFileSync(out, 'latin1');
  expect(seeded).not.toBe(text);
  expect(run('redact', packed, '--out', out, '--force', '--seed', 'one', '--json').status).toBe(0);
  expect(readFileSync(out, 'latin1')).toBe(seeded);
  const notes = join(folder, 'notes.txt');
  writeFileSync(notes, 'a shopping list');
  expect(run('redact', notes, '--out', join(folder, 'none.837')).status).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(['a.837.gz', 'notes.txt', 'out.837']);
}, 60_000);
