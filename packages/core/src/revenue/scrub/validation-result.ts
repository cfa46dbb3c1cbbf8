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
  /** In which role a person set it aside, and why; null while it stands. */
  readonly overridden: { readonly role: string; readonly because: string } | null;
}

const severities = { error: 'blocking', warning: 'review', info: 'note' } as const;

/** What a person set aside, of these findings. */
export type AsideOf = (finding: ScrubFinding) => { readonly role: string; readonly because: string } | undefined;

/**
 * The result for integrators: blocked by what holds, to be reviewed by what warns, clean otherwise. What a person set aside stays among the
 * issues; a hold that was set aside is no clean claim but one to be reviewed.
 */
export function validationResult(
  findings: readonly ScrubFinding[],
  lines: readonly { readonly number: number; readonly procedure: ProcedureCode }[],
  asideOf: AsideOf = () => undefined,
): ValidationResult {
  const codes = new Map(lines.map(({ number, procedure }) => [number, procedure.code]));
  const issues = findings.map((finding): ValidationIssue => {
    const number = finding.lines[0];
    const aside = asideOf(finding);
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
      overridden: aside === undefined ? null : { role: aside.role, because: aside.because },
    };
  });
  const standing = findings.filter((finding) => asideOf(finding) === undefined);
  const worst = standing.some(({ severity }) => severity === 'error');
  // Without what blocks, an error that is left is one that was set aside.
  const some = standing.some(({ severity }) => severity === 'warning') || findings.some(({ severity }) => severity === 'error');
  return {
    validation_result: worst ? 'blocked' : some ? 'needs_review' : 'clean',
    issues,
    suggested_actions: [...new Set(standing.map(({ action }) => action))],
  };
}
