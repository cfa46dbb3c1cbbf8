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

const slot = /\{(\w+)\}/g;
export const fill = (text: string, values: { readonly [slot: string]: string | number } | undefined): string =>
  text.includes('{') ? text.replace(slot, (whole, name: string) => String(values?.[name] ?? whole)) : text;

const none: readonly never[] = [];

function findingOf(edit: Edit, hit: Hit): ScrubFinding {
  const { line, also } = hit;
  const lines = line === undefined ? none : [line.line.number, ...(also ?? none).map((other) => other.line.number)];
  const at = hit.at ?? (line === undefined ? 'claim' : `line ${line.line.number}`);
  return {
    code: edit.code,
    family: edit.family,
    severity: hit.severity ?? (edit.severity === 'hold' ? 'error' : 'warning'),
    ...(edit.snip === undefined ? {} : { snip: edit.snip }),
    at: line !== undefined && hit.at !== undefined && !at.startsWith('line') ? `line ${line.line.number}, ${at}` : at,
    lines,
    says: fill(edit.says, hit.values),
    because: edit.because,
    fix: fill(edit.fix, hit.values),
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
