import type { Finding } from '../../../ground/base/index.ts';
import { compileRule, isCompiled } from './compile.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { PayerRule, RulePack, RuleSight, RuleTest } from './rule.ts';
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

/** So many steps are over in moments. */
const mostSteps = 10_000_000;

/** How many steps the tests of a rule take at most, by the longest list of each. */
function stepsOfTests({ rule, steps: [once, each, eachOfEach] }: CompiledRule): number {
  return rule.tests.reduce((total, { see }) => {
    const lists = [see.claim ?? {}, ...(see.lines ?? []), ...(see.history ?? [])].flatMap((one) => Object.values(one));
    const sizes = lists.map((value: unknown) => (Array.isArray(value) ? value.length : 0));
    const lines = Math.max(see.lines?.length ?? 1, 1);
    const longest = sizes.reduce((a, b) => Math.max(a, b), Math.max(lines, see.history?.length ?? 0));
    return total + (rule.over === 'line' ? lines : 1) * (once + each * longest + eachOfEach * longest ** 2);
  }, 0);
}

function fires(holds: (context: RuleContext) => boolean, rule: PayerRule, test: RuleTest): boolean {
  const context = contextOf(rule, test.see);
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

/** What each test of a rule comes to; none where the condition cannot be used. */
export function tryTests(rule: PayerRule): readonly TestOutcome[] {
  const compiled = compileRule(rule);
  if (!isCompiled(compiled)) return [];
  return rule.tests.map((test) => {
    let fired: boolean | undefined;
    try {
      fired = fires(compiled.holds, rule, test);
    } catch {
      fired = undefined;
    }
    return { test, fired, holds: fired === test.fires };
  });
}

/** Whether a rule is whole, its condition can be read, and the tests that travel with it hold. */
export function checkRule(rule: PayerRule): readonly Finding[] {
  const found = checkShape(rule);
  const compiled = compileRule(rule);
  if (!isCompiled(compiled)) return [...found, compiled];
  if (stepsOfTests(compiled) > mostSteps)
    return [
      ...found,
      finding(
        rule,
        'rule-tests',
        'The tests of the rule are too large for what it asks.',
        'Give them fewer lines and services, or make them fewer.',
      ),
    ];
  for (const { test, fired, holds } of tryTests(rule))
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
  const found = pack.rules.flatMap((rule) => [...checkRule(rule)]);
  const seen = new Set<string>();
  for (const rule of pack.rules) {
    if (seen.has(rule.id)) found.push(finding(rule, 'rule-twice', 'Two rules of the pack have this id.', 'Name one of them otherwise.'));
    seen.add(rule.id);
  }
  return found;
}
