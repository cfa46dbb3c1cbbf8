import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../testing/files.ts';
import { createSummary } from './views/summary.ts';

/** golden/x12/<set>/{pass,fail}: files of our own making, with the findings and the summary that a person has looked at. */
const folder = join(import.meta.dirname, '../../../golden/x12');
const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.edi'));

describe('golden files', () => {
  test('there are some of each', () => expect(cases.length).toBeGreaterThan(15));

  test.each(cases)('%s', (path) => {
    const bytes = readFileSync(join(folder, path));
    const expected = JSON.parse(readFileSync(join(folder, path.replace(/edi$/, 'json')), 'utf8')) as Record<string, unknown>;
    const { findings } = read(bytes);
    const summary = createSummary(basename(path));
    summary.push(bytes);
    const told = findings.map(({ code, severity, at, bytes: { from, to }, says }) => ({ code, severity, at, from, to, says }));
    expect({ findings: told, summary: summary.end().summary }).toEqual({ findings: expected.findings, summary: expected.summary });
    expect(told.some((finding) => finding.severity === 'error')).toBe(path.includes('fail'));
  });
});
