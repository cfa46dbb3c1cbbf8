import { outcomeOf, traceOf } from '../http/statuses.ts';

const wrapped = (label: string, text: string | undefined): string =>
  text === undefined ? '' : `  ${label}: ${text.replaceAll('\n', '\n    ')}\n`;

/** Tells a person what went wrong, on stderr and without a stack, and answers the exit status that it means. */
export function tell(error: unknown): number {
  const { told, exit, broken } = outcomeOf(error);
  process.stderr.write(`Cannot go on: ${told.says}\n${wrapped('Because', told.because)}${wrapped('What to do', told.fix)}`);
  if (broken)
    process.stderr.write(
      process.env.CLAIMWRIGHT_TRACE
        ? `${JSON.stringify(traceOf(error), null, 2)}\n`
        : '  (CLAIMWRIGHT_TRACE=1 shows where in the program.)\n',
    );
  return exit;
}

/** Runs a command's work and turns its end into the process's exit status. */
export async function run(work: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.exitCode = tell(error);
  }
}

export const say = (line: string): void => void process.stderr.write(`${line}\n`);
