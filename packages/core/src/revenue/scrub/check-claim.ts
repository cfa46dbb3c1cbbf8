import type { ClaimKind } from '../claims/index.ts';
import type { Edit, Hit } from './edit.ts';
import { edits } from './edits/index.ts';
import type { ScrubFacts } from './facts.ts';
import type { ScrubFinding } from './finding.ts';
import { lookAt } from './look.ts';
import { checkRules } from './rules/check-rules.ts';

const of = (kind: ClaimKind): readonly Edit[] => edits.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));
const byKind: { readonly [kind in ClaimKind]: readonly Edit[] } = {
  professional: of('professional'),
  institutional: of('institutional'),
  dental: of('dental'),
};

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
  const lines = line === undefined ? none : [line.line.number, ...(also ?? none).map((other) => other.line.number)];
  const at = hit.at ?? (line === undefined ? 'claim' : `line ${line.line.number}`);
  return {
    code: edit.code,
    family: edit.family,
    severity: hit.severity ?? (edit.severity === 'hold' ? 'error' : 'warning'),
    ...(edit.snip === undefined ? {} : { snip: edit.snip }),
    at: line !== undefined && hit.at !== undefined && !at.startsWith('line') ? `line ${line.line.number}, ${at}` : at,
    lines,
    says: fill(words?.says ?? [edit.says], hit.values),
    because: edit.because,
    fix: fill(words?.fix ?? [edit.fix], hit.values),
    rule: edit.source,
    evidence: hit.evidence ?? none,
    action: hit.action ?? edit.action,
    ...(hit.edition === undefined ? {} : { edition: hit.edition }),
    ...(hit.proposal === undefined ? {} : { proposal: hit.proposal }),
  };
}

/** Everything that is found at a claim before it goes out. It changes nothing: what to do is proposed, and a person does it. */
export function checkClaim(facts: ScrubFacts): ScrubFinding[] {
  const look = lookAt(facts);
  const findings: ScrubFinding[] = [];
  let current: Edit | undefined;
  const report = (hit: Hit): void => {
    if (current !== undefined) findings.push(findingOf(current, hit));
  };
  for (const edit of byKind[facts.claim.kind]) {
    current = edit;
    edit.check(look, report);
  }
  if (facts.rules !== undefined) checkRules(look, facts.rules, findings);
  return findings;
}
