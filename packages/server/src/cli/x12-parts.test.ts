import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoFiles } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-cli-parts-'));
const main = join(import.meta.dirname, 'main.ts');
const claims = join(folder, 'a.837');
const remit = join(folder, 'a.835');

beforeAll(() => {
  const files = demoFiles('demo', '2026-03-16');
  writeFileSync(claims, files.claims.bytes837);
  writeFileSync(remit, files.remits[0]?.bytes835 ?? '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, 'x12', ...args], { encoding: 'utf8' });
  return { stdout, stderr, status };
};

describe('claimwright x12 split and merge', () => {
  test('40 claims in three files, and back into one that means the same', () => {
    const out = join(folder, 'parts');
    const split = run('split', claims, '--out', out, '--claim-count', '15', '--json');
    expect(split.status).toBe(0);
    expect(JSON.parse(split.stdout).map(({ claims: count }: { claims: number }) => count)).toEqual([15, 15, 10]);
    const parts = readdirSync(out).map((name) => join(out, name));
    expect(parts).toHaveLength(3);
    expect(run('check', ...parts)).toMatchObject({ status: 0 });
    const whole = join(folder, 'whole.837');
    expect(run('merge', ...parts, '--out', whole)).toMatchObject({ status: 0, stdout: `${whole}: 3 sets of 3 files\n` });
    expect(run('diff', claims, whole)).toMatchObject({ status: 0 });
    // A file twice is said, and the whole is numbered as asked.
    const twice = run('merge', ...parts, parts[0] ?? '', '--out', whole, '--force', '--control', '77');
    expect(twice).toMatchObject({ status: 0, stderr: expect.stringMatching(/15 claims stand twice .* and others/) });
    expect(readFileSync(whole, 'latin1').split('*')[13]).toBe('000000077');
    expect(twice.stderr).not.toContain('ISA13');
    expect(run('merge', ...parts, '--out', whole, '--force').stderr).toMatch(/control number \d{9} \(ISA13\) is that of one of the files/);
  }, 60_000);

  test('nothing is replaced unasked, nothing half is left, and an 835 is not taken apart', () => {
    const out = join(folder, 'once');
    expect(run('split', claims, '--out', out).status).toBe(0);
    const before = readdirSync(out);
    const again = run('split', claims, '--out', out, '--by', 'payer', '--force');
    expect(again.status).toBe(0);
    const refused = run('split', claims, '--out', out);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringMatching(/is there already: nothing was written/) });
    const payment = run('split', remit, '--out', join(folder, 'payment'), '--claim-count', '1');
    expect(payment).toMatchObject({ status: 2, stderr: expect.stringMatching(/BPR02: .* one payment: .* by set/) });
    const notes = join(folder, 'notes.txt');
    writeFileSync(notes, 'a shopping list');
    const kept = join(folder, 'kept.837');
    writeFileSync(kept, 'mine');
    expect(run('merge', claims, notes, '--out', kept, '--force').status).toBe(2);
    expect(run('merge', claims, '--out', kept).status).toBe(2);
    expect(readFileSync(kept, 'utf8')).toBe('mine');
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.part'));
    expect(left).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
  }, 60_000);
});
