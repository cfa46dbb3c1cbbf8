import { expect, test } from 'vitest';
import { lookAt } from '../look.ts';
import { dental, medical, served } from '../testing/claims.ts';
import { samplePack } from '../testing/pack.ts';
import { chance } from '../testing/seeding.ts';
import { conditionOf } from './closures.ts';
import { environments } from './compile.ts';
import { ClaimSight } from './view-of.ts';

const looks = [
  medical(['99213-25', '97110-GP*5', '93000>2'], { line: { minutes: 38, note: 'left knee' }, history: [served('99213', '2026-02-01')] }),
  medical(['99214', 'Z6001-RT-59'], { claim: { authorizationNumber: 'A1' }, patient: { sex: 'M' }, jurisdiction: 'FL' }),
  dental(['D2740#14', 'D2392#3:MO', 'D4341@20'], { history: [served('D2740#14', '2024-05-01'), served('D1110', '2026-01-02')] }),
  dental(['D1110']),
].map(lookAt);

const texts = [
  'line.code',
  'line.family',
  'line.place',
  'line.note',
  'claim.authorization',
  'claim.jurisdiction',
  'patient.sex',
  'payer.id',
];
const lists = ['line.modifiers', 'line.diagnoses', 'line.teeth', 'line.surfaces', 'line.areas', 'claim.diagnoses'];
const numbers = ['line.units', 'line.minutes', 'line.billedCents', 'claim.billedCents', 'patient.age', 'line.number'];
const words = ['99213', 'D2740', 'crown', '25', 'I10', '14', 'M', '', 'FL', '11', '97110', 'check-up', 'E1'];
const signs = ['==', '!=', '<', '<=', '>', '>='];

/** Conditions of all forms that are made into functions, of any sense. */
function anyCondition(c: (below: number) => number, depth: number): string {
  const pick = (from: readonly string[]): string => from[c(from.length)] ?? '';
  const word = () => `"${pick(words)}"`;
  const among = () => `[${word()}, ${word()}]`;
  const forms: readonly (() => string)[] = [
    () => `${pick(texts)} ${pick(signs)} ${word()}`,
    () => `${pick(texts)} in ${among()}`,
    () => `${word()} in ${pick(lists)}`,
    () => `${pick(texts)}.${pick(['startsWith', 'endsWith', 'contains'])}(${word()})`,
    () => `${pick(numbers)} ${pick(signs)} ${c(2) === 0 ? c(50) : `${c(50)}.5`}`,
    () => `${pick(numbers)} ${pick(signs)} ${pick(numbers)}`,
    () => `size(${pick([...lists, 'lines', 'history'])}) ${pick(signs)} ${c(4)}`,
    () => `${pick(lists)}.${pick(['exists', 'all'])}(d, d.startsWith(${word()}) || d == ${word()})`,
    () => `lines.filter(l, l.family == ${word()} || l.units > 1).size() ${pick(signs)} ${c(3)}`,
    () => `lines.${pick(['exists', 'all'])}(l, l.code == ${word()} && !(l.number == line.number))`,
    () => `history.exists(h, h.code == line.code && h.daysAgo < ${c(900)} && (h.tooth in line.teeth || h.family in ${among()}))`,
    () => `lines.exists(l, l.modifiers.exists(m, m in line.modifiers))`,
    () => pick(['claim.predetermination', 'true', 'false']),
    () => `!(${anyCondition(c, depth - 1)})`,
    () => `(${anyCondition(c, depth - 1)} ${pick(['&&', '||'])} ${anyCondition(c, depth - 1)})`,
  ];
  return (forms[depth <= 0 ? c(forms.length - 2) : c(forms.length)] ?? (() => 'true'))();
}

test('conditions as functions of our own answer what CEL answers', () => {
  const made = Array.from({ length: 1_000 }, (_, seed) => anyCondition(chance(seed), 3));
  let held = 0;
  for (const [over, when] of [
    ...samplePack.rules.map(({ over, when }) => [over, when] as const),
    ...made.map((one) => ['line', one] as const),
  ]) {
    const parsed = environments[over].parse(when);
    expect(parsed.check().valid, when).toBe(true);
    const condition = conditionOf(parsed.ast);
    expect(condition, when).toBeDefined();
    for (const look of looks)
      for (const i of look.lines.keys()) {
        const sight = new ClaimSight(look);
        sight.turnTo(i);
        const answer = parsed(sight.whole());
        expect(condition?.(sight), when).toBe(answer);
        if (answer === true) held++;
      }
  }
  expect(held).toBeGreaterThan(1_000);
});

test('what is not known here is left to CEL', () => {
  for (const when of [
    'line.modifiers[0] == "25"',
    'line.units + 1 > 2',
    'size(line.code) > 4',
    'line.code == "1" ? true : false',
    'has(line.code)',
  ]) {
    const parsed = environments.line.parse(when);
    expect(parsed.check().valid, when).toBe(true);
    expect(conditionOf(parsed.ast), when).toBeUndefined();
  }
});
