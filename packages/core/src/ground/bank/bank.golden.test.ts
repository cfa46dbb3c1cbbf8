import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toDecimal } from '../base/index.ts';
import { readBankFile } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/ground/bank');

/** What a reviewer checks: every deposit with its bytes' first and last words, and what was found. */
function told(name: string): string {
  const folder = join(golden, name);
  const input = readdirSync(folder).find((file) => file.startsWith('in.')) ?? '';
  const bytes = readFileSync(join(folder, input));
  const file = readBankFile(bytes);
  const deposits = file?.deposits.map(({ bytes: at, ...deposit }) => ({
    ...deposit,
    amount: toDecimal(deposit.amount),
    bytes: bytes.subarray(at.from, at.to).toString('latin1'),
  }));
  const findings = file?.findings.map((f) => `${f.severity} ${f.code} at ${f.at}: ${f.says} ${f.because ?? ''} ${f.fix ?? ''}`.trim());
  return `${JSON.stringify({ kind: file?.kind, account: file?.account, deposits, findings }, undefined, 2)}\n`;
}

describe('golden bank files', () => {
  // UPDATE_GOLDEN=1 writes what is read now; review the difference before committing it.
  test.each(readdirSync(golden))('%s', (name) => {
    const path = join(golden, name, 'out.json');
    const now = told(name);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, now);
    expect(now).toBe(readFileSync(path, 'utf8'));
  });
});
