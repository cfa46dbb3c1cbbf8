import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeClaims } from '@claimwright/x12';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cents, cents, negate, type PlainDate, sum } from '../../ground/base/index.ts';
import { type ClaimToSend, netDecision, nextPayerClaim, type PriorDecision } from '../claims/index.ts';
import { claimsToWrite } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/secondary/in.json');
const base: ClaimToSend = JSON.parse(readFileSync(golden, 'utf8')).next.claim;
const facts = {
  ...{ interchangeControl: '000000001', groupControl: '1', control: '0001', reference: 'R1', on: '2026-03-02' as PlainDate, at: '12:00' },
  ...{ test: false, submitter: { name: 'QUIET HARBOR', id: 'QH', contact: 'BILLING', phone: '5555550100' } },
  receiver: { name: 'HOUSE', id: 'HOUSE' },
};

type Line = PriorDecision['lines'][number];
const reasons = ['CO 45', 'CO 253', 'PR 1', 'PR 2', 'PR 3', 'OA 23'];
/** A line as it is decided in the end: each reason takes its share, and what is left is paid. */
const decided = (number: number, billed: number): fc.Arbitrary<Line> =>
  fc.array(fc.nat({ max: 1000 }), { minLength: reasons.length, maxLength: reasons.length }).map((shares) => {
    const whole = shares.reduce((a, b) => a + b, 0) + 500;
    const amounts = shares.map((share) => cents(Math.floor((billed * share) / whole)));
    const line = base.lines.find((one) => one.number === number);
    return {
      ...{ number, procedure: line?.procedure ?? { code: '', modifiers: [] } },
      paid: cents(billed - sum(amounts)),
      adjustments: reasons.flatMap((reason, i) => {
        const [group = '', carc = ''] = reason.split(' ');
        const amount = amounts[i] ?? cents(0);
        return amount === 0 ? [] : [{ group, reason: carc, amount }];
      }),
    };
  });
const whole: fc.Arbitrary<PriorDecision> = fc
  .tuple(...base.lines.map(({ number, billed }) => decided(number, billed)))
  .map((lines) => ({ paid: sum(lines.map(({ paid }) => paid)), adjustments: [], lines }));
const of = (lines: readonly Line[]): PriorDecision => ({ paid: sum(lines.map(({ paid }) => paid)), adjustments: [], lines });
const takenBack = ({ paid, lines }: PriorDecision): PriorDecision => ({
  ...{ paid: negate(paid), adjustments: [] },
  lines: lines.map((line) => ({
    ...line,
    paid: negate(line.paid),
    adjustments: line.adjustments.map((one) => ({ ...one, amount: negate(one.amount) })),
  })),
});
/** What it owes it pays later, and takes as much off the reason for which it did not. */
function later({ lines }: PriorDecision, amount: Cents): PriorDecision {
  const [line] = lines;
  const [reason] = line?.adjustments ?? [];
  if (line === undefined || reason === undefined) return of([]);
  return of([{ ...line, paid: amount, adjustments: [{ ...reason, amount: negate(amount) }] }]);
}

test('what a payer decided in parts, paid later, took back and decided anew, is told the next payer to the cent, a segment for each group', () => {
  const story = fc.record({
    right: whole,
    wrong: fc.array(whole, { maxLength: 2 }),
    parted: fc.boolean(),
    late: fc.nat({ max: 400 }),
    turn: fc.nat(),
  });
  fc.assert(
    fc.property(story, ({ right, wrong, parted, late, turn }) => {
      const first = parted ? right.lines.map((line) => of([line])) : [right];
      const said = [...wrong.flatMap((one) => [one, takenBack(one)]), ...first, ...(late > 0 ? [later(right, cents(late))] : [])];
      const turned = said.map((_, i) => said[(i + turn) % said.length] ?? right);
      const net = netDecision(turned);
      const { claim, findings } = net === undefined ? { claim: undefined, findings: [] } : nextPayerClaim(base, net);
      expect(findings).toEqual([]);
      if (claim === undefined) throw new Error('a claim is made of it');
      const text = new TextDecoder().decode(writeClaims(claimsToWrite([claim], facts)));
      const loops = text.split(/(?=SVD\*)/).slice(1);
      expect(loops).toHaveLength(base.lines.length);
      let paid = 0;
      for (const [i, loop] of loops.entries()) {
        const groups = [...loop.matchAll(/CAS\*(\w+)\*([^~]*)~/g)];
        expect(new Set(groups.map(([, group]) => group)).size).toBe(groups.length);
        const amounts = groups.flatMap(([, , rest = '']) => rest.split('*').filter((_, at) => at % 3 === 1));
        expect(groups.every(([, , rest = '']) => rest.split('*').length <= 18)).toBe(true);
        const own = Number(loop.split('*')[2]);
        paid += own;
        expect(Math.round((own + amounts.reduce((a, b) => a + Number(b), 0)) * 100)).toBe(base.lines[i]?.billed);
      }
      expect(Math.round(Number(/AMT\*D\*([-\d.]+)/.exec(text)?.[1]) * 100)).toBe(Math.round(paid * 100));
    }),
    { numRuns: 150 },
  );
});

test('what was taken back and not decided anew is not told: nobody has decided it', () => {
  const [line] = fc.sample(whole, { numRuns: 1, seed: 7 });
  if (line === undefined) throw new Error('there is one');
  const net = netDecision([line, takenBack(line)]);
  expect(net).toMatchObject({ paid: 0, lines: [] });
  expect(nextPayerClaim(base, net ?? line).findings.map(({ code }) => code)).toContain('claims.cob.balance');
});
