import type { TrackedFile } from './tracked-files.ts';

/** What breaks a rule and where: `path:line`, with what to do about it. */
export type Breach = { path: string; line: number; what: string };
export type Rule = { name: string; advice: string; check: (files: TrackedFile[]) => Breach[] };

export function report(advice: string, breaches: Breach[]): string {
  return [advice, ...breaches.map(({ path, line, what }) => `  ${path}:${line} ${what}`)].join('\n');
}

export const isCode = (path: string): boolean => /[.](ts|tsx|mjs|js)$/.test(path);
export const isTest = (path: string): boolean => /[.]test[.]tsx?$/.test(path);

/** A line number for each match of the pattern (which must be global). */
export function matches(file: TrackedFile, pattern: RegExp): { line: number; match: RegExpMatchArray }[] {
  const found: { line: number; match: RegExpMatchArray }[] = [];
  let line = 1;
  let at = 0;
  for (const match of file.text.matchAll(pattern)) {
    for (; at < match.index; at += 1) if (file.text.charCodeAt(at) === 10) line += 1;
    found.push({ line, match });
  }
  return found;
}
