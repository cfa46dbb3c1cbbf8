/** The bytes that divide a file. `repetition` is 0 where there is none (4010). */
export interface Separators {
  readonly element: number;
  readonly component: number;
  readonly repetition: number;
  readonly segment: number;
}

/** Where reading may begin, or why it cannot yet. */
export type Opening =
  /** At `at` begins an ISA (or, `guessed`, a GS or ST without one). */
  | {
      readonly kind: 'found';
      readonly at: number;
      readonly separators: Separators;
      readonly guessed: boolean;
      readonly length: number;
      /** Where an ISA stands before `at` that cannot be read, and how many separators it has. */
      readonly damaged?: { readonly from: number; readonly separators: number };
    }
  /** Everything before `from` may be forgotten; more bytes are needed. */
  | { readonly kind: 'more'; readonly from: number };

/** An ISA has 106 bytes; damaged ones are longer or shorter. A guess wants to see a few segments. */
const LOOK_AHEAD = 1024;
const LONGEST_ISA = 400;

const isAlphanumeric = (b: number): boolean => (b >= 0x30 && b <= 0x39) || (b >= 0x41 && b <= 0x5a) || (b >= 0x61 && b <= 0x7a);
const isBreak = (b: number): boolean => b === 0x0a || b === 0x0d;
const isBlank = (b: number): boolean => isBreak(b) || b === 0x20 || b === 0x09;

/**
 * Looks for the beginning of an interchange in `bytes` from `from` to `to`.
 * @param atEnd no more bytes will come
 * @param fresh nothing but blanks went before `from`: so a GS or ST may begin here. Otherwise the byte at `from` was seen before
 *   and stands there only to be looked back at. Blanks are let go at once: a file may begin with millions.
 */
export function findOpening(bytes: Uint8Array, from: number, to: number, atEnd: boolean, fresh = true): Opening {
  let start = from;
  if (fresh) {
    while (start < to && (isPadding(bytes[start] as number) || isMark(bytes, start, to))) start += isMark(bytes, start, to) ? 3 : 1;
    if (to - start < LOOK_AHEAD && !atEnd) return { kind: 'more', from: start };
    const guess = guessOpening(bytes, start, to);
    if (guess !== undefined) return guess;
  }
  for (let i = fresh ? start : from + 1; i + 3 < to; i++) {
    if (bytes[i] !== 0x49 || bytes[i + 1] !== 0x53 || bytes[i + 2] !== 0x41) continue;
    // Its first separator may be what is missing, where the file begins with it.
    if (isAlphanumeric(bytes[i + 3] as number) && !(fresh && i === start)) continue;
    if (to - i < LOOK_AHEAD && !atEnd) return { kind: 'more', from: i > start ? i - 1 : from };
    // LISA* in a letter is no interchange, unless it is one to the byte: text may end without a line's end.
    const glued = i > from && isAlphanumeric(bytes[i - 1] as number);
    if (glued && !isExact(bytes, i, to)) continue;
    // Only what is there however the file was cut: a line that ends ISA may be longer.
    const seen = Math.min(to, i + LOOK_AHEAD);
    const found = (isAlphanumeric(bytes[i + 3] as number) ? undefined : readIsa(bytes, i, seen)) ?? readDamaged(bytes, i, seen);
    if (found !== undefined) return found;
  }
  return { kind: 'more', from: atEnd ? to : Math.max(from, to - 4) };
}

export const isMark = (bytes: Uint8Array, i: number, to: number): boolean =>
  bytes[i] === 0xef && i + 2 < to && bytes[i + 1] === 0xbb && bytes[i + 2] === 0xbf;
/** Blanks, and what some systems fill their last block with. */
const isPadding = (b: number): boolean => b <= 0x20 || b === 0x1a;

/** The separators that the ISA at `at` declares: by counting its elements, since many an ISA has not its 106 bytes. */
function readIsa(bytes: Uint8Array, at: number, to: number): Opening | undefined {
  const element = bytes[at + 3] as number;
  const limit = Math.min(to, at + LONGEST_ISA);
  let found = 0;
  let eleventh = 0;
  let i = at + 3;
  for (; i < limit; i++) {
    if (bytes[i] !== element) continue;
    found++;
    if (found === 11) eleventh = i + 1;
    if (found === 16) break;
  }
  if (found < 16) return undefined;
  i = skipBreaks(bytes, i + 1, limit);
  if (i >= limit) return undefined;
  const component = bytes[i] as number;
  const separators = terminatorAfter(bytes, i, to, element, component);
  if (!isBelievable(bytes, at, to, element, separators)) return undefined;
  const repetition = bytes[skipBreaks(bytes, eleventh, limit)] as number;
  const repeats = !isAlphanumeric(repetition) && repetition !== element && repetition !== 0x20;
  return {
    kind: 'found',
    at,
    guessed: false,
    length: visible(bytes, at, separators.at + 1),
    separators: { element, component: separators.component, repetition: repeats ? repetition : 0, segment: separators.segment },
  };
}

