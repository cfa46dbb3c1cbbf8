import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-deid-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const run = (args: string[], input = '') => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), 'deid', ...args], {
    encoding: 'utf8',
    input,
  });
  return { stdout, stderr, status };
};
const note = 'Ms. Oduya (MRN: 0044821) has Graves disease.\nSeen 03/14/2024.';

describe('claimwright deid', () => {
  test('--json: where it stands, by character offset', () => {
    const { stdout, status } = run([file('note.txt', note), '--json']);
    const spans: { from: number; to: number; class: string; token: string }[] = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(spans.map(({ from, to, class: as }) => `${as} ${note.slice(from, to)}`)).toEqual([
      'NAME Oduya',
      'MRN 0044821',
      'DATE 03/14/2024',
    ]);
    expect(Object.keys(spans[0] ?? {})).toEqual(['from', 'to', 'class', 'token']);
    expect(spans[0]?.token).toMatch(/^\[NAME-[0-9a-f]{8}\]$/);
  });

  test('an offset counts characters, as Python does: an emoji is one, an accent of its own is one', () => {
    const text = '😀👍🏽 Señora Núñez (MRN: 0044821)\r\nwrote 𝒳 to Jose\u0301 Oduya on 03/14/2024 🎉';
    const { stdout } = run([file('emoji.txt', text), '--json']);
    const spans: { from: number; to: number; class: string }[] = JSON.parse(stdout);
    const characters = [...text];
    expect(spans.map(({ from, to }) => characters.slice(from, to).join(''))).toEqual([
      'Núñez',
      '0044821',
      'Jose\u0301 Oduya',
      '03/14/2024',
    ]);
  });

  test('without it: the text with tokens in their place, from standard input too', () => {
    const { stdout, status } = run(['-'], note);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Ms\. \[NAME-\w{8}\] \(MRN: \[MRN-\w{8}\]\) has Graves disease\.\nSeen \[DATE-\w{8}:2024\]\.$/);
  });

  test('tokens come from chance: twice the same text, other tokens', () => {
    expect(run(['-'], note).stdout).not.toBe(run(['-'], note).stdout);
  });

  test('known people are always found', () => {
    const known = file('known.json', JSON.stringify([{ names: ['May Graves'], values: [{ class: 'MRN', value: '77-4' }] }]));
    const { stdout } = run(['-', '--known', known, '--json'], 'graves, may; number 774');
    expect(JSON.parse(stdout)).toMatchObject([{ from: 0, to: 11, class: 'NAME' }, { class: 'MRN' }]);
  });

  test('an empty text has nothing', () => {
    expect(run(['-', '--json'])).toMatchObject({ stdout: '[]\n', status: 0 });
  });

  test.each([
    ['a file that is not there', ['missing.txt'], 'There is no such file.'],
    ['a folder', [folder], 'It is a folder.'],
    ['no text', [file('a.bin', new Uint8Array([1, 0, 2]))], 'is no text'],
    ['a list of people that is no JSON', [file('b.txt', 'x'), '--known', file('bad.json', '{')], 'is no JSON'],
    ['a list of people of another form', [file('c.txt', 'x'), '--known', file('other.json', '[{"name": "x"}]')], 'does not list people'],
  ])('%s: says so and ends with 2', (_, args, says) => {
    const { stdout, stderr, status } = run(args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(says);
    expect(stderr).toContain('What to do');
  });
});
