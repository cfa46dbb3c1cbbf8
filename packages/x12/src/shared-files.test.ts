import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rawCount } from '../../../tools/raw-count.mjs';
import { createExplainer, createJson, createSummary } from './index.ts';

const folder = process.env.CLAIMWRIGHT_SHARED ?? join(import.meta.dirname, '../../../../shared/data/x12');
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name))
  : [];
const name = (file: string) => file.slice(folder.length + 1);

function summarise(file: string) {
  const summary = createSummary(name(file));
  summary.push(readFileSync(file));
  return summary.end();
}

const readable = files.filter((file) => /\bST[^A-Za-z0-9\s](835|837)/.test(readFileSync(file, 'latin1')));

describe.skipIf(files.length === 0)('the sample files of other projects', () => {
  test.each(readable.map((file) => [name(file), file]))('%s: counts and sums are those of the raw counter', (_, file) => {
    const { summary } = summarise(file);
    const raw = rawCount(readFileSync(file));
    expect(summary.interchanges).toBe(raw.interchanges);
    expect(summary.sets.map(({ set, control }) => ({ set, control }))).toEqual(raw.sets.map(({ set, control }) => ({ set, control })));
    summary.sets.forEach((set, i) => {
      const { balanced, findings, ...figures } = set;
      if (balanced === null) return;
      // Dental claims in a group that calls them institutional: their lines are refused, and said to be.
      if (file.includes('_837D/_4010')) expect({ findings, lines: set.serviceLines }).toEqual({ findings: expect.any(Number), lines: 0 });
      else expect(figures).toEqual(raw.sets[i]);
    });
  });

  test('no file of any kind crashes a view, and all but one can be read', () => {
    const refused: string[] = [];
    for (const file of files) {
      const bytes = readFileSync(file);
      const json: string[] = [];
      const explainer = createExplainer(() => {});
      const dump = createJson((text) => json.push(text));
      explainer.push(bytes);
      dump.push(bytes);
      if (!explainer.end().readable) refused.push(name(file));
      dump.end();
      expect(() => JSON.parse(json.join(''))).not.toThrow();
    }
    expect(refused.length).toBeLessThanOrEqual(1);
  });
});
