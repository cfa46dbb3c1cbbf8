import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localKeeper } from './local-keeper.ts';

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'claimwright-keys-')), 'keys');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const file = (): string => join(folder, readdirSync(folder)[0] ?? '');
const open = (mayMake = false, said: string[] = []) => localKeeper(folder, { mayMake, say: (line) => said.push(line) });
const secret = Buffer.from('thirty-two bytes of a data key!!');

describe('key files', () => {
  test('the first is made once, for its owner alone, and told', async () => {
    const said: string[] = [];
    const { kekId, bytes } = await open(true, said).wrap(secret);
    expect(said.join('\n')).toMatch(/a backup without it is useless/);
    expect(readdirSync(folder)).toEqual([`${kekId}.key.json`]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(Buffer.from(await open().unwrap({ kekId, bytes })).equals(secret)).toBe(true);
    expect(Buffer.from(bytes).includes(secret)).toBe(false);
  });

  test('none is made where something was sealed with one that is lost', () => {
    expect(() => open(false)).toThrow(/key file is not in/);
    expect(() => readdirSync(folder)).toThrow();
  });

  test('a damaged, foreign or open file is refused, and left as it is', async () => {
    const wrapped = await open(true).wrap(secret);
    const path = file();
    const whole = readFileSync(path, 'utf8');
    // Another letter than the one that chance has put there.
    const another = whole.replace(/"key": "(.)/, (_, letter) => `"key": "${letter === '-' ? 'A' : '-'}`);
    for (const wrong of ['', '{', another, whole.replace(/"key": "[^"]*"/, '"key": "AAAA"')]) {
      writeFileSync(path, wrong);
      expect(() => open(), wrong).toThrow(/cannot be read|does not hold the key/);
      expect(readFileSync(path, 'utf8')).toBe(wrong);
    }
    writeFileSync(path, whole);
    chmodSync(path, 0o640);
    expect(() => open()).toThrow(/Others may read the key file/);
    chmodSync(path, 0o600);
    renameSync(path, `${path}.away`);
    open(true);
    await expect(open().unwrap(wrapped)).rejects.toThrow(/No key file in .* opens/);
    await expect(open().unwrap({ ...wrapped, bytes: Buffer.alloc(60) })).rejects.toThrow();
  });

  test('a new one wraps from then on, and the old one still unwraps', async () => {
    const keeper = open(true);
    const before = await keeper.wrap(secret);
    await keeper.renew?.();
    const after = await keeper.wrap(secret);
    expect(after.kekId).not.toBe(before.kekId);
    for (const wrapped of [before, after])
      for (const one of [keeper, open()]) expect(Buffer.from(await one.unwrap(wrapped)).equals(secret)).toBe(true);
  });
});
