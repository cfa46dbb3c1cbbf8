import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findIdentifiers, usDictionaries } from '@claimwright/core/ground/governance/deid';
import { describe, expect, test } from 'vitest';
import { trackedFiles } from './tidy/tracked-files.ts';

const root = join(import.meta.dirname, '..');
const dictionaries = 'packages/core/src/ground/governance/deid/data/';
const origins = ['synthetic', 'public', 'de-identified', 'configuration'];
const rows = readFileSync(join(root, 'docs', 'training.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([files = '', origin = '', made = '', serves = '']) => ({ files, origin, made, serves }));
const tracked = trackedFiles();
/** What something could be measured, tuned or learnt on: all that is no program and no explanation. */
const datasets = tracked.filter(
  ({ path }) => path.startsWith(dictionaries) || (/^(?:bench|golden)\//.test(path) && !/\.(?:ts|mjs|md)$/.test(path)),
);
const entriesOf = (path: string) => rows.filter(({ files }) => (files.endsWith('/') ? path.startsWith(files) : path === files));
const unlisted = (paths: readonly string[]): string[] => paths.filter((path) => entriesOf(path).length !== 1);

/**
 * What invented people may have and nobody else: addresses that lead nowhere, numbers that are given to nobody. Names cannot be told from real
 * ones by looking; that they are invented is what the entry says.
 */
const given: readonly (readonly [what: string, RegExp, RegExp])[] = [
  ['EMAIL', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, /(?:\.|@)(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$/i],
  ['SSN', /\b\d{3}-\d{2}-\d{4}\b/g, /^(?:000|666|9\d\d)-|-00-|-0000$|^(?:123-45-6789|078-05-1120|219-09-9999)$/],
];
function issued(text: string): string[] {
  return given.flatMap(([what, found, harmless]) =>
    (text.match(found) ?? []).filter((one) => !harmless.test(one)).map((one) => `${what} ${one}`),
  );
}

describe('what the house is measured, tuned and taught on', () => {
  test('is listed, each file once, with where it comes from', () => {
    expect(datasets.length).toBeGreaterThan(250);
    expect(unlisted(datasets.map(({ path }) => path))).toEqual([]);
    for (const { files, origin, made, serves } of rows) {
      expect(origins, files).toContain(origin);
      expect(made === '' || serves === '', files).toBe(false);
      if (!files.startsWith('env:')) expect(existsSync(join(root, files)), files).toBe(true);
    }
  });

  test('is refused where it is not listed', () => {
    expect(unlisted(['bench/deid/from-a-practice.jsonl', 'golden/patients.csv'])).toEqual([
      'bench/deid/from-a-practice.jsonl',
      'golden/patients.csv',
    ]);
  });

  test('comes from elsewhere only by a name that is listed', () => {
    const named = readdirSync(join(root, 'bench'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
      .flatMap((path) => [...readFileSync(join(root, 'bench', path), 'utf8').matchAll(/process\.env\.(CLAIMWRIGHT_[A-Z_]+)/g)])
      .map(([, name = '']) => name);
    const settings = ['CLAIMWRIGHT_ROUNDS', 'CLAIMWRIGHT_ENTRIES', 'CLAIMWRIGHT_DRY', 'CLAIMWRIGHT_SCALE', 'CLAIMWRIGHT_LARGE'];
    expect([...new Set(named)].filter((name) => !settings.includes(name) && !rows.some(({ files }) => files === `env:${name}`))).toEqual(
      [],
    );
  });

  test('no model is trained or tuned: no request that would, and no library that could', () => {
    const tuning = /fine[-_ ]?tun(?:e|ing)[-_/]?jobs?|\/fine_tuning|create(?:ModelCustomization|FineTuning)Job|\.fineTun/i;
    const library = /@tensorflow|onnxruntime|brain\.js|@xenova|@huggingface|synaptic|ml-(?:regression|random-forest|cart)/;
    const programs = tracked.filter(({ path }) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path) && !path.includes('.test.'));
    expect(programs.length).toBeGreaterThan(500);
    expect(programs.filter(({ text }) => tuning.test(text)).map(({ path }) => path)).toEqual([]);
    const manifests = tracked.filter(({ path }) => /^(?:packages\/[^/]+\/)?package\.json$/.test(path));
    expect(manifests.filter(({ text }) => library.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('where it is synthetic, holds no address and no number that somebody could have', () => {
    const synthetic = datasets.filter(({ path }) => entriesOf(path)[0]?.origin === 'synthetic');
    expect(synthetic.flatMap(({ path, text }) => issued(text).map((one) => `${path}: ${one}`))).toEqual([]);
    expect(issued('Write to zelda.quimby@gmail.com, SSN 212-34-5678')).toEqual(['EMAIL zelda.quimby@gmail.com', 'SSN 212-34-5678']);
  });

  test('where it is public or de-identified, is words alone with their source, or passes the de-identifier', () => {
    const facts = { dictionaries: usDictionaries(), known: [], asOf: 2026 };
    for (const { path, text } of datasets) {
      const { origin } = entriesOf(path)[0] ?? {};
      if (path.startsWith(dictionaries)) {
        expect(text, path).toMatch(/^\/\*\*[\s\S]*?(?:public domain|public word lists|Postal Service|Our own list)[\s\S]*?\*\//);
        // No line breaks, no blanks, no digits but the one before each word: there is no room for anybody's record.
        for (const [, words = ''] of text.matchAll(/'([^'\n]*)'/g)) expect(words, path).not.toMatch(/\d{5}|@|\d-\d/);
      } else if (origin === 'public' || origin === 'de-identified') expect(findIdentifiers(text, facts), path).toEqual([]);
    }
  });
});
