import type { Proposal, ScrubFinding, Writable } from '../finding.ts';
import type { LineLook, Look } from '../look.ts';
import { quote } from '../quote.ts';
import type { CompiledRule } from './compiled-rule.ts';
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
    evidence: proposal?.evidence ?? none,
    action: choice === undefined ? 'review_payer_rule' : `add_modifier_${choice.toLowerCase()}`,
  };
  if (proposal !== undefined) finding.proposal = proposal;
  if (rule.tag !== undefined) finding.tag = rule.tag;
  return finding;
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
  const plan = rules.planFor(coverage?.payerId ?? '', claim.kind, from);
  if (plan.rules.length === 0) return;
  const sight = new ClaimSight(look);
  for (const ask of asksOf(look, plan)) {
    const i = ask % (lines.length + 1);
    const compiled = plan.rules[(ask - i) / (lines.length + 1)];
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
