import { describe, expect, test } from 'vitest';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import type { RemitClaim, RemitLine } from '../remits/index.ts';
import type { ClaimFact } from './facts.ts';
import { matchLines } from './match-lines.ts';
import { Books, type CaseLine } from './testing/books.ts';

const bytes = { from: 0, to: 1 };
const day = '2026-01-05';
const ours: readonly CaseLine[] = [
  { control: 'A1', code: '99214', modifiers: ['25'], billed: '200.00', on: day },
  { control: 'A2', code: '92250', billed: '80.00', on: day },
  { control: 'A3', code: '92134', modifiers: ['RT'], billed: '60.00', on: day },
];
interface Said {
  readonly code?: string;
  readonly modifiers?: readonly string[];
  readonly was?: string;
  readonly billed: number;
  readonly control?: string;
  readonly on?: string;
}

const fact = (): ClaimFact => {
  const claim = { id: 'c', control: 'P', lines: ours };
  return new Books({ claims: [claim] }).claimFact(claim);
};

function matched(said: readonly Said[]): string[] {
  const lines = said.map(
    (s, index): RemitLine => ({
      index,
      ...(s.code !== undefined && { procedure: { code: s.code, modifiers: s.modifiers ?? [] } }),
      ...(s.was !== undefined && { billedProcedure: { code: s.was, modifiers: [] } }),
      ...(s.control !== undefined && { lineControlNumber: s.control }),
      billed: cents(s.billed),
      paid: cents(0),
      servedOn: (s.on ?? day) as PlainDate,
      adjustments: [],
      rarcs: [],
      bytes,
      billedBytes: bytes,
      paidBytes: bytes,
    }),
  );
  const claim = { lines } as unknown as RemitClaim;
  return [...matchLines(claim, fact())].sort(([a], [b]) => a - b).map(([, match]) => match.claimLineIds.map((id) => id.slice(2)).join('+'));
}

const as: readonly Said[] = [
  { code: '99214', modifiers: ['25'], billed: 20000 },
  { code: '92250', billed: 8000 },
  { code: '92134', modifiers: ['RT'], billed: 6000 },
];
const changed = (at: number, change: Partial<Said>): Said[] => as.map((s, i) => (i === at ? { ...s, ...change } : s));

describe('the payer changes a claim: each line finds its own, or waits for a person', () => {
  const cases: readonly (readonly [what: string, said: readonly Said[], expected: readonly string[]])[] = [
    ['nothing changed', as, ['1', '2', '3']],
    ['order turned', [...as].reverse(), ['3', '2', '1']],
    ['a modifier dropped', changed(0, { modifiers: [] }), ['1', '2', '3']],
    ['a modifier added', changed(1, { modifiers: ['59'] }), ['1', '2', '3']],
    ['a code changed, the billed one named', changed(0, { code: '99213', was: '99214' }), ['1', '2', '3']],
    ['a code changed, nothing said', changed(2, { code: '92014' }), ['1', '2', '3']],
    ['a code and a charge changed', changed(2, { code: '92014', billed: 5900 }), ['1', '2', '']],
    [
      'a code and a charge changed, our line number returned with the billed code',
      changed(2, { code: '92014', was: '92134', billed: 5900, control: 'A3' }),
      ['1', '2', '3'],
    ],
    ['a line number of another line', changed(0, { control: 'A2' }), ['1', '2', '3']],
    ['a charge lowered', changed(0, { billed: 15000 }), ['1', '2', '3']],
    ['two lines merged', [{ code: '92014', billed: 14000 }, as[0] ?? { billed: 0 }], ['2+3', '1']],
    ['a line split', [...as.slice(1), { code: '99214', billed: 12000 }, { code: '99214', billed: 8000 }], ['2', '3', '1', '1']],
    ['a line repeated', [...as, { code: '92250', billed: 8000 }], ['1', '2', '3', '']],
    ['a day changed', changed(1, { on: '2026-01-09' }), ['1', '', '3']],
    ['a line left out', as.slice(1), ['2', '3']],
  ];
  for (const [what, said, expected] of cases) test(what, () => expect(matched(said)).toEqual(expected));
});
