import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const file = join(import.meta.dirname, 'RESULTS.md');

/** Writes a section of bench/RESULTS.md between its markers; other sections stay as they are. */
export function writeSection(name: string, lines: readonly string[]): void {
  const opening = `<!-- ${name} -->`;
  const closing = `<!-- /${name} -->`;
  const section = `${opening}\n${lines.join('\n')}\n${closing}`;
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# Measured\n\nEach section is written by the command that it names.\n';
  const from = before.indexOf(opening);
  const to = before.indexOf(closing);
  const after =
    from >= 0 && to > from ? before.slice(0, from) + section + before.slice(to + closing.length) : `${before.trimEnd()}\n\n${section}\n`;
  writeFileSync(file, after);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export const machine = (): string => `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`;
