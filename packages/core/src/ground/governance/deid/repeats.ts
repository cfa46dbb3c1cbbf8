import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import type { NameHit } from './names.ts';
import { begins, flagsAt, gap, gapAt, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { anyFirst, is, vocabulary } from './words.ts';

/** A line, or what one side of a chat says, that is nothing but one to three words that nobody knows: somebody's name. */
export function loneLines(r: Reading, c: Claims, keep: (hit: NameHit, sure: boolean) => void): void {
  for (let i = 0; i < r.count; i++) {
    if (!isWord(r, i) || !isNameOnly(r, i) || (!begins(r, i) && !isMark(r, i - 1, ']'))) continue;
    let end = i;
    while (end < i + 4 && isWord(r, end) && (end === i || gapAt(r, end) === gap.blank) && !c.taken(end) && isNameOnly(r, end)) end++;
    const closed = end >= r.count || gapAt(r, end) === gap.line || (isMark(r, end, '.') && gapAt(r, end + 1) === gap.line);
    if (end > i && closed && (end > i + 1 || isMark(r, i - 1, ']')) && gapAt(r, i) !== gap.none)
      keep({ first: i, end, why: 'a line of unknown words' }, true);
  }
}

export const isNameOnly = (r: Reading, i: number): boolean =>
  lengthAt(r, i) > 2 && (flagsAt(r, i) & (vocabulary | is.function | is.city | is.eponym)) === 0 && shapeAt(r, i) !== shape.mixed;

export const personAfter = (r: Reading, at: number): boolean => (flagsAt(r, at) & is.personVerb) !== 0 && gapAt(r, at) === gap.blank;

export function remember(r: Reading, first: number, end: number, said: Set<string>): void {
  for (let k = first; k < end; k++) {
    const w = word(r, k);
    const flags = flagsAt(r, k);
    if (
      !isWord(r, k) ||
      w.length < 2 ||
      (flags & (is.particle | is.credential)) !== 0 ||
      ((flags & is.function) !== 0 && (flags & is.first) === 0)
    )
      continue;
    if (w.length > 2 || flagsAt(r, k) === 0) said.add(w);
  }
}

/** What was a name once is one again: in any case where it is no word, with a capital where it is one. */
export function again(r: Reading, c: Claims, said: ReadonlySet<string>): void {
  // Most words begin like no name that was said.
  const beginnings = new Uint8Array(128);
  for (const name of said) beginnings[name.charCodeAt(0) & 127] = 1;
  for (let i = 0; i < r.count; i++) {
    if (!isWord(r, i) || c.taken(i)) continue;
    if (besideName(r, c, i)) {
      c.take(i, i + 1, 'NAME', 'beside a name');
      continue;
    }
    if (beginnings[word(r, i).charCodeAt(0) & 127] === 0 || !said.has(word(r, i)) || isEponym(r, i)) continue;
    const flags = flagsAt(r, i);
    if (!saidAgain(r, i, flags)) continue;
    c.take(i, i + 1, 'NAME', 'a name said before');
  }
}

/** `Grace and Will`, where one of the two was found. */
function besideName(r: Reading, c: Claims, i: number): boolean {
  if (
    (flagsAt(r, i) & ((flagsAt(r, i) & is.everyday) === 0 ? anyFirst : is.first)) === 0 ||
    shapeAt(r, i) !== shape.title ||
    (flagsAt(r, i) & is.clinical) !== 0
  )
    return false;
  const before = word(r, i - 1) === 'and' && c.taken(i - 2) && (flagsAt(r, i - 2) & anyFirst) !== 0 && shapeAt(r, i - 2) === shape.title;
  const after = word(r, i + 1) === 'and' && c.taken(i + 2) && (flagsAt(r, i + 2) & anyFirst) !== 0 && shapeAt(r, i + 2) === shape.title;
  return before || after;
}

const monthLeads = new Set(['in', 'of', 'since', 'last', 'this', 'next', 'early', 'late', 'mid', 'until', 'through', 'by']);

function saidAgain(r: Reading, i: number, flags: number): boolean {
  if ((flags & (vocabulary | is.eponym)) === 0) return true;
  const capital = shapeAt(r, i) === shape.title || (shapeAt(r, i) === shape.upper && r.shouted[i] === 0 && lengthAt(r, i) > 3);
  if (!capital || (flags & (is.clinical | is.organisation | is.credential)) !== 0) return false;
  if ((flags & is.month) !== 0 && (monthLeads.has(word(r, i - 1)) || isNumber(r, i + 1))) return false;
  if (!begins(r, i)) return true;
  if ((flags & is.function) !== 0)
    return personAfter(r, i + 1) && !['have', 'had', 'has', 'be'].includes(word(r, i + 1)) && (flagsAt(r, i + 1) & is.function) === 0;
  return (flags & is.everyday) === 0 || (flags & is.first) !== 0 || personAfter(r, i + 1);
}

/** `Win` on a line of its own, where Winifred was named. */
export function shortened(r: Reading, c: Claims, said: ReadonlySet<string>): void {
  for (let i = 1; i < r.count; i++) {
    if (gapAt(r, i) !== gap.line || (i + 1 < r.count && gapAt(r, i + 1) !== gap.line) || c.taken(i) || shapeAt(r, i) !== shape.title)
      continue;
    const w = word(r, i);
    if (w.length > 1 && [...said].some((name) => name.length > w.length && name.startsWith(w)))
      c.take(i, i + 1, 'NAME', 'short for a name');
  }
}

/** `ROE^JANE^A`: a name as HL7 writes it. */
export function caretName(r: Reading, c: Claims, i: number): NameHit | undefined {
  if (
    !isMark(r, i + 1, '^') ||
    c.taken(i) ||
    inSegment(r, i) ||
    !isWord(r, i + 2) ||
    lengthAt(r, i) < 2 ||
    gapAt(r, i + 1) + gapAt(r, i + 2) > 0 ||
    isMark(r, i - 1, '^')
  )
    return undefined;
  let end = i + 3;
  while (isMark(r, end, '^') && isWord(r, end + 1) && gapAt(r, end) === gap.none) end += 2;
  return { first: i, end, why: 'name with carets' };
}

/** Whether a line is a segment of a message: there the field tells what a component is. */
function inSegment(r: Reading, i: number): boolean {
  let first = i;
  while (first > 0 && gapAt(r, first) !== gap.line) first--;
  return isMark(r, first + 1, '|') || isMark(r, first + 2, '|');
}
