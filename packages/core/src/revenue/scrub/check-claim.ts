import type { Edit, Hit } from './edit.ts';
import { edits } from './edits/index.ts';
import { editsFor } from './edits-for.ts';
import type { ScrubFacts } from './facts.ts';
import type { ScrubFinding, Writable } from './finding.ts';
import { type Look, lookAt } from './look.ts';
import { checkRules } from './rules/check-rules.ts';

/** What an edit says, cut at its slots once: every second part is the name of one. */
const cut = (text: string): readonly string[] => text.split(/\{(\w+)\}/);
const cuts = new Map(edits.map(({ code, says, fix }) => [code, { says: cut(says), fix: cut(fix) }]));

function fill(parts: readonly string[], values: Hit['values']): string {
  let text = parts[0] ?? '';
  for (let i = 1; i < parts.length; i += 2) text += `${values?.[parts[i] ?? ''] ?? `{${parts[i]}}`}${parts[i + 1] ?? ''}`;
  return text;
}

const none: readonly never[] = [];

function findingOf(edit: Edit, hit: Hit): ScrubFinding {
  const { line, also } = hit;
  const words = cuts.get(edit.code);
  const ofLine = line === undefined ? undefined : `line ${line.line.number}`;
  const at = hit.at ?? ofLine ?? 'claim';
  const finding: Writable<ScrubFinding> = {
    code: edit.code,
    family: edit.family,
    severity: hit.severity ?? (edit.severity === 'hold' ? 'error' : 'warning'),
    at: ofLine !== undefined && hit.at !== undefined && !at.startsWith('line') ? `${ofLine}, ${at}` : at,
    lines: line === undefined ? none : also === undefined ? [line.line.number] : [line, ...also].map((one) => one.line.number),
    says: fill(words?.says ?? [edit.says], hit.values),
    because: edit.because,
    fix: fill(words?.fix ?? [edit.fix], hit.values),
    rule: edit.source,
    evidence: hit.evidence ?? none,
    action: hit.action ?? edit.action,
  };
  if (hit.values !== undefined) finding.values = hit.values;
  if (edit.snip !== undefined) finding.snip = edit.snip;
  if (hit.edition !== undefined) finding.edition = hit.edition;
  if (hit.proposal !== undefined) finding.proposal = hit.proposal;
  return finding;
}

/** Everything that is found at a claim before it goes out. It changes nothing: what to do is proposed, and a person does it. */
export function checkClaim(facts: ScrubFacts): ScrubFinding[] {
  const look = lookAt(facts);
  return checkBy(look, editsFor(look));
}

/** The same by these edits. */
export function checkBy(look: Look, edits: readonly Edit[]): ScrubFinding[] {
  const findings: ScrubFinding[] = [];
  let current: Edit | undefined;
  const report = (hit: Hit): void => {
    if (current !== undefined) findings.push(findingOf(current, hit));
  };
  for (const edit of edits) {
    current = edit;
    edit.check(look, report);
  }
  if (look.facts.rules !== undefined) checkRules(look, look.facts.rules, findings);
  return findings;
}
