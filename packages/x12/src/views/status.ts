import type { X12Finding } from '../types.ts';

/** 0 clean, 1 findings of severity error, 2 unreadable: the exit status of the command line. */
export type ExitStatus = 0 | 1 | 2;

/**
 * The exit status of a command line that read files.
 * @param outcome of one file, or of several together: whether all could be read, and how many findings are errors
 * @returns 0 clean, 1 findings of severity error, 2 unreadable
 */
export function exitStatus(outcome: { readonly readable: boolean; readonly errors: number }): ExitStatus {
  if (!outcome.readable) return 2;
  return outcome.errors > 0 ? 1 : 0;
}

/** Counts findings by severity while handing them on. */
export class Tally {
  errors = 0;
  warnings = 0;
  infos = 0;

  add(finding: X12Finding): void {
    if (finding.severity === 'error') this.errors++;
    else if (finding.severity === 'warning') this.warnings++;
    else this.infos++;
  }
}
