import { type Cents, cents } from '../../../../ground/base/index.ts';
import type { PriorDecision, Rank } from '../../../claims/index.ts';
import { day, dental, institutional, medical } from '../claims.ts';
import { cases, made } from './case.ts';
import { adjust, decisionOf, onward } from './onward.ts';

const charged = (billed: number, expectedAllowed?: number) =>
  medical(['99213'], {
    line: { billed: cents(billed), ...(expectedAllowed === undefined ? {} : { expectedAllowed: expectedAllowed as Cents }) },
  });
const counted = ([units, unit = 'UN', drug = false]: readonly [string, string?, boolean?]) =>
  medical([drug ? 'J1100' : '99213'], {
    line: { units, unit, ...(drug ? { drug: { ndc: '00409123405', unit: 'ML', quantity: '1' } } : {}) },
  });
const coded = (code: string) => medical([code]);
const total = ([list, billed]: readonly [readonly string[], number]) => medical(list, { claim: { billed: cents(billed) } });
const first: Rank = 'primary';
const next: Rank = 'secondary';
const last: Rank = 'tertiary';
const ofLines = (paid: number, paidLine: number, adjusted: number): PriorDecision => ({
  paid: cents(paid),
  adjustments: [],
  lines: [{ number: 1, paid: cents(paidLine), procedure: { code: '99213', modifiers: [] }, adjustments: [adjust(adjusted)] }],
});

const undated = ({ decidedOn: _, ...decision }: PriorDecision): PriorDecision => decision;
/** The day stands with each line. */
const allDated: PriorDecision = (({ lines, ...rest }) => ({
  ...rest,
  lines: lines.map((line) => ({ ...line, decidedOn: day('2026-01-10') })),
}))(ofLines(8000, 8000, 2000));
const someDated: PriorDecision = { ...allDated, lines: [...allDated.lines, ...ofLines(0, 0, 0).lines] };

