import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rawCount, rawSegments } from '../../../tools/raw-count.mjs';
import { createExplainer, createJson, createReader, createSummary, type X12Finding } from './index.ts';

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

const holding = (sets: RegExp) => files.filter((file) => sets.test(readFileSync(file, 'latin1')));
const readable = holding(/\bST[^A-Za-z0-9\s](835|837)/);
const asking = holding(/\bST[^A-Za-z0-9\s](999|997|27[01678])/);

/** How many of each segment the typed objects of a file hold, and what is wrong with it beyond a warning. */
function objectsOf(bytes: Uint8Array) {
  const counts: { [segment: string]: number } = {};
  const add = (segment: string, count = 1) => {
    counts[segment] = (counts[segment] ?? 0) + count;
  };
  const findings: X12Finding[] = [];
  const reader = createReader({
    setAcknowledged: (set, header) => {
      const letter = header.set === '999' ? 'I' : 'A';
      add('AK2');
      add(`${letter}K3`, set.segments.length);
      for (const segment of set.segments) add(`${letter}K4`, segment.elements.length);
    },
    groupAcknowledged: () => add('AK9'),
    claimStatus: (item) => {
      add('TRN');
      add('SVC', item.lines.length);
      add('STC', item.statuses.length + item.lines.reduce((sum, line) => sum + line.statuses.length, 0));
    },
    eligibilityInquiry: (item) => {
      add('TRN', item.traces.length);
      add('EQ', item.inquiries.length);
    },
    eligibilityResponse: (item) => {
      add('TRN', item.traces.length);
      add('EB', item.benefits.length);
    },
    review: ({ event }) => {
      add('HL EV', event === undefined ? 0 : 1);
      add('HL SS', event?.services.length ?? 0);
      add('HCR', [event, ...(event?.services ?? [])].filter((of) => of?.decision !== undefined).length);
      add('UM', [event, ...(event?.services ?? [])].filter((of) => of?.review !== undefined).length);
    },
    finding: (finding) => finding.severity === 'error' && findings.push(finding),
  });
  reader.push(bytes);
  reader.end();
  return { counts, findings };
}

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

  test.each(asking.map((file) => [name(file), file]))('%s: as many objects as the raw counter counts segments', (_, file) => {
    const { summary } = summarise(file);
    const bytes = readFileSync(file);
    const raw = rawCount(bytes);
    expect(summary.sets.map(({ set, version, control, claims }) => ({ set, version, control, claims }))).toEqual(raw.sets);
    const { counts, findings } = objectsOf(bytes);
    const segments = rawSegments(bytes);
    for (const [segment, count] of Object.entries(counts)) expect([segment, count]).toEqual([segment, segments[segment] ?? 0]);
    expect(findings.filter(({ code }) => /^(segment|file)\./.test(code))).toEqual([]);
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
