import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoFiles } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ack } from './x12-ack.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-cli-ack-'));
const at = (name: string) => join(folder, name);
const options = { ta1: false, control: '7', force: false };
const said: string[] = [];

beforeAll(() => writeFileSync(at('claims.837'), demoFiles('demo', '2026-03-16').claims.bytes837));
beforeEach(() => {
  said.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process.stdout, 'write').mockImplementation((...given: unknown[]) => {
    for (const one of given) if (one instanceof Function) one();
    return true;
  });
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('claimwright x12 ack', () => {
  test('writes each answer whole, and nothing over what is there', async () => {
    const whole = { ...options, out999: at('a.999'), out277ca: at('a.277'), ta1: true };
    expect(await ack(at('claims.837'), whole)).toBe(0);
    expect(readFileSync(at('a.999'), 'latin1')).toMatch(/TA1\*.*IK5\*A~AK9\*A\*/s);
    expect(readFileSync(at('a.277'), 'latin1')).toContain('*000000008*');
    expect(await ack(at('claims.837'), whole)).toBe(2);
    expect(said.join('')).toContain('is there already');
    expect(await ack(at('claims.837'), { ...whole, force: true })).toBe(0);
  });

  test('refuses what would lose a file', async () => {
    const before = readFileSync(at('claims.837'));
    for (const wish of [
      { out999: at('claims.837'), force: true },
      { out999: at('one'), out277ca: at('one') },
      { ta1: true },
      { out999: at('two'), control: '12x' },
    ])
      expect(await ack(at('claims.837'), { ...options, ...wish })).toBe(2);
    expect(readFileSync(at('claims.837'))).toEqual(before);
    expect(existsSync(at('one')) || existsSync(at('two'))).toBe(false);
  });

  test('answers a rejected interchange by its TA1, and writes no empty 277CA', async () => {
    writeFileSync(at('cut.837'), readFileSync(at('claims.837'), 'latin1').replace(/IEA.*$/s, ''));
    expect(await ack(at('cut.837'), { ...options, out999: at('cut.999'), out277ca: at('cut.277') })).toBe(1);
    expect(readFileSync(at('cut.999'), 'latin1')).toMatch(/TA1\*[^~]*\*R\*023~IEA/);
    expect(existsSync(at('cut.277'))).toBe(false);
    expect(said.join('')).toContain('no claim to answer');
  });
});
