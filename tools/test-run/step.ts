import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export type Counts = { passed: number; failed: number; skipped: number };
export type Outcome = Counts & { name: string; notes: string[] };
export type Step = {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Output that people want to see grow; the rest is shown only when the step fails. */
  live?: boolean;
  /** Counts what the step found; without it, the step counts as one test. */
  count?: (status: number) => Counts & { notes?: string[] };
};
export type Lane = { width: number; steps: Step[] };

export async function runSteps({ width, steps }: Lane): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return outcomes;
}

async function runStep(step: Step): Promise<Outcome> {
  const began = Date.now();
  if (step.live) console.log(`→ ${step.name}`);
  const { status, output } = await runCommand(step);
  const counts = step.count?.(status) ?? { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  const failed = counts.failed > 0;
  console.log(`${failed ? '✗' : '✓'} ${step.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (failed && output) console.log(indent(output));
  if (failed && !step.live) console.log(`    to run it alone: ${step.command.join(' ')}`);
  const notes = counts.notes ?? (failed ? ['FAILED: see its output above'] : []);
  return { name: step.name, notes, passed: counts.passed, failed: counts.failed, skipped: counts.skipped };
}

function runCommand(step: Step): Promise<{ status: number; output: string }> {
  const [program = '', ...args] = step.command;
  const binaries = join(root, 'node_modules', '.bin');
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: root,
      // Colours are for a terminal, not for output that is kept and indented.
      env: {
        ...process.env,
        ...(step.live ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' }),
        ...step.env,
        PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`,
      },
      stdio: step.live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => done({ status: 1, output: `${program} does not start: ${error.message}` }));
    child.on('close', (status) => done({ status: status ?? 1, output }));
  });
}

function indent(text: string): string {
  const lines = text.trimEnd().split('\n');
  const shown = lines.length > 80 ? [...lines.slice(0, 80), `… and ${lines.length - 80} lines more`] : lines;
  return shown.map((line) => `    ${line}`).join('\n');
}

export function totalsOf(outcomes: Counts[]): Counts {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const outcome of outcomes) {
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
  }
  return total;
}
