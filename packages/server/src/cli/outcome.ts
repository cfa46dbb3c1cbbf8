/** Runs a command's work and turns its end into the process's exit status. What went wrong is told on stderr, without a stack. */
export async function run(work: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    // Only now: reading X12 needs nothing of the server, and should start at once.
    process.exitCode = (await import('./tell.ts')).tell(error);
  }
}

export const say = (line: string): void => void process.stderr.write(`${line}\n`);
