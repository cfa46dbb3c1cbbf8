import { type Breach, isCode, matches, type Rule } from './rule.ts';
import type { TrackedFile } from './tracked-files.ts';

const breach = (path: string, line: number, what: string): Breach => ({ path, line, what });
const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Data may be as long as the facts are. */
const isData = (path: string): boolean => /^(?:golden\/|packages\/x12\/src\/definitions\/|packages\/server\/migrations\/)/.test(path);

function limitOf(path: string): number | undefined {
  if (path === 'ARCHITECTURE.md') return 100;
  if (path.startsWith('docs/decisions/')) return 40;
  return isCode(path) || path.endsWith('.css') ? 400 : undefined;
}

function tooLongFiles(files: TrackedFile[]): Breach[] {
  return files.flatMap(({ path, text }) => {
    const limit = isData(path) ? undefined : limitOf(path);
    const lines = linesOf(text);
    return limit && lines > limit ? [breach(path, limit + 1, `${lines} lines, ${limit} are allowed`)] : [];
  });
}

const empty = new Set(['util', 'utils', 'helper', 'helpers', 'misc', 'manager', 'managers']);
const emptyAlone = new Set([...empty, 'common', 'shared', 'lib', 'libs']);

function emptyNames(files: TrackedFile[]): Breach[] {
  return files.flatMap(({ path }) => {
    const bad = path.split('/').find((segment) => {
      const stem = segment.replace(/[.].*$/, '').toLowerCase();
      return emptyAlone.has(stem) || stem.split(/[-_]/).some((word) => empty.has(word));
    });
    return bad ? [breach(path, 1, `"${bad}" says nothing`)] : [];
  });
}

function schemas(files: TrackedFile[]): Breach[] {
  const owners = new Map<string, string>();
  return files
    .filter(({ path }) => /^packages\/server\/src\/.*\/schema[.]ts$/.test(path))
    .flatMap((file) => {
      const found = matches(file, /\bpgSchema\(\s*['"]([^'"]+)['"]\s*\)/g);
      // A room within a room keeps its tables in that room's schema.
      if (found.length === 0 && /from '\.\.\/schema\.ts'/.test(file.text)) return [];
      if (found.length !== 1) return [breach(file.path, found[1]?.line ?? 1, `names ${found.length} schemas`)];
      const name = found[0]?.match[1] ?? '';
      const owner = owners.get(name);
      owners.set(name, file.path);
      return owner ? [breach(file.path, found[0]?.line ?? 1, `schema "${name}" belongs to ${owner}`)] : [];
    });
}

/** A rule about words that no tracked file may hold. Each pattern is written so that it does not match itself. */
function wordRule(name: string, advice: string, pattern: RegExp, where: (path: string) => boolean = () => true): Rule {
  return {
    name,
    advice,
    check: (files) =>
      files
        .filter(({ path }) => where(path) && path !== 'package-lock.json')
        .flatMap((file) => matches(file, pattern).map(({ line, match }) => breach(file.path, line, `"${match[0].trim()}"`))),
  };
}

export const fileRules: Rule[] = [
  {
    name: 'files fit in a head',
    advice: 'Split it along its subjects; data goes to golden, definitions or migrations.',
    check: tooLongFiles,
  },
  { name: 'names say what is inside', advice: 'Name the file or folder after what it does, in the words of the field.', check: emptyNames },
  { name: 'one Postgres schema a room', advice: "Each room's schema.ts names its own pgSchema, once.", check: schemas },
  wordRule(
    'nothing names the machine it was made on',
    'Paths are relative to the repository or come from the environment.',
    /(?:^|[\s'"`(=:])[/]work[/]|\bfarm[-][a-z]+|[/]tmp[/]bash_jobs|\bissues (?:show|list)\b|[/][.]library\b|\bbefore-[s]top\b/gm,
  ),
  wordRule(
    'no claim that nobody can make',
    'Nobody certifies products for HIPAA: say what is done and what is missing.',
    /\bHIPAA[-\s]+[c]ertified\b/gi,
  ),
];
