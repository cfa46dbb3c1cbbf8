import type { Proposal, ScrubFinding } from '../finding.ts';
import type { LineLook, Look } from '../look.ts';
import { quote } from '../quote.ts';
import { type CompiledRule, type CompiledRules, type RuleContext, speaksOf } from './compile.ts';
import type { RuleLine } from './view.ts';
import { historyView, lineView, viewOf } from './view-of.ts';

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

const missed = (wanted: ReadonlySet<string> | undefined, given: string): boolean => wanted !== undefined && !wanted.has(given);

/** Puts the rules of the payer to the claim. What a claim looks like to a rule is made only when a rule comes so far. */
export function checkRules(look: Look, rules: CompiledRules, findings: ScrubFinding[]): void {
  let context: RuleContext | undefined;
  const views: RuleLine[] = [];
  const ask = (compiled: CompiledRule, line: LineLook | undefined, i: number): void => {
    context ??= viewOf(look);
    if (compiled.wantsHistory) context.history ??= historyView(look);
    if (compiled.wantsLines) context.lines ??= look.lines.map(lineView);
    if (line !== undefined) {
      views[i] ??= lineView(line);
      context.line = views[i];
    }
    try {
      if (compiled.holds(context)) findings.push(findingOf(compiled, look, line, false));
    } catch {
      findings.push(findingOf(compiled, look, line, true));
    }
  };
  const put = (compiled: CompiledRule): void => {
    if (!speaksOf(compiled.rule, look.claim.kind, look.from)) return;
    if (compiled.rule.over === 'claim') {
      ask(compiled, undefined, 0);
      return;
    }
    const { lines } = look;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if (line === undefined || missed(compiled.codes, line.code) || missed(compiled.families, line.family)) continue;
      ask(compiled, line, i);
    }
  };
  for (const compiled of rules.everywhere) put(compiled);
  for (const compiled of rules.byPayer.get(look.coverage?.payerId ?? '') ?? none) put(compiled);
}
