import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, ISA } from '../../testing/files.ts';
import { sets } from '../definitions/index.ts';
import { Checker } from './checker.ts';
import { compileSet, type Use } from './compile.ts';
import { Findings } from './findings.ts';
import { screenOf } from './screen.ts';
import type { Segment } from './segment.ts';
import { SEGMENT, Tokenizer } from './tokenizer.ts';

const uses = sets.flatMap((set) => [...compileSet(set).uses]).map((use, index): Use => ({ ...use, index }));
const screen = screenOf(uses);

function segmentOf(text: string): Segment {
  const tokenizer = new Tokenizer();
  const bytes = bytesOf(`${ISA}~${text}~`);
  tokenizer.fill(bytes, 0);
  const opening = tokenizer.seek(true);
  if (opening.kind === 'found') tokenizer.use(opening.separators);
  tokenizer.next();
  expect(tokenizer.next()).toBe(SEGMENT);
  return tokenizer.segment;
}

function saidOf(use: Use, segment: Segment): string[] {
  const said: string[] = [];
  new Checker(new Findings((finding) => said.push(finding.code)), uses).checkThoroughly(use, segment, false);
  return said;
}

const values = [
  '',
  '1',
  'D8',
  'RD8',
  'HC:99213',
  '11:B:1',
  '1:2::x',
  '12.5',
  '-3',
  '1.234',
  '20240229',
  '20230229',
  '20240101-20240131',
  'é',
  ' ',
];
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...values) },
  fc.stringMatching(/^[A-Z0-9:. -]{0,6}$/),
  fc.nat(90).map((n) => 'X'.repeat(n)),
);

test('what the screen lets pass, the thorough check has no word for', () => {
  let passed = 0;
  let told = 0;
  fc.assert(
    fc.property(fc.constantFrom(...uses), fc.array(value, { maxLength: 8 }), (use, elements) => {
      const segment = segmentOf([use.segment.id, ...elements].join('*'));
      const said = saidOf(use, segment);
      if (!screen.passes(use, segment)) told += said.length;
      else {
        passed++;
        expect(said).toEqual([]);
      }
    }),
    { numRuns: 4_000, seed: 20240315 },
  );
  expect(passed).toBeGreaterThan(100);
  expect(told).toBeGreaterThan(1_000);
});
