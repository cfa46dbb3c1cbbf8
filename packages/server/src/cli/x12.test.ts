import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { demoFiles } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-cli-'));
const main = join(import.meta.dirname, 'main.ts');
const files = {
  claims: join(folder, 'a.837'),
  packed: join(folder, 'a.837.gz'),
  remit: join(folder, 'clean.835'),
  parked: join(folder, 'parked.835'),
  text: join(folder, 'notes.txt'),
};

beforeAll(() => {
  const { claims, remits } = demoFiles('demo', '2026-03-16');
  const bytesOf = (disposition: string) => remits.find(({ truth }) => truth.disposition === disposition)?.bytes835 ?? '';
  writeFileSync(files.claims, claims.bytes837);
  writeFileSync(files.packed, gzipSync(claims.bytes837));
  writeFileSync(files.remit, bytesOf('post'));
  writeFileSync(files.parked, bytesOf('parked'));
  writeFileSync(files.text, 'a shopping list');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: string[], input?: Uint8Array) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, 'x12', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input ? { input } : {}),
  });
  return { stdout, stderr, status };
};

describe('claimwright x12', () => {
  test('summary --json: one array, an object for each file, an entry for each ST', () => {
    const { stdout, status } = run(['summary', '--json', files.claims, files.packed, files.remit]);
    const told = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(told.map(({ file }: { file: string }) => file)).toEqual([files.claims, files.packed, files.remit]);
    expect(told[1].sets).toEqual(told[0].sets);
    expect(told[0]).toMatchObject({
      interchanges: 1,
      sets: [{ set: '837', version: '005010X222A1', claims: 40, paid: null, payment: null, balanced: true, findings: 0 }],
    });
    const keys = [
      'set',
      'version',
      'control',
      'claims',
      'serviceLines',
      'charged',
      'paid',
      'adjusted',
      'providerAdjustments',
      'payment',
      'balanced',
      'findings',
    ];
    for (const { sets } of told) for (const set of sets) expect(Object.keys(set)).toEqual(keys);
    expect(told[2].sets[0].payment).toMatch(/^-?\d+\.\d\d$/);
  });

  test('standard input, packed or not, reads like the file', () => {
    const [file] = JSON.parse(run(['summary', '--json', files.claims]).stdout);
    for (const path of [files.claims, files.packed]) {
      const [piped] = JSON.parse(run(['summary', '--json', '-'], readFileSync(path)).stdout);
      expect(piped).toEqual({ ...file, file: '-' });
    }
  });

  test('the exit status: 1 for errors, 2 for what cannot be read, the worst of several files', () => {
    expect(run(['summary', files.parked]).status).toBe(1);
    expect(run(['check', files.parked]).stdout).toMatch(/error BPR02/);
    const unreadable = run(['summary', '--json', files.remit, files.text, files.parked]);
    expect(unreadable.status).toBe(2);
    expect(unreadable.stderr).toMatch(/notes\.txt: this is no X12 file/);
    expect(JSON.parse(unreadable.stdout)).toHaveLength(3);
    const missing = run(['check', join(folder, 'missing.835')]);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toMatch(/there is no such file/);
    expect(missing.stderr).not.toMatch(/[.]ts:/);
    expect(run(['summary']).status).toBe(2);
    expect(run(['check', '-'], gzipSync(Buffer.alloc(100_000, 'x')).subarray(0, 50)).stderr).toMatch(/damaged or cut off/);
  });

  test('summary --json says what the status is for: errors outside of sets, and why a file cannot be read', () => {
    const sound = readFileSync(files.remit, 'latin1');
    const said = (text: string) => {
      const { stdout, status } = run(['summary', '--json', '-'], Buffer.from(text, 'latin1'));
      const [{ findings, sets, error }] = JSON.parse(stdout);
      return { status, findings, sets: sets.map((set: { findings: number }) => set.findings), error };
    };
    const clean = { status: 0, findings: 0, sets: [0] };
    expect(said(sound)).toEqual(clean);
    expect(said(sound.replace(/GE\*1\*/, 'GE*7*'))).toEqual({ ...clean, status: 1, findings: 1 });
    expect(said(sound.replace(/IEA\*1\*/, 'IEA*7*'))).toEqual({ ...clean, status: 1, findings: 1 });
    expect(said(sound.replace(/^((?:[^*]*\*){14})[01]\*/, '$1*'))).toEqual({ ...clean, status: 1, findings: 1 });
    expect(run(['summary', '-'], Buffer.from(sound.replace(/GE\*1\*/, 'GE*7*'), 'latin1')).stdout).toMatch(
      /1 set, 1 error outside of sets\n/,
    );
    const told = JSON.parse(run(['summary', '--json', files.text, join(folder, 'missing.835'), files.remit]).stdout);
    expect(told.map(({ error }: { error?: string }) => error)).toEqual([
      'this is no X12 file, or nothing of it can be read.',
      'there is no such file.',
      undefined,
    ]);
    expect(Object.keys(told[2])).toEqual(['file', 'interchanges', 'findings', 'sets']);
  });

  test('explain and json go on to the end', () => {
    expect(run(['explain', files.remit]).stdout).toMatch(/CLP/);
    expect(JSON.parse(run(['json', files.remit]).stdout).at(-1)).toMatchObject({ kind: 'setEnd' });
  });
});