export const chargeCases = [
  cases(
    'procedure-not-valid',
    coded,
    ['Z9001', 'Z9999', 'Q1234', 'A1', 'Z0', '99213A', 'Z90', 'z1010', 'ABCDE', 'Z1234'],
    ['99213', '93000', '97110', 'J1100', 'Z1010', 'Z6001', 'V2020', '92014', '66984-RT', 'Z4001'],
  ),
  made(
    'procedure-of-other-claim',
    [
      ...['D0120', 'D1110', 'D1351#14', 'D7140#3', 'D4341@10'].map(coded),
      dental(['99213']),
      dental(['93000']),
      dental(['J1100']),
      dental(['Z1010']),
      institutional(['D0120']),
    ],
    [
      ...['99213', '93000', 'J1100', 'Z1010', '97110'].map(coded),
      dental(['D0120']),
      dental(['D1110']),
      dental(['D7140#3']),
      institutional(['99213']),
      institutional(['93000']),
    ],
  ),
  cases(
    'units-invalid',
    counted,
    [['0'], ['-1'], ['1.5'], ['abc'], [''], ['10000'], ['1', 'XX'], ['1', ''], ['0.5'], ['0', 'UN', true]],
    [
      ['1'],
      ['2'],
      ['10'],
      ['9999'],
      ['1.5', 'UN', true],
      ['0.1', 'UN', true],
      ['45', 'MJ'],
      ['37.5', 'MJ'],
      ['3', 'DA'],
      ['100', 'UN', true],
    ],
  ),
  made(
    'charge-missing',
    [0, -1, -100, -10000, -5].flatMap((billed) => [charged(billed), dental(['D0120'], { line: { billed: cents(billed) } })]),
    [
      ...[1, 100, 10000, 99, 1234567].flatMap((billed) => [charged(billed), dental(['D0120'], { line: { billed: cents(billed) } })]),
      ...['0022', '0023', '0024'].map((revenueCode) => institutional(['99213'], { line: { billed: cents(0), revenueCode } })),
    ],
  ),
  cases(
    'total-differs',
    total,
    [
      [['99213'], 0],
      [['99213'], 9999],
      [['99213'], 10001],
      [['99213', '93000'], 10000],
      [['99213', '93000'], 20001],
      [['99213'], -10000],
      [['93000'], 100000],
      [['99213', '93000', 'J1100'], 20000],
      [['97110'], 1],
      [['97110', '97140'], 2000],
    ],
    [
      [['99213'], 10000],
      [['93000'], 10000],
      [['99213', '93000'], 20000],
      [['99213', '93000', 'J1100'], 30000],
      [['97110'], 10000],
      [['97110', '97140'], 20000],
      [['Z1010'], 10000],
      [['J1100'], 10000],
      [['Z6001', 'Z6002'], 20000],
      [['92014'], 10000],
    ],
  ),
  made(
    'charge-below-contract',
    [
      [10000, 10001],
      [100, 200],
      [9000, 12000],
      [1, 2],
      [5000, 5001],
      [10000, 20000],
      [7500, 7600],
      [12345, 12346],
      [999, 1000],
      [50, 51],
    ].map(([billed = 0, allowed]) => charged(billed, allowed)),
    [
      [10000, 10000],
      [10000, 9999],
      [10000, 0],
      [200, 100],
      [10000, undefined],
      [5001, 5000],
      [20000, 10000],
      [1, 1],
      [99999, 1],
      [12346, 12345],
    ].map(([billed = 0, allowed]) => charged(billed, allowed)),
  ),
  made(
    'prior-decision-missing',
    [
      onward(next, [[first], [next]]),
      onward(next, [[next]]),
      onward(last, [[first], [next], [last]]),
      onward(last, [[first, decisionOf(8000)], [next], [last]]),
      onward(last, [[first], [next, decisionOf(8000)], [last]]),
      onward(last, [[last]]),
      onward(next, [[next], [last]]),
      onward(last, [[first], [last]]),
      onward(last, [[next], [last]]),
      onward(next, [[first], [next], [last]]),
    ],
    [
      onward(first, [[first]]),
      onward(first, [[first], [next]]),
      onward(first, [[first], [next], [last]]),
      onward(next, [[first, decisionOf(8000)], [next]]),
      onward(next, [[first, decisionOf(0)], [next]]),
      medical(['93000']),
      dental(['D0120']),
      onward(last, [[first, decisionOf(5000)], [next, decisionOf(1000)], [last]]),
      onward(next, [[first, ofLines(8000, 8000, 2000)], [next]]),
      onward(next, [[first, decisionOf(1)], [next], [last]]),
    ],
  ),
  made(
    'prior-decision-unbalanced',
    [
      onward(next, [[first, decisionOf(8000)], [next]]),
      onward(next, [[first, decisionOf(8000, [adjust(1999)])], [next]]),
      onward(next, [[first, decisionOf(8000, [adjust(2001)])], [next]]),
      onward(next, [[first, decisionOf(0)], [next]]),
      onward(next, [[first, ofLines(8000, 8000, 1000)], [next]]),
      onward(next, [[first, ofLines(8000, 7000, 3000)], [next]]),
      onward(next, [[first, ofLines(7000, 8000, 2000)], [next]]),
      onward(last, [[first, decisionOf(8000, [adjust(2000)])], [next, decisionOf(0)], [last]]),
      onward(last, [[first, decisionOf(0)], [next, decisionOf(0, [adjust(10000)])], [last]]),
      onward(next, [[first, decisionOf(10000, [adjust(1)])], [next]]),
    ],
    [
      onward(first, [[first]]),
      onward(next, [[first, decisionOf(8000, [adjust(2000)])], [next]]),
      onward(next, [[first, decisionOf(0, [adjust(10000)])], [next]]),
      onward(next, [[first, decisionOf(10000)], [next]]),
      onward(next, [[first, ofLines(8000, 8000, 2000)], [next]]),
      onward(next, [[first, ofLines(0, 0, 10000)], [next]]),
      onward(next, [[first, decisionOf(5000, [adjust(3000), adjust(2000)])], [next]]),
      onward(last, [[first, decisionOf(5000, [adjust(5000)])], [next, decisionOf(1000, [adjust(9000)])], [last]]),
      onward(next, [[first, decisionOf(11000, [adjust(-1000)])], [next]]),
      onward(next, [[first], [next]]),
    ],
  ),
  made(
    'prior-payment-negative',
    [
      onward(next, [[first, decisionOf(-500, [adjust(10500)])], [next]]),
      onward(next, [[first, decisionOf(-1)], [next]]),
      onward(next, [[first, ofLines(-500, -500, 10500)], [next]]),
      onward(next, [[first, ofLines(8000, -1, 10001)], [next]]),
      onward(next, [[first, ofLines(-1, 0, 10000)], [next]]),
      onward(last, [[first, decisionOf(5000)], [next, decisionOf(-5)], [last]]),
      onward(last, [[first, decisionOf(-5)], [next, decisionOf(5)], [last]]),
      onward(last, [[first, ofLines(0, -1, 1)], [next], [last]]),
      onward(next, [[first, decisionOf(-10000, [adjust(20000)])], [next]]),
      onward(next, [[first, decisionOf(-500)], [next], [last]]),
    ],
    [
      onward(first, [[first]]),
      onward(first, [[first], [next]]),
      onward(next, [[first, decisionOf(0, [adjust(10000)])], [next]]),
      onward(next, [[first, decisionOf(8000, [adjust(2000)])], [next]]),
      onward(next, [[first, decisionOf(11000, [adjust(-1000)])], [next]]),
      onward(next, [[first, ofLines(0, 0, 10000)], [next]]),
      onward(next, [[first, ofLines(8000, 8000, 2000)], [next]]),
      onward(last, [[first, decisionOf(5000)], [next, decisionOf(0)], [last]]),
      onward(next, [[first], [next]]),
      onward(first, [[first, decisionOf(-5)]]),
    ],
  ),
  made(
    'prior-decision-undated',
    [
      onward(next, [[first, undated(decisionOf(8000))], [next]]),
      onward(next, [[first, undated(decisionOf(0, [adjust(10000)]))], [next]]),
      onward(next, [[first, ofLines(8000, 8000, 2000)], [next]]),
      onward(next, [[first, ofLines(0, 0, 10000)], [next]]),
      onward(next, [[first, someDated], [next]]),
      onward(last, [[first, decisionOf(5000)], [next, undated(decisionOf(5))], [last]]),
      onward(last, [[first, undated(decisionOf(5000))], [next, decisionOf(5)], [last]]),
      onward(last, [[first, ofLines(1, 1, 1)], [next, ofLines(1, 1, 1)], [last]]),
      onward(next, [[first, undated(decisionOf(1))], [next], [last]]),
      onward(last, [[first, ofLines(5, 5, 5)], [last]]),
    ],
    [
      onward(first, [[first]]),
      onward(first, [[first], [next]]),
      onward(next, [[first], [next]]),
      onward(next, [[first, decisionOf(8000)], [next]]),
      onward(next, [[first, decisionOf(0, [adjust(10000)])], [next]]),
      onward(next, [[first, { ...ofLines(8000, 8000, 2000), decidedOn: day('2026-01-10') }], [next]]),
      onward(next, [[first, allDated], [next]]),
      onward(next, [[first, { ...someDated, decidedOn: day('2026-01-10') }], [next]]),
      onward(last, [[first, decisionOf(5000)], [next, decisionOf(5)], [last]]),
      onward(first, [[first, undated(decisionOf(5))]]),
    ],
  ),
];
