import type { Claims } from './claims.ts';
import type { IdentifierClass } from './identifier.ts';
import { nicknames } from './nicknames.ts';
import { isCapital, isWord, type Reading, shape, shapeAt, word } from './reading.ts';
import { is } from './words.ts';

/** What the record knows of a person, and what must therefore never leave. */
export interface KnownPerson {
  /** Full names, in either order; all of their parts count, and what people are called for short. */
  readonly names?: readonly string[];
  /** Numbers and other values by their class. */
  readonly values?: readonly { readonly class: IdentifierClass; readonly value: string }[];
  /** Days as YYYY-MM-DD. */
  readonly dates?: readonly string[];
  readonly addresses?: readonly string[];
}

interface Node {
  readonly next: Map<string, Node>;
  ends?: { readonly class: IdentifierClass; readonly word: boolean };
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** A tree of what is known, by letters and digits alone: blanks, hyphens, line ends and case between them make no difference. */
export interface KnownTree {
  readonly root: Node;
  readonly size: number;
}

const letters = (value: string): string =>
  value
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

export function knownTree(people: readonly KnownPerson[]): KnownTree {
  const root: Node = { next: new Map() };
  let size = 0;
  const add = (value: string, as: IdentifierClass, least: number, single = false) => {
    const key = letters(value);
    if (key.length < least) return;
    let node = root;
    for (const one of key) {
      const child = node.next.get(one) ?? { next: new Map() };
      node.next.set(one, child);
      node = child;
    }
    if (!node.ends || node.ends.word) node.ends = { class: as, word: single };
    size++;
  };
  for (const person of people) {
    for (const name of person.names ?? []) addName(name, add);
    for (const { class: as, value } of person.values ?? []) add(value, as, 3);
    for (const date of person.dates ?? []) for (const way of waysToWrite(date)) add(way, 'DATE', 5);
    for (const address of person.addresses ?? []) {
      const [street = '', ...rest] = address.split(/[,\n]/);
      add(street, 'GEO', 4);
      for (const part of rest) {
        const zip = /\d{5}(?:-\d{4})?/.exec(part)?.[0];
        if (zip) add(zip.slice(0, 5), 'ZIP', 5);
        const place = part.replace(/\d|\b[A-Z]{2}\b/g, ' ').trim();
        if (place) add(place, 'GEO', 3, true);
      }
    }
  }
  return { root, size };
}

type Add = (value: string, as: IdentifierClass, least: number, single?: boolean) => void;

/** A name in both orders, with and without its middle, by initials, by nickname, and each of its parts. */
function addName(name: string, add: Add): void {
  const turned = name.includes(',') ? name.split(',').reverse().join(' ') : name;
  const parts = turned
    .split(/\s+/)
    .map((part) => part.replace(/[.,]/g, ''))
    .filter((part) => letters(part) !== '');
  const first = parts[0] ?? '';
  const last =
    parts
      .slice(1)
      .filter((part) => !/^(?:jr|sr|ii|iii|iv)$/i.test(part))
      .at(-1) ?? '';
  const middle = parts.slice(1, -1).join(' ');
  const firsts = [first, ...(nicknames.get(letters(first)) ?? [])];
  for (const one of firsts) {
    add(one, 'NAME', 2, true);
    if (!last) continue;
    for (const way of [`${one} ${last}`, `${last} ${one}`, `${one} ${middle} ${last}`, `${last} ${one} ${middle}`]) add(way, 'NAME', 3);
    if (middle) for (const way of [`${one} ${middle[0]} ${last}`, `${last} ${one} ${middle[0]}`]) add(way, 'NAME', 3);
  }
  if (last) for (const way of [`${first[0]} ${last}`, `${last} ${first[0]}`]) add(way, 'NAME', 4);
  for (const part of parts.slice(1)) {
    add(part, 'NAME', 2, true);
    for (const half of part.split('-')) add(half, 'NAME', 3, true);
  }
}

function waysToWrite(date: string): string[] {
  const [year = '', month = '', day = ''] = date.split('-');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return [date];
  const [m, d, y] = [String(Number(month)), String(Number(day)), year.slice(2)];
  const full = months[Number(month) - 1] ?? '';
  const names = full.length > 3 ? [full, full.slice(0, 3), ...(full === 'september' ? ['sept'] : [])] : [full];
  const ways = [
    `${year}${month}${day}`,
    `${month}${day}${year}`,
    `${m}/${d}/${year}`,
    `${m}/${day}/${year}`,
    `${month}/${d}/${year}`,
    `${month}${day}${y}`,
    `${m}/${d}/${y}`,
  ];
  for (const name of names)
    for (const on of [d, day, `${d}st`, `${d}nd`, `${d}rd`, `${d}th`])
      ways.push(`${name}${on}${year}`, `${on}${name}${year}`, `${name}${on}`, `${on}${name}`);
  return ways;
}

const code = (text: string, at: number): string => {
  const one = text[at] ?? '';
  if (/[a-zA-Z0-9]/.test(one)) return one.toLowerCase();
  return one > '\u007f'
    ? one
        .normalize('NFD')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
    : '';
};

const letterLike = /[\p{L}\p{N}]/u;
const widest = 4;

/** Marks everything of the tree that stands in the text: at the start of a word or number, across what scanning and typing put between. */
export function knownPeople(r: Reading, c: Claims, tree: KnownTree): void {
  if (tree.size === 0) return;
  for (let i = 0; i < r.count; i++) {
    const start = r.from[i] ?? 0;
    if (c.taken(i) || !tree.root.next.has(code(r.text, start).slice(0, 1))) continue;
    const found = walk(r.text, start, tree.root);
    if (!found) continue;
    if (found.word && found.to <= (r.to[i] ?? 0) && everydayUse(r, i)) continue;
    c.takeCharacters(start, found.to, found.class, 'known of the record');
  }
}

/** A known name that is an everyday word, written like one (`will`, `may`): without a capital, it is the word. */
function everydayUse(r: Reading, i: number): boolean {
  return (
    isWord(r, i) &&
    (r.flags[i] ?? 0) !== 0 &&
    ((r.flags[i] ?? 0) & (is.everyday | is.function)) !== 0 &&
    !(isCapital(r, i) && shapeAt(r, i) !== shape.single) &&
    word(r, i) !== ''
  );
}

function walk(text: string, start: number, root: Node): { to: number; class: IdentifierClass; word: boolean } | undefined {
  let node: Node | undefined = root;
  let at = start;
  let between = 0;
  let best: { to: number; class: IdentifierClass; word: boolean } | undefined;
  let crossed = false;
  while (at < text.length) {
    const key = code(text, at);
    if (key === '') {
      if (letterLike.test(text[at] ?? '') || ++between > widest) break;
      at++;
      continue;
    }
    for (const one of key) node = node?.next.get(one);
    if (!node) break;
    if (between > 0) crossed = true;
    between = 0;
    at++;
    const boundary = !letterLike.test(text[at] ?? '') || /\d/.test(text[at] ?? '') !== /\d/.test(text[at - 1] ?? '');
    if (node.ends && boundary) best = { to: at, class: node.ends.class, word: node.ends.word && !crossed };
  }
  return best;
}
