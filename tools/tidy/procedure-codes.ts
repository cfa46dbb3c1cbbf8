import { type Breach, matches } from './rule.ts';
import type { TrackedFile } from './tracked-files.ts';

export type CodeEntry = { code: string; system: string; words: string };

const systems = new Set(['CPT', 'HCPCS', 'CDT', 'CARC', 'RARC', 'PLB', 'ICD-10-CM']);
const mostRows = 300;
const mostWords = 4;

export function readCodeList(text: string): { entries: CodeEntry[]; problems: string[] } {
  const problems: string[] = [];
  const entries: CodeEntry[] = [];
  for (const [index, line] of text.trimEnd().split('\n').slice(1).entries()) {
    const [code, system, words, ...rest] = line.split('\t');
    if (code && system && words && rest.length === 0) entries.push({ code, system, words });
    else problems.push(`golden/codes.tsv:${index + 2} needs three columns: code, system, words`);
  }
  return { entries, problems };
}

export function checkCodeList(entries: CodeEntry[]): string[] {
  const seen = new Set<string>();
  const problems = entries.length > mostRows ? [`${entries.length} rows, ${mostRows} are allowed: a list this long is a code set`] : [];
  for (const { code, system, words } of entries) {
    if (!systems.has(system)) problems.push(`${code}: "${system}" is none of ${[...systems].join(', ')}`);
    if (words.split(/\s+/).length > mostWords) problems.push(`${code}: "${words}" is longer than ${mostWords} words`);
    if (seen.has(`${system} ${code}`)) problems.push(`${code} stands twice under ${system}`);
    seen.add(`${system} ${code}`);
  }
  return problems;
}

// Codes that others own: dental ones wherever they stand, medical ones where the text says that they are codes. HCPCS level II and ICD-10-CM
// belong to the public and look alike, so they are not searched for.
const dental = /(?<![\w/+=-])D\d{4}\b/g;
/** After the qualifier of a composite, whatever separates its parts. */
const qualified = /\b(?:HC|AD|ER|WK|IV)[:>^|*<\\](\d{5}|\d{4}[A-Z])\b/g;
const quoted = /['"`](\d{5}|\d{4}[A-Z])['"`]/g;
const speaksOfProcedures = /procedure|\bcpt|hcpcs|code/i;
/** Postal codes, and the five characters by which a database names its errors. */
const speaksOfOtherCodes = /postal|\bzip|\berror\b|sqlstate/i;

export function namedProcedures(text: string): { line: number; code: string }[] {
  const file = { path: '', text };
  const found = matches(file, dental).map(({ line, match }) => ({ line, code: match[0] }));
  found.push(...matches(file, qualified).map(({ line, match }) => ({ line, code: match[1] ?? '' })));
  for (const [index, line] of text.split('\n').entries()) {
    if (!speaksOfProcedures.test(line) || speaksOfOtherCodes.test(line)) continue;
    found.push(...[...line.matchAll(quoted)].map((match) => ({ line: index + 1, code: match[1] ?? '' })));
  }
  return found;
}

export function unlistedProcedures(files: TrackedFile[], listed: ReadonlySet<string>): Breach[] {
  return files
    .filter(({ path }) => path !== 'package-lock.json' && path !== 'golden/codes.tsv')
    .flatMap(({ path, text }) =>
      namedProcedures(text)
        .filter(({ code }) => !listed.has(code))
        .map(({ line, code }) => ({ path, line, what: code })),
    );
}
