import { createReader } from '../create-reader.ts';
import type { X12Finding } from '../types.ts';
import { type ExitStatus, exitStatus, Tally } from './status.ts';

export interface CheckOutcome {
  readonly readable: boolean;
  readonly interchanges: number;
  readonly sets: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly status: ExitStatus;
}

/** Checks a file's bytes, given in chunks: every finding is handed on as it is made, `end` answers how many there were. */
export function createChecker(finding: (finding: X12Finding) => void): { push(chunk: Uint8Array): void; end(): CheckOutcome } {
  const tally = new Tally();
  const reader = createReader({
    finding: (found) => {
      tally.add(found);
      finding(found);
    },
  });
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const { readable, interchanges, sets } = reader.end();
      const { errors, warnings, infos } = tally;
      return { readable, interchanges, sets, errors, warnings, infos, status: exitStatus({ readable, errors }) };
    },
  };
}

/** A finding in one line, as the command line prints it: `error 2100 CLP04 (bytes 393 to 397): …`. */
export function findingLine(finding: X12Finding): string {
  const { severity, at, bytes, says, because, fix, control } = finding;
  const set = control === undefined ? '' : `set ${control}, `;
  return [`${severity} ${at} (${set}bytes ${bytes.from} to ${bytes.to}): ${says}`, because, fix].filter(Boolean).join(' ');
}
