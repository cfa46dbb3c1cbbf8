import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-cli-schema-'));
const main = join(import.meta.dirname, 'main.ts');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => spawnSync(process.execPath, [main, 'x12', 'schema', ...args], { encoding: 'utf8' });

test('claimwright x12 schema: one set to standard output, all into a folder, none that there is not', () => {
  expect(JSON.parse(run('835').stdout)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '835: Remittance advice',
  });
  expect(run('837p', '--format', 'typescript').stdout).toMatch(/export interface X12_837P_claim {/);
  expect(run('--out', folder).status).toBe(0);
  expect(readdirSync(folder)).toContain('277CA.schema.json');
  expect(run('--out', folder)).toMatchObject({ status: 2, stderr: expect.stringMatching(/is there already/) });
  expect(run('999x')).toMatchObject({ status: 2, stderr: expect.stringMatching(/There is no set 999x/) });
}, 60_000);
