import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What is looked for, by what it is made of: names of letters, dates of digits and signs, numbers of letters and digits. */
export interface Wanted {
  readonly names: Iterable<string>;
  /** Two names side by side, `last first`, whatever stands between them. */
  readonly pairs: Iterable<string>;
  readonly dates: Iterable<string>;
  readonly numbers: Iterable<string>;
  readonly texts: readonly string[];
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const isLetter = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte >= 128;
const kinds: readonly ((byte: number) => boolean)[] = [
  isLetter,
  (byte) => isDigit(byte) || byte === 45 || byte === 47,
  (byte) => isDigit(byte) || isLetter(byte),
];

const table = (of: (byte: number) => boolean): Uint8Array => Uint8Array.from({ length: 256 }, (_, byte) => (of(byte) ? 1 : 0));
const tables = kinds.map(table);

/** Bytes between two names that belong together, at most. */
const apart = 24;

/** Everything of it that stands in these bytes as a whole word, in lower case. One pass for each kind, however much is looked for. */
export function found(bytes: Buffer, { names, pairs, dates, numbers, texts }: Wanted): Set<string> {
  const seen = new Set<string>();
  const together = new Set([...pairs].map((pair) => pair.toLowerCase()));
  for (const [i, words] of [names, dates, numbers].entries()) {
    const wanted = new Set([...words].map((word) => word.toLowerCase()));
    const lengths = new Set([...wanted].map((word) => Buffer.byteLength(word)));
    const members = tables[i] ?? new Uint8Array(256);
    let start = -1;
    let before = { word: '', end: -1 };
    for (let at = 0; at <= bytes.length; at++) {
      const inside = at < bytes.length && members[bytes[at] ?? 0] === 1;
      if (inside && start < 0) start = at;
      if (inside || start < 0) continue;
      if (lengths.has(at - start)) {
        const word = bytes.toString('utf8', start, at).toLowerCase();
        if (wanted.has(word)) seen.add(word);
        for (const pair of [`${before.word} ${word}`, `${word} ${before.word}`])
          if (i === 0 && start - before.end < apart && together.has(pair)) seen.add(pair);
        before = { word, end: at };
      }
      start = -1;
    }
  }
  for (const text of texts) if (bytes.includes(text)) seen.add(text);
  return seen;
}

/** Every file under a folder, by its path. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}

/** What of it stands in which file. */
export function foundUnder(folder: string, wanted: Wanted): Map<string, Set<string>> {
  const hits = new Map<string, Set<string>>();
  for (const path of filesUnder(folder))
    for (const word of found(readFileSync(path), wanted)) hits.set(word, (hits.get(word) ?? new Set()).add(path.slice(folder.length + 1)));
  return hits;
}
