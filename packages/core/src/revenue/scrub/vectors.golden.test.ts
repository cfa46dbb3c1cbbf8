import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { timedUnits } from './edits/timed.ts';
import { checkClaim } from './index.ts';
import { dental, institutional, medical, vision } from './testing/claims.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/vectors');
const make = { medical, dental, institutional, vision };

function rowsOf(name: string): string[][] {
  const [, ...lines] = readFileSync(join(golden, name), 'utf8').trimEnd().split('\n');
  return lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
}

const isKind = (kind: string | undefined): kind is keyof typeof make => kind !== undefined && kind in make;

test.each(rowsOf('edits.tsv'))('%s: %s %s', (_, kind, lines, changes, finds) => {
  if (!isKind(kind) || lines === undefined || changes === undefined) throw new Error('a row has a kind, lines, changes and what is found');
  const findings = checkClaim(make[kind](lines.split(' '), changes === '-' ? {} : JSON.parse(changes)));
  expect([...new Set(findings.map(({ code }) => code))].sort().join(' ') || 'nothing').toBe(finds);
});

test.each(rowsOf('minutes.tsv'))('%s: %s, %s minutes', (_, way, minutes, units) => {
  const of = (minutes ?? '').split('+').map(Number);
  expect(timedUnits(of, way === 'ama' ? 'ama' : 'medicare').join('+')).toBe(units);
});
