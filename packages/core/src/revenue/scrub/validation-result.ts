import type { ProcedureCode } from '../claims/index.ts';
import type { ScrubFinding } from './finding.ts';

/** What partners' programs read, by the names that they know; `finding` is ours beside them. */
export interface ValidationResult {
  readonly validation_result: 'clean' | 'needs_review' | 'blocked';
  readonly issues: readonly ValidationIssue[];
  readonly suggested_actions: readonly string[];
}

export interface ValidationIssue {
  readonly line_item: number | null;
  readonly cpt: string | null;
  readonly issue_type: string;
  readonly message: string;
  readonly severity: 'blocking' | 'review' | 'note';
  readonly suggested_action: string;
  readonly because: string | null;
  readonly fix: string | null;
  readonly rule: string;
  readonly edition: string | null;
}

const severities = { error: 'blocking', warning: 'review', info: 'note' } as const;

/** The result for integrators: blocked by what holds, to be reviewed by what warns, clean otherwise. */
export function validationResult(
  findings: readonly ScrubFinding[],
  lines: readonly { readonly number: number; readonly procedure: ProcedureCode }[],
): ValidationResult {
  const codes = new Map(lines.map(({ number, procedure }) => [number, procedure.code]));
  const issues = findings.map((finding): ValidationIssue => {
    const number = finding.lines[0];
    return {
      line_item: number ?? null,
      cpt: (number === undefined ? undefined : codes.get(number)) ?? null,
      issue_type: finding.code.replaceAll('-', '_'),
      message: finding.says,
      severity: severities[finding.severity],
      suggested_action: finding.action,
      because: finding.because ?? null,
      fix: finding.fix ?? null,
      rule: finding.rule,
      edition: finding.edition === undefined ? null : `${finding.edition.table} ${finding.edition.name}`,
    };
  });
  const worst = findings.some(({ severity }) => severity === 'error');
  const some = findings.some(({ severity }) => severity === 'warning');
  return {
    validation_result: worst ? 'blocked' : some ? 'needs_review' : 'clean',
    issues,
    suggested_actions: [...new Set(findings.map(({ action }) => action))],
  };
}