/**
 * Where elements of an ISA are missing, its sixteenth separator is counted in the segment after it, and any letter would divide the
 * rest of the file. Letters and digits divide nothing, no byte divides two ways, and what follows an ISA is a segment.
 */
function isBelievable(bytes: Uint8Array, at: number, to: number, element: number, told: Terminator): boolean {
  const { component, segment } = told;
  if (component === element || segment === element || segment === component) return false;
  if (isAlphanumeric(component) || isAlphanumeric(segment)) return false;
  const after = skipBlanks(bytes, told.at + 1, to);
  return isExact(bytes, at, to) || after >= to || startsSegment(bytes, after, to, element);
}

/** An ISA has sixteen; what has far fewer or more is some other text. */
const FEWEST = 10;
const MOST = 20;

/** An ISA that lost a separator, or has one too many, and the GS or ST right behind it, by whose separators the rest can be read. */
function readDamaged(bytes: Uint8Array, from: number, to: number): Opening | undefined {
  const limit = Math.min(to, from + LONGEST_ISA);
  for (let at = from + 4; at < limit; at++) {
    const first = bytes[at];
    if ((first !== 0x47 && first !== 0x53) || isAlphanumeric(bytes[at - 1] as number)) continue;
    const guess = guessOpening(bytes, at, to);
    if (guess?.kind !== 'found') continue;
    const { element } = guess.separators;
    let separators = 0;
    for (let i = from; i < at; i++) if (bytes[i] === element) separators++;
    if (separators < FEWEST || separators > MOST || bytes[at - 1] === element) return undefined;
    const told = separatorsBefore(bytes, from, at, to, guess.separators);
    return told && { ...guess, separators: told, damaged: { from, separators } };
  }
  return undefined;
}

/** What ends the segment before `at` must end the one that begins there too, or be the line's end. */
function separatorsBefore(bytes: Uint8Array, from: number, at: number, to: number, guess: Separators): Separators | undefined {
  let i = at - 1;
  while (i > from && isBlank(bytes[i] as number)) i--;
  const last = bytes[i] as number;
  const { element } = guess;
  if (isAlphanumeric(last) || last === element) return undefined;
  const end = bytes.subarray(at, to).indexOf(last);
  if (end >= 0 && startsAny(bytes, skipBlanks(bytes, at + end + 1, to), to, element)) {
    const before = bytes[i - 1] as number;
    const divides = !isAlphanumeric(before) && !isBlank(before) && before !== element && before !== last;
    const component = divides ? before : last === 0x3a ? 0x3e : 0x3a;
    return { element, component, repetition: without(guess.repetition, [element, component, last]), segment: last };
  }
  if (!isBreak(guess.segment) || i === at - 1) return undefined;
  return { element, component: last, repetition: without(guess.repetition, [element, last]), segment: guess.segment };
}

const without = (repetition: number, taken: readonly number[]): number => (taken.includes(repetition) ? 0 : repetition);

/** Where the separators of an ISA stand that has its 106 bytes. */
const EXACT = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];

function isExact(bytes: Uint8Array, at: number, to: number): boolean {
  return at + 103 < to && EXACT.every((place) => bytes[at + place] === bytes[at + 3]);
}

/**
 * Whether at `i` begins or ends what was meant as an interchange: ISA or IEA, a separator and a digit, as no letter has them.
 * Asked of passed-over bytes, of which four more are always there unless the file ends.
 */
export function meansInterchange(bytes: Uint8Array, i: number, to: number): boolean {
  if (i + 4 >= to || bytes[i] !== 0x49) return false;
  const two = ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
  if (two !== 0x5341 && two !== 0x4541) return false;
  const separator = bytes[i + 3] as number;
  const digit = bytes[i + 4] as number;
  return !isAlphanumeric(separator) && !isBlank(separator) && digit >= 0x30 && digit <= 0x39;
}

/** Bytes of an ISA and its terminator without line breaks inside. */
function visible(bytes: Uint8Array, from: number, to: number): number {
  let count = 1;
  for (let i = from; i < to - 1; i++) if (!isBreak(bytes[i] as number)) count++;
  return count;
}