describe('claimwright x12 check --overlay', () => {
  test('holds claims to a companion guide, and says what is wrong with the guide itself', () => {
    const guide = join(folder, 'guide.json');
    const rules = [{ at: '2400', most: 1, says: 'One line a claim.' }];
    writeFileSync(guide, JSON.stringify({ name: 'Cedar Mutual', set: '837', version: '005010X222', rules }));
    expect(run(['check', files.claims]).status).toBe(0);
    const { stdout, status } = run(['check', files.claims, '--overlay', guide]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/error 2400 .*One line a claim\. Cedar Mutual asks for it\./);
    writeFileSync(guide, JSON.stringify({ name: 'Cedar Mutual', set: '837', version: '005010X222', rules: [{ at: '2400 CLP01' }] }));
    const wrong = run(['check', files.claims, '--overlay', guide]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/rules\[0\]: 2400 CLP01 is not in this set/);
  });
});

describe('claimwright x12 check --codes', () => {
  test('holds codes to tables as of the day of service, of a folder too, and says what was not checked', () => {
    expect(run(['check', files.claims]).stdout).toMatch(/0 errors, 0 warnings; level 5 not checked: no code tables\n$/);
    const tables = mkdtempSync(join(folder, 'tables-'));
    const day = '2020-01-01';
    writeFileSync(join(tables, 'places.csv'), 'POS code,name\n11,Office\n');
    writeFileSync(join(tables, 'readme.md'), 'nothing of the sort');
    const known = run(['check', files.claims, '--codes', tables]);
    expect(known).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/0 errors, 0 warnings; level 5 not checked of: .*procedure\n$/),
    });
    expect(known.stderr).toMatch(/readme\.md: /);
    writeFileSync(join(tables, 'own.csv'), `code,type,from,to\n99213,procedure,,${day}\n`);
    const past = run(['check', files.claims, '--codes', join(tables, 'own.csv')]);
    expect(past.status).toBe(1);
    expect(past.stdout).toMatch(/error 2400 SV101-2 .*holds 99213, which is no procedure on 20\d\d-\d\d-\d\d\. It is not in the list/);
    expect(run(['check', files.claims, '--codes', join(tables, 'none')])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no such file/),
    });
  }, 60_000);
});

describe('claimwright x12 ack', () => {
  test('answers claims with a 999, a TA1 and a 277CA that our own check finds clean', () => {
    const answers = { out999: join(folder, 'answer.999'), claims: join(folder, 'answer.277') };
    const { stdout, status } = run([
      'ack',
      files.claims,
      '--out-999',
      answers.out999,
      '--ta1',
      '--out-277ca',
      answers.claims,
      '--control',
      '42',
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/group \d+ \(HC\): accepted, 1 of 1 sets accepted/);
    expect(stdout).toMatch(/40 claims accepted, 0 rejected/);
    const checked = run(['check', answers.out999, answers.claims]);
    expect(checked.stdout.match(/1 set, 0 errors, 0 warnings/g)).toHaveLength(2);
    expect(checked.status).toBe(0);
    expect(readFileSync(answers.out999, 'latin1')).toMatch(/~TA1\*\d{9}\*\d{6}\*\d{4}\*A\*000~GS\*FA/);
  });

  test('names the segment that is damaged, and has no answer to what cannot be read', () => {
    const damaged = readFileSync(files.claims, 'latin1').replace(/CLM\*([^*]+)\*[^*]+/, 'CLM*$1*x');
    const { stdout, status } = run(['ack', '-'], Buffer.from(damaged, 'latin1'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/CLM, segment \d+ in 2300 \(IK304 8\) element 2 \(IK403 6\)/);
    expect(run(['ack', files.text]).status).toBe(2);
  });
});
