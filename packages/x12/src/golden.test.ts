import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf, read } from '../testing/files.ts';
import { goldenCases as claimsAndRemits, type GoldenCase } from '../testing/golden-cases.ts';
import { setCases } from '../testing/golden-sets.ts';
import { createSummary } from './views/summary.ts';

/**
 * golden/x12/<set>/{pass,fail}: files of our own making, with the findings and the summary that a person has looked at.
 * `WRITE_GOLDEN=1 vitest run packages/x12/src/golden.test.ts` writes them anew; look at what changed before you commit it.
 */
const goldenCases = [...claimsAndRemits, ...setCases];
const folder = join(import.meta.dirname, '../../../golden/x12');

function told({ name, why, text }: GoldenCase) {
  const findings = read(text).findings.map(({ code, severity, at, bytes: { from, to }, says }) => ({ code, severity, at, from, to, says }));
  const summary = createSummary(`${name}.edi`);
  summary.push(bytesOf(text));
  return { why, findings, summary: summary.end().summary };
}

function pathOf(golden: GoldenCase, outcome: ReturnType<typeof told>): string {
  const verdict = outcome.findings.some(({ severity }) => severity === 'error') ? 'fail' : 'pass';
  return join(folder, golden.set, verdict, golden.name);
}

describe('golden files', () => {
  test.each(goldenCases.map((golden) => [`${golden.set} ${golden.name}: ${golden.why}`, golden] as const))('%s', (_, golden) => {
    const outcome = told(golden);
    const path = pathOf(golden, outcome);
    if (process.env.WRITE_GOLDEN === '1') {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(`${path}.edi`, golden.text);
      writeFileSync(`${path}.json`, `${JSON.stringify(outcome, null, 2)}\n`);
    }
    expect(readFileSync(`${path}.edi`, 'utf8')).toBe(golden.text);
    expect(JSON.parse(readFileSync(`${path}.json`, 'utf8'))).toEqual(outcome);
  });

  test('no file stands there without a case', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.edi'));
    expect(files).toHaveLength(goldenCases.length);
  });
});
