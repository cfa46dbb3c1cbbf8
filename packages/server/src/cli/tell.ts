import { inspect } from 'node:util';
import { outcomeOf } from '../http/statuses.ts';

const row = (label: string, text: string | undefined): string =>
  text === undefined ? '' : `  ${label}: ${text.replaceAll('\n', '\n    ')}\n`;

/** Tells a person what went wrong and what to do, and answers the exit status that it means. */
export function tell(error: unknown): number {
  const { told, exit, broken } = outcomeOf(error);
  process.stderr.write(`Cannot go on: ${told.says}\n${row('Because', told.because)}${row('What to do', told.fix)}`);
  const trace = process.env.CLAIMWRIGHT_TRACE ? inspect(error) : '  (CLAIMWRIGHT_TRACE=1 shows where in the program.)';
  if (broken) process.stderr.write(`${trace}\n`);
  return exit;
}
