import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-cli-diff-'));
const main = join(import.meta.dirname, 'main.ts');
const golden = join(import.meta.dirname, '../../../../golden/x12/835/pass/plain.edi');
const text = readFileSync(golden, 'latin1');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: string[], input?: Uint8Array) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, 'x12', 'diff', ...args], {
    encoding: 'utf8',
    ...(input ? { input } : {}),
  });
  return { stdout, stderr, status };
};

describe('claimwright x12 diff', () => {
  test('says in words or as JSON what differs, and in its status whether anything does', () => {
    const changed = join(folder, 'b.835.gz');
    writeFileSync(changed, gzipSync(text.replace(/CLP\*([^*]*)\*1\*/, 'CLP*$1*2*').replace('000000001', '000000009')));
    expect(run([golden, golden])).toMatchObject({ status: 0, stderr: '' });
    const { stdout, status } = run([golden, changed]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^claim \S+: claim status 1 → 2\n$/);
    expect(JSON.parse(run(['--json', golden, changed]).stdout)).toMatchObject([
      { kind: 'changed', item: 'claim', at: '2100 CLP02', before: '1', after: '2' },
    ]);
    expect(JSON.parse(run(['--json', '-', golden], Buffer.from(text, 'latin1')).stdout)).toEqual([]);
    expect(run(['--strict', golden, changed]).stdout).toMatch(/interchange control number 000000001 → 000000009/);
  });

  test('what cannot be read is said, and is 2', () => {
    const notes = join(folder, 'notes.txt');
    writeFileSync(notes, 'a shopping list');
    expect(run([golden, notes])).toMatchObject({ status: 2, stderr: `${notes}: this is no X12 file, or nothing of it can be read.\n` });
    expect(run([golden, join(folder, 'none')])).toMatchObject({ status: 2, stdout: '' });
    expect(run(['-', '-']).status).toBe(2);
    expect(run([golden]).status).toBe(2);
  });
});
