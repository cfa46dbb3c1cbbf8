import { describe, expect, test } from 'vitest';
import type { PlainDate } from '../../../ground/base/index.ts';
import { medical, served } from '../testing/claims.ts';
import { samplePack } from '../testing/pack.ts';
import { lookAtCondition } from './condition.ts';
import { type Clause, comparisons, wantsValues, writeCondition } from './condition-form.ts';
import { factAsCondition, ruleFacts } from './rule-facts.ts';
import { sightOf } from './rule-sight.ts';
import { suggestTests } from './suggest-tests.ts';
import { viewTypes } from './view.ts';

const effective = '2026-01-01' as PlainDate;
const line = (when: string) => lookAtCondition({ over: 'line', when });

describe('the condition of a rule', () => {
  test('every fact that it may name is told with an example that can be asked as it stands', () => {
    const types = Object.values(viewTypes).reduce((count, type) => count + Object.keys(type).length, 0);
    expect(ruleFacts).toHaveLength(types);
    for (const fact of ruleFacts) expect(line(factAsCondition(fact)), fact.name).toMatchObject({ is: 'good' });
  });

  test('what a form can say is written as a condition, and read back as the same form', () => {
    const values = { text: ['97110', '97140'], texts: ['25', '59'], number: ['4'], cents: ['12500'], 'yes-no': [] };
    const clauses: Clause[] = ruleFacts
      .filter(({ of }) => of !== 'history')
      .flatMap(({ name, kind }) =>
        comparisons[kind].flatMap((is) =>
          (wantsValues(is) ? [values[kind], values[kind].slice(0, 1)] : [[]]).map((given) => ({
            kind: 'fact',
            fact: name,
            is,
            values: given,
          })),
        ),
      );
    for (const is of ['with', 'without'] as const) {
      clauses.push(
        { kind: 'beside', is, fact: 'code', values: ['93000'] },
        { kind: 'beside', is, fact: 'family', values: ['crown', 'bridge'] },
      );
      for (const sameTooth of [true, false]) clauses.push({ kind: 'served', is, fact: 'family', values: ['crown'], days: 1825, sameTooth });
    }
    for (const clause of clauses) {
      const look = lookAtCondition(writeCondition([clause]));
      expect(look.is === 'good' ? look.clauses : look.fault, JSON.stringify(clause)).toEqual([clause]);
    }
    for (const clause of clauses) {
      const tests = suggestTests({ ...writeCondition([clause]), effective }, [clause]);
      expect(
        tests.map(({ fires }) => fires),
        JSON.stringify(clause),
      ).toEqual([true, false]);
    }
    const all = clauses.slice(0, 40);
    expect(lookAtCondition(writeCondition(all))).toMatchObject({ is: 'good', clauses: all });
  });

  test('a condition is told in words, and most that practices write are a form', () => {
    const words = (when: string) => {
      const look = line(when);
      return look.is === 'good' ? look.words : look.fault.says;
    };
    expect(words('line.code in ["97110", "97140"] && line.units > 4 && !("GP" in line.modifiers)')).toBe(
      'the procedure is 97110 or 97140 and its units are more than 4 and none of its modifiers is GP',
    );
    expect(words('claim.billedCents > 500000 || claim.referral == ""')).toBe('the total is more than $5000.00 or the referral is missing');
    expect(words('history.exists(h, h.family == "crown" && h.daysAgo < 1825 && h.tooth in line.teeth)')).toBe(
      'the patient had of the kind crown at the same tooth less than 1825 days before',
    );
    expect(words('lines.filter(l, l.family == "crown").size() > 1')).toContain('is more than 1');
    const forms = samplePack.rules.filter((rule) => {
      const look = lookAtCondition(rule);
      return look.is === 'good' && look.clauses !== undefined;
    });
    expect(forms.length).toBeGreaterThanOrEqual(15);
  });

  test.each([
    ['line.cod == "97110"', 'cod', 'Did you mean line.code?'],
    ['line.code == "97110" && lin.units > 4', 'lin', 'Did you mean'],
    ['line.units == "4"', 'line.units', 'line.units is a number'],
    ['line.code == "97110', '"97110', 'quotation mark'],
    ['line.code ==', '', 'Something is missing at the end'],
    ['line.units + 1', 'line.units + 1', 'Compare it'],
    ['line.code.matches("a+")', 'matches', 'startsWith'],
  ])('what is wrong with %s is told with its place and what to do', (when, at, fix) => {
    const look = line(when);
    if (look.is === 'good') throw new Error('nothing was found');
    expect(look.fault.fix).toContain(fix);
    expect(when.slice(look.fault.from, look.fault.to)).toContain(at);
    expect(look.fault.to).toBeLessThanOrEqual(when.length);
  });

  test('a test made from a claim holds what the condition asks about, and nothing that tells whose claim it is', () => {
    const facts = medical(['97110*5', '99213-25'], { line: { minutes: 80 }, history: [served('97110', '2026-01-05')] });
    const look = line('line.units > 4 && payer.memberId != "" && history.exists(h, h.code == line.code)');
    if (look.is === 'wrong') throw new Error(look.fault.says);
    const sight = sightOf(facts, look.facts);
    expect(sight).toEqual({
      payer: { memberId: 'M1' },
      lines: [
        { code: '97110', units: 5 },
        { code: '99213', units: 1 },
      ],
      history: [{ code: '97110' }],
    });
  });
});
