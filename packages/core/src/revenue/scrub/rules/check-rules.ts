import type { Proposal, ScrubFinding, Writable } from '../finding.ts';
import type { LineLook, Look } from '../look.ts';
import { quote } from '../quote.ts';
import { Allowance, OutOfSteps } from './allowance.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { CompiledRules, RulePlan } from './plan.ts';
import { mostSteps, type RuleRun } from './rule-run.ts';
import { ClaimSight } from './view-of.ts';

const severities = { hold: 'error', warn: 'warning', tag: 'info', propose: 'warning' } as const;
const escaped = (phrase: string): string => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** Only with words of the note: a rule asks for them by phrases. */
function proposalOf({ rule }: CompiledRule, look: Look, line: LineLook | undefined): Proposal | undefined {
  const { proposal } = rule;
  if (rule.action !== 'propose' || proposal === undefined || proposal.phrases.length === 0) return undefined;
  const evidence = quote(look.facts.note, new RegExp(`(?:${proposal.phrases.map(escaped).join('|')})`, 'i'));
  if (evidence === undefined) return undefined;
  const { change, choices } = proposal;
  return { change, choices, evidence: [evidence], ...(line ? { line: line.line.number } : {}) };
}

const none: readonly never[] = [];

function findingOf(compiled: CompiledRule, look: Look, line: LineLook | undefined, failed: boolean): ScrubFinding {
  const { rule } = compiled;
  const proposal = failed ? undefined : proposalOf(compiled, look, line);
  const choice = proposal?.change === 'add-modifier' ? proposal.choices[0] : undefined;
  const finding: Writable<ScrubFinding> = {
    code: failed ? 'payer-rule-failed' : `payer-rule:${rule.id}`,
    family: 'payer',
    severity: failed ? 'warning' : severities[rule.action],
    snip: 7,
    at: line === undefined ? 'claim' : `line ${line.line.number}`,
    lines: line === undefined ? none : [line.line.number],
    says: failed ? `Rule ${rule.id} could not be asked of this claim.` : rule.says,
    because: rule.because,
    fix: failed ? 'Correct the condition of the rule.' : rule.fix,
    rule: `${rule.id} version ${rule.version}: ${rule.source}`,
    values: { version: rule.version },
    evidence: proposal?.evidence ?? none,
    action: choice === undefined ? 'review_payer_rule' : `add_modifier_${choice.toLowerCase()}`,
  };
  if (proposal !== undefined) finding.proposal = proposal;
  if (rule.tag !== undefined) finding.tag = rule.tag;
  return finding;
}

/** It said neither yes nor no: the claim goes on as if the rule were off, and says so. */
function putAside({ rule }: CompiledRule): ScrubFinding {
  return {
    ...{ code: 'payer-rule-put-aside', family: 'payer', severity: 'warning', snip: 7, at: 'claim', lines: none },
    says: `Rule ${rule.id} (${rule.title}) was put aside: it asks more of claims than a rule may.`,
    because: 'It would have kept every other rule and claim waiting.',
    fix: 'Make the rule ask less, or switch it off; look at the claim for what the rule holds.',
    ...{ rule: `${rule.id} version ${rule.version}: ${rule.source}`, evidence: none, action: 'review_payer_rule' },
  };
}

/** A place among the rules and a line as one number, by which they sort in the order of the rules. */
const placed = (place: number, lines: number, i: number): number => place * (lines + 1) + i;

/** A handful of numbers: sorted as they come, for sorting afterwards costs more than asking the rules. */
function insert(sorted: number[], one: number): void {
  let at = sorted.length;
  for (; at > 0 && (sorted[at - 1] ?? 0) > one; at--) sorted[at] = sorted[at - 1] ?? 0;
  sorted[at] = one;
}

/** Which rule is asked of the claim, and which of which line: only those whose code or kind of procedure it has. */
function asksOf({ lines }: Look, { ofClaim, ofLines, byCode, byFamily }: RulePlan): readonly number[] {
  const asks: number[] = [];
  for (const place of ofClaim) asks.push(placed(place, lines.length, lines.length));
  for (let i = 0; i < lines.length; i++) {
    const { code = '', family = '' } = lines[i] ?? {};
    for (const place of ofLines) insert(asks, placed(place, lines.length, i));
    for (const place of byCode.get(code) ?? none) insert(asks, placed(place, lines.length, i));
    for (const place of byFamily.get(family) ?? none) insert(asks, placed(place, lines.length, i));
  }
  return asks;
}

/** Puts the rules of the payer to the claim, in their order. */
export function checkRules(look: Look, rules: CompiledRules, findings: ScrubFinding[]): void {
  const { lines, claim, coverage, from } = look;
  const { run } = look.facts;
  const plan = rules.planFor(coverage?.payerId ?? '', claim.kind, from);
  if (plan.rules.length === 0) return;
  const allowance = new Allowance(mostSteps.ofClaim);
  const sight = new ClaimSight(look, allowance);
  let current: CompiledRule | undefined;
  let aside = false;
  for (const ask of asksOf(look, plan)) {
    const i = ask % (lines.length + 1);
    const compiled = plan.rules[(ask - i) / (lines.length + 1)];
    const line = lines[i];
    if (compiled === undefined) continue;
    if (compiled !== current) {
      tell(run, current, allowance);
      current = compiled;
      aside = run?.isAside(compiled) === true;
      if (aside) findings.push(putAside(compiled));
    }
    if (aside) continue;
    if (line !== undefined) sight.turnTo(i);
    try {
      if (compiled.holdsOfThose(sight)) findings.push(findingOf(compiled, look, line, false));
    } catch (error) {
      aside = error instanceof OutOfSteps;
      findings.push(aside ? putAside(compiled) : findingOf(compiled, look, line, true));
    }
  }
  tell(run, current, allowance);
}

function tell(run: RuleRun | undefined, rule: CompiledRule | undefined, allowance: Allowance): void {
  if (rule !== undefined) run?.tell(rule, allowance.taken);
  allowance.renew();
}
