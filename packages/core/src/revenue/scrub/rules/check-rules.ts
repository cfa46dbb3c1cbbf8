import type { Proposal, ScrubFinding } from '../finding.ts';
import type { LineLook, Look } from '../look.ts';
import { quote } from '../quote.ts';
import type { CompiledRule } from './compile.ts';
import type { CompiledRules, RulePlan } from './plan.ts';
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
  return {
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
    evidence: proposal?.evidence ?? none,
    action: choice === undefined ? 'review_payer_rule' : `add_modifier_${choice.toLowerCase()}`,
    ...(proposal === undefined ? {} : { proposal }),
    ...(rule.tag === undefined ? {} : { tag: rule.tag }),
  };
}

/** A place among the rules and a line as one number, by which they sort in the order of the rules. */
const placed = (place: number, lines: number, i: number): number => place * (lines + 1) + i;
const ascending = (a: number, b: number): number => a - b;

/** Which rule is asked of which line: only those whose code or kind of procedure it has. */
function asksOf({ lines }: Look, { ofLines, byCode, byFamily }: RulePlan): number[] {
  const asks: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { code = '', family = '' } = lines[i] ?? {};
    for (const place of ofLines) asks.push(placed(place, lines.length, i));
    for (const place of byCode.get(code) ?? none) asks.push(placed(place, lines.length, i));
    for (const place of byFamily.get(family) ?? none) asks.push(placed(place, lines.length, i));
  }
  return asks;
}

/** Puts the rules of the payer to the claim, in their order. */
export function checkRules(look: Look, rules: CompiledRules, findings: ScrubFinding[]): void {
  const { lines, claim, coverage, from } = look;
  const plan = rules.planFor(coverage?.payerId ?? '', claim.kind, from);
  if (plan.rules.length === 0) return;
  const asks = asksOf(look, plan);
  for (const place of plan.ofClaim) asks.push(placed(place, lines.length, lines.length));
  if (asks.length > plan.ofClaim.length) asks.sort(ascending);
  const sight = new ClaimSight(look);
  for (const ask of asks) {
    const compiled = plan.rules[Math.floor(ask / (lines.length + 1))];
    const i = ask % (lines.length + 1);
    const line = lines[i];
    if (compiled === undefined) continue;
    if (line !== undefined) sight.turnTo(line, i);
    try {
      if (compiled.holds(sight)) findings.push(findingOf(compiled, look, line, false));
    } catch {
      findings.push(findingOf(compiled, look, line, true));
    }
  }
}