function skipBreaks(bytes: Uint8Array, i: number, to: number): number {
  while (i < to && isBreak(bytes[i] as number)) i++;
  return i;
}

interface Terminator {
  readonly component: number;
  readonly segment: number;
  readonly at: number;
}

/** What ends segments: usually the byte after ISA16, which stands at `at`; where that is a line break it may be a mere break. */
function terminatorAfter(bytes: Uint8Array, at: number, to: number, element: number, component: number): Terminator {
  // What lies behind `to` is of an earlier window.
  const next = at + 1 < to ? (bytes[at + 1] as number) : 0x7e;
  // ISA16 is missing, and what stands in its place is the terminator: `*P*~GS*`
  const unsaid = { component: component === 0x3a ? 0x3e : 0x3a, segment: component, at };
  if (startsSegment(bytes, at + 1, to, element)) return unsaid;
  if (!isBreak(next)) return { component, segment: next, at: at + 1 };
  const after = skipBlanks(bytes, at + 1, to);
  if (!startsSegment(bytes, after, to, element)) {
    // A hard-wrapped line: the terminator stands after the break.
    if (after < to && startsSegment(bytes, skipBlanks(bytes, after + 1, to), to, element))
      return { component, segment: bytes[after] as number, at: after };
  } else if (endsLine(bytes, after, to) === component) return unsaid;
  const feed = next === 0x0d && at + 2 < to && bytes[at + 2] === 0x0a;
  return { component, segment: feed ? 0x0a : next, at: at + 1 };
}

function skipBlanks(bytes: Uint8Array, i: number, to: number): number {
  while (i < to && isBlank(bytes[i] as number)) i++;
  return i;
}

/** Two or three capitals or digits and an element separator: GS, TA1, IEA. */
function startsSegment(bytes: Uint8Array, i: number, to: number, element: number): boolean {
  let end = i;
  while (end < to && end - i < 4 && isAlphanumeric(bytes[end] as number)) end++;
  const size = end - i;
  const id = bytes[i] === 0x47 || bytes[i] === 0x53 || bytes[i] === 0x54 || bytes[i] === 0x49;
  return id && (size === 2 || size === 3) && end < to && bytes[end] === element;
}

/** The last visible byte of the line that begins at `i`. */
function endsLine(bytes: Uint8Array, i: number, to: number): number {
  let last = 0;
  for (; i < to && !isBreak(bytes[i] as number); i++) if (!isBlank(bytes[i] as number)) last = bytes[i] as number;
  return last;
}

/** A file that begins at its GS or ST: the byte after the id divides elements; segments end with `~`, or with the line. */
function guessOpening(bytes: Uint8Array, at: number, to: number): Opening | undefined {
  if (at + 6 >= to) return undefined;
  const two = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
  if (two !== 0x4753 && two !== 0x5354) return undefined;
  const element = bytes[at + 2] as number;
  if (element === 0 || isAlphanumeric(element) || isBlank(element) || element >= 0x80) return undefined;
  // GS01 has two letters, ST01 three digits.
  if (bytes[at + (two === 0x4753 ? 5 : 6)] !== element) return undefined;
  const seen = Math.min(to, at + LOOK_AHEAD);
  let separators = 0;
  let segment = 0x7e;
  for (let i = at; i < seen; i++) {
    if (bytes[i] === element) separators++;
    else if (bytes[i] === 0x7e) break;
    else if (isBreak(bytes[i] as number) && startsAny(bytes, skipBlanks(bytes, i, seen), seen, element)) {
      segment = lineEnd(bytes, i, seen);
      break;
    }
  }
  if (separators < 2) return undefined;
  return { kind: 'found', at, guessed: true, length: 0, separators: { element, component: 0x3a, repetition: 0x5e, segment } };
}

function startsAny(bytes: Uint8Array, i: number, to: number, element: number): boolean {
  let end = i;
  while (end < to && end - i < 4 && isAlphanumeric(bytes[end] as number)) end++;
  return end - i >= 2 && end - i <= 3 && end < to && bytes[end] === element;
}

/** The line break itself, or a sign before it that no text ends with. */
function lineEnd(bytes: Uint8Array, i: number, to: number): number {
  const before = bytes[i - 1] ?? 0;
  if (before === 0x27 || before === 0x7c || before === 0x5c || before < 0x20) return before === 0x0d ? 0x0a : before;
  return bytes[i] === 0x0d && i + 1 < to && bytes[i + 1] === 0x0a ? 0x0a : (bytes[i] as number);
}
