import type { Finding } from '../../../ground/base/index.ts';
import { Allowance } from './allowance.ts';
import { compileRule, isCompiled } from './compile.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { PayerRule, RulePack, RuleSight, RuleTest } from './rule.ts';
import { mostSteps } from './rule-run.ts';
import type { RuleContext, RuleLine, RuleServed } from './view.ts';

const plainLine: RuleLine = {
  number: 1,
  code: '',
  family: '',
  modifiers: [],
  units: 1,
  billedCents: 10_000,
  place: '11',
  diagnoses: [],
  minutes: 0,
  teeth: [],
  surfaces: [],
  areas: [],
  servedOn: '2026-01-15',
  note: '',
  ordering: '',
};
const plainServed: RuleServed = { code: '', family: '', modifiers: [], units: 1, daysAgo: 30, tooth: '', provider: '' };

/** A plain claim, and what a test wants different. */
function contextOf(rule: PayerRule, see: RuleSight): RuleContext & { readonly lines: readonly RuleLine[] } {
  const lines = (see.lines ?? [{}]).map((line, i) => ({ ...plainLine, number: i + 1, ...line }));
  return {
    claim: {
      kind: rule.kinds?.[0] ?? 'professional',
      frequency: '1',
      sentAs: 'primary',
      place: '11',
      billedCents: lines.reduce((total, { billedCents }) => total + billedCents, 0),
      diagnoses: [],
      authorization: '',
      referral: '',
      predetermination: false,
      accident: '',
      note: '',
      attachments: [],
      jurisdiction: '',
      servedOn: lines[0]?.servedOn ?? '',
      typeOfBill: '',
      ...see.claim,
    },
    patient: { age: 40, sex: 'F', state: '', relationship: '18', ...see.patient },
    payer: { id: rule.payers[0] ?? '', indicator: 'CI', memberId: '', group: '', ...see.payer },
    billing: { npi: '', taxonomy: '', state: '', ...see.billing },
    rendering: { npi: '', taxonomy: '', ...see.rendering },
    lines,
    history: (see.history ?? []).map((served) => ({ ...plainServed, ...served })),
  };
}

function fires(holds: (context: RuleContext) => boolean, rule: PayerRule, test: RuleTest, allowance: Allowance): boolean {
  const context = { ...contextOf(rule, test.see), allowance };
  if (rule.over === 'claim') return holds(context);
  return context.lines.some((line) => holds({ ...context, line }));
}

const finding = (rule: PayerRule, code: string, says: string, fix: string): Finding => ({
  code,
  severity: 'error',
  at: `rule ${rule.id}`,
  says,
  fix,
});

function checkShape(rule: PayerRule): Finding[] {
  const found: Finding[] = [];
  const wrong = (says: string, fix: string): void => void found.push(finding(rule, 'rule-incomplete', says, fix));
  if (rule.payers.length === 0) wrong('The rule names no payer.', "Name the payers, or '*' for every one.");
  if (rule.retired !== undefined && rule.retired < rule.effective) wrong('The rule ends before it begins.', 'Correct its dates.');
  if (rule.action === 'tag' && !rule.tag) wrong('The rule tags, and names no tag.', 'Name the tag.');
  if (rule.action === 'propose' && (rule.proposal === undefined || rule.proposal.phrases.length === 0))
    wrong('The rule proposes, and does not say what, or on which words of the note.', 'Name the change and the phrases that support it.');
  for (const wanted of [true, false])
    if (!rule.tests.some((test) => test.fires === wanted))
      wrong(`The rule has no test where it ${wanted ? 'fires' : 'stays silent'}.`, 'Add one of each at least.');
  return found;
}

export interface TestOutcome {
  readonly test: RuleTest;
  /** Undefined where it could not be asked. */
  readonly fired: boolean | undefined;
  readonly holds: boolean;
}

/** What each test of a rule comes to; none where the condition cannot be used. What is left once it has taken too much is asked no more. */
export function tryTests(rule: PayerRule, allowance = new Allowance(mostSteps.ofTests)): readonly TestOutcome[] {
  const compiled = compileRule(rule);
  return isCompiled(compiled) ? outcomesOf(compiled, allowance) : [];
}

function outcomesOf({ rule, holds }: CompiledRule, allowance: Allowance): TestOutcome[] {
  return rule.tests.map((test) => {
    let fired: boolean | undefined;
    try {
      fired = allowance.isOut ? undefined : fires(holds, rule, test, allowance);
    } catch {
      fired = undefined;
    }
    return { test, fired, holds: fired === test.fires };
  });
}

/** Whether a rule is whole, its condition can be read, and the tests that travel with it hold; of a pack, with what is left to its rules. */
export function checkRule(rule: PayerRule, ofPack = new Allowance(mostSteps.ofPack)): readonly Finding[] {
  const found = checkShape(rule);
  const compiled = compileRule(rule);
  if (!isCompiled(compiled)) return [...found, compiled];
  const ofTests = new Allowance(Math.min(mostSteps.ofTests, ofPack.left));
  const outcomes = outcomesOf(compiled, ofTests);
  ofPack.spend(ofTests.taken);
  if (ofTests.isOut)
    return [
      ...found,
      finding(
        rule,
        'rule-tests',
        'The tests of the rule are too large for what it asks.',
        'Give them fewer lines and services, or make them fewer; or bring the pack in several parts.',
      ),
    ];
  for (const { test, fired, holds } of outcomes)
    if (!holds)
      found.push(
        finding(
          rule,
          'rule-test',
          `Its test "${test.name}" ${fired === undefined ? 'could not be asked' : fired ? 'fires and should not' : 'does not fire and should'}.`,
          'Correct the condition or the test.',
        ),
      );
  return found;
}

/** A pack is switched on only when this finds nothing. */
export function checkPack(pack: RulePack): readonly Finding[] {
  const ofPack = new Allowance(mostSteps.ofPack);
  const found = pack.rules.flatMap((rule) => [...checkRule(rule, ofPack)]);
  const seen = new Set<string>();
  for (const rule of pack.rules) {
    if (seen.has(rule.id)) found.push(finding(rule, 'rule-twice', 'Two rules of the pack have this id.', 'Name one of them otherwise.'));
    seen.add(rule.id);
  }
  return found;
}
