import { describe, expect, test } from 'vitest';
import { checkClaim } from '../index.ts';
import { dental, medical, served } from '../testing/claims.ts';
import { samplePack } from '../testing/pack.ts';
import { Allowance } from './allowance.ts';
import { checkPack, checkRule } from './check-pack.ts';
import { compileRules } from './compile.ts';
import type { PayerRule } from './rule.ts';
import { packDocument } from './rule-document.ts';
import { RuleRun } from './rule-run.ts';

const [first] = samplePack.rules;
if (first === undefined) throw new Error('the sample has rules');
const rule = (change: Partial<PayerRule>): PayerRule => ({ ...first, ...change });
const codesOf = (rules: readonly PayerRule[], facts: ReturnType<typeof medical>): readonly string[] =>
  checkClaim({ ...facts, rules: compileRules(rules).rules })
    .map(({ code }) => code)
    .filter((code) => code.startsWith('payer-rule'));

describe('a pack of payer rules', () => {
  test('is checked by the tests that travel with its rules', () => {
    expect(checkPack(samplePack)).toEqual([]);
    const turned = { ...samplePack, rules: samplePack.rules.map((one) => ({ ...one, when: `!(${one.when})` })) };
    expect(checkPack(turned).length).toBeGreaterThanOrEqual(samplePack.rules.length * 2);
  });

  test('unknown fields, wrong kinds of values and conditions that answer no yes or no are told before they are asked', () => {
    for (const when of [
      'line.nope == 1',
      'line.units == "2"',
      'line.units + 1',
      'secrets == 1',
      'line.code ==',
      'line.code.matches("(a+)+$")',
    ])
      expect(
        checkRule(rule({ when })).map(({ code }) => code),
        when,
      ).toContain('rule-condition');
    expect(compileRules([rule({ when: 'line.nope == 1' })]).findings).toHaveLength(1);
  });

  test('a pattern is refused however it is written', () => {
    for (const when of [
      'line.note.matches //x\n ("^(a+)+$")',
      'matches(line.note, "a")',
      'lines.exists(l, !(true || l.note.matches("a")))',
      'cel.bind(a, line.note + line.note, a + a == "x")',
      '[1, 2].exists(x, {"a": x}.a == 1)',
    ])
      expect(
        checkRule(rule({ over: 'line', when })).map(({ code }) => code),
        when,
      ).toContain('rule-condition');
  });

  test('lists within lists are two at most, and of the claim', () => {
    const nested = (names: readonly string[]): string =>
      names.reduceRight((body, name) => `lines.exists(${name}, ${body})`, names.map((name) => `${name}.units < 0.0`).join(' || '));
    const found = (change: Partial<PayerRule>) => compileRules([rule({ over: 'line', ...change })]).findings;
    expect(found({ when: nested(['a', 'b']) })).toEqual([]);
    for (const names of ['abc', 'abcde'])
      expect(found({ when: nested([...names]) })[0], names).toMatchObject({
        says: expect.stringContaining('a list within a list within a list'),
        fix: expect.stringContaining('one list within another'),
      });
    for (const when of [
      'lines.filter(a, lines.all(b, history.exists_one(c, c.units > b.units))).size() > 1',
      '(lines + lines + lines).exists(a, a.units > 1)',
      'lines.map(a, lines + lines).exists(x, x.exists(y, y.units > 1))',
      'history.map(a, lines + lines).exists(lines, lines.exists(y, y.units > 1))',
      'line.note.split("").exists(a, a == "x")',
      `lines.exists(a, lines.exists(b, ${Array.from({ length: 40 }, () => 'a.units > b.units').join(' || ')}))`,
      `line.code in [${Array.from({ length: 501 }, () => '"A"').join()}]`,
      `line.code == "${'x'.repeat(4_000)}"`,
    ])
      expect(found({ when }), when.slice(0, 80)).toHaveLength(1);
    expect(found({ when: 'lines.filter(l, l.units > 1).map(l, l.code).exists(c, c == line.code) && "a" in line.modifiers' })).toEqual([]);
  });

  test('the most that is accepted is asked of a large claim in a bounded number of steps', () => {
    const when = `lines.all(a, history.all(h, ${Array.from({ length: 8 }, () => 'a.units < h.units').join(' && ')}))`;
    const lines = Array.from({ length: 50 }, () => ({ units: 1 }));
    const see = { lines, history: Array.from({ length: 200 }, () => ({ units: 2 })) };
    const tests = [
      { name: 'yes', see, fires: true },
      { name: 'no', see: { lines, history: [{ units: 0 }] }, fires: false },
    ];
    expect(checkRule(rule({ over: 'claim', when, tests }))).toEqual([]);
    const many = Array.from({ length: 100 }, () => tests).flat();
    expect(checkRule(rule({ over: 'line', when, tests: many })).map(({ code }) => code)).toEqual(['rule-tests']);
  });

  test('one that asks too much of a claim is put aside by name, the others go on, and the rest of the run is spared', () => {
    const greedy = 'history.all(a, history.all(b, a.units < b.units + 1000 || a.units > b.units))';
    const long = Array.from({ length: 1_500 }, () => served('99213', '2026-01-01'));
    const rules = (when: string) =>
      compileRules([rule({ id: 'greedy', over: 'claim', payers: ['*'], when }), rule({ payers: ['*'] })]).rules;
    for (const when of [greedy, 'history.all(a, history.all(b, a.units <= b.units))']) {
      const found = checkClaim({ ...medical(['99213'], { history: long }), rules: rules(when) }).filter(({ family }) => family === 'payer');
      expect(found.map(({ code, severity }) => [code, severity])[0], when).toEqual(['payer-rule-put-aside', 'warning']);
      expect(found[0]?.says).toContain('greedy');
    }
    const run = new RuleRun();
    const ready = rules('history.all(a, history.all(b, a.units <= b.units))');
    const claims = Array.from({ length: 400 }, () => medical(['99213'], { history: long }));
    const before = process.cpuUsage();
    const codes = claims.map((facts) => checkClaim({ ...facts, rules: ready, run }).map(({ code }) => code));
    expect(codes.every((own) => own.includes('payer-rule-put-aside'))).toBe(true);
    // Of every claim alone it would be 400 million steps.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3_000);
    const cheap = checkClaim({ ...medical(['99213']), rules: ready, run }).map(({ code }) => code);
    expect(cheap).toContain('payer-rule-put-aside');
    expect(checkClaim({ ...medical(['99213']), rules: ready }).map(({ code }) => code)).not.toContain('payer-rule-put-aside');
  });

  test('the rules of a pack share what their tests may take', () => {
    const when = 'lines.all(a, lines.all(b, a.units <= b.units))';
    const tests = [
      { name: 'yes', see: { lines: Array.from({ length: 50 }, () => ({ units: 1 })) }, fires: true },
      { name: 'no', see: { lines: [{ units: 2 }, { units: 1 }] }, fires: false },
    ];
    const ofPack = new Allowance(30_000);
    const outcomes = ['a', 'b', 'c'].map((id) =>
      checkRule(rule({ id, over: 'claim', when, tests }), ofPack).map(({ code, at }) => [code, at]),
    );
    expect(outcomes).toEqual([[], [], [['rule-tests', 'rule c']]]);
  });

  test('a rule without tests, payer, tag or phrases is not whole', () => {
    const codes = (change: Partial<PayerRule>) => checkRule(rule(change)).map(({ code }) => code);
    for (const change of [{ tests: [] }, { payers: [] }, { action: 'tag' }, { action: 'propose' }] as const)
      expect(codes(change)).toContain('rule-incomplete');
    expect(checkPack({ ...samplePack, rules: [first, first] }).map(({ code }) => code)).toContain('rule-twice');
  });

  test('speaks of its payer, kind and dates only', () => {
    const units = medical(['97110*5'], { line: { minutes: 80 } });
    const over = rule({ when: 'line.code == "97110" && line.units > 4', payers: ['P100'] });
    expect(codesOf([over], units)).toEqual([`payer-rule:${over.id}`]);
    expect(codesOf([{ ...over, payers: ['P200'] }], units)).toEqual([]);
    expect(codesOf([{ ...over, payers: ['*'] }], units)).toHaveLength(1);
    expect(codesOf([{ ...over, kinds: ['dental'] }], units)).toEqual([]);
    expect(codesOf([{ ...over, retired: '2026-03-09' as PayerRule['effective'] }], units)).toEqual([]);
    expect(codesOf([{ ...over, effective: '2026-03-11' as PayerRule['effective'] }], units)).toEqual([]);
  });

  test('sees the whole claim, each line and the history', () => {
    const pairs = rule({
      over: 'claim',
      payers: ['*'],
      when: 'lines.exists(l, l.family == "office visit") && lines.exists(l, l.family == "heart tracing") && patient.age > 40',
    });
    expect(codesOf([pairs], medical(['99213-25', '93000']))).toHaveLength(1);
    expect(codesOf([pairs], medical(['99213-25']))).toHaveLength(0);
    const again = rule({ payers: ['*'], when: 'line.family == "check-up" && history.exists(h, h.code == line.code && h.daysAgo < 150)' });
    expect(codesOf([again], dental(['D0120'], { history: [served('D0120', '2026-01-01')] }))).toHaveLength(1);
    expect(codesOf([again], dental(['D0120'], { history: [served('D0120', '2025-01-01')] }))).toHaveLength(0);
  });

  test('one that fails while it is asked is told, and stops nothing', () => {
    const failing = rule({ payers: ['*'], when: 'line.modifiers[0] == "25"' });
    expect(codesOf([failing, rule({ payers: ['*'], when: 'line.code == "99213"' })], medical(['99213']))).toEqual([
      'payer-rule-failed',
      `payer-rule:${first.id}`,
    ]);
  });

  test('a modifier is proposed only on the phrases of the note', () => {
    const proposing = rule({
      payers: ['*'],
      action: 'propose',
      when: 'line.code == "99213"',
      proposal: { change: 'add-modifier', choices: ['25'], phrases: ['separate problem (knee)'] },
    });
    const proposals = (note: string) =>
      checkClaim({ ...medical(['99213'], { note }), rules: compileRules([proposing]).rules }).flatMap(({ proposal, action }) =>
        proposal ? [action] : [],
      );
    expect(proposals('Also seen for a separate problem  (knee).')).toEqual(['add_modifier_25']);
    expect(proposals('No separate problem (knee).')).toEqual([]);
    expect(proposals('Seen for diabetes.')).toEqual([]);
  });

  test('has a page written from it', () => {
    const page = packDocument(samplePack);
    for (const { title, when, source } of samplePack.rules) for (const part of [title, when, source]) expect(page).toContain(part);
  });
});
