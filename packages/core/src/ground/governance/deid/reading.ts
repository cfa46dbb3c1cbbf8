import { type Dictionaries, guess, is, vocabulary } from './words.ts';

export const kind = { word: 0, number: 1, mark: 2 } as const;
/** How a word is written; `single` is one capital letter, `mixed` anything else (McCoy is title). */
export const shape = { none: 0, lower: 1, title: 2, upper: 3, single: 4, mixed: 5 } as const;
/** What stands before a token: nothing, blanks, or a line's end. */
export const gap = { none: 0, blank: 1, line: 2 } as const;

/**
 * A text cut once into words, numbers and marks. Parallel arrays, because a note of a megabyte has a quarter of a million tokens; every
 * detector walks these instead of running an expression over the text.
 */
export interface Reading {
  readonly text: string;
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly kind: Uint8Array;
  readonly shape: Uint8Array;
  readonly gap: Uint8Array;
  /** What the word may be, see `is`. */
  readonly flags: Int32Array;
  /** The word in lower case without apostrophes; the digits of a number; the mark. */
  readonly words: readonly string[];
  /** 1 where a line is written in capitals, so that capitals say nothing. */
  readonly shouted: Uint8Array;
  readonly dictionaries: Dictionaries;
}

const letter = 1;
const digit = 2;
const blank = 3;
const line = 4;
const classes = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122)) classes[c] = letter;
  else if (c >= 48 && c <= 57) classes[c] = digit;
  else if (c === 10 || c === 13) classes[c] = line;
  else if (c <= 32) classes[c] = blank;
}
const letterBeyondAscii = /\p{L}|\p{M}/u;
const classOf = (code: number): number => {
  if (code < 128) return classes[code] ?? 0;
  if (code === 0xa0 || code === 0x2007 || code === 0x202f || code === 0x200b || code === 0xad) return blank;
  if (code === 0x2028 || code === 0x2029) return line;
  return code >= 0xc0 && letterBeyondAscii.test(String.fromCharCode(code)) ? letter : 0;
};
const isSmall = (code: number): boolean => code >= 97 && code <= 122;
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019 || code === 0x02bc;

/** The end of a word from `at`: letters with apostrophes inside (O'Brien, don't), but not a possessive or a contraction. */
function endOfWord(text: string, at: number): number {
  let end = at;
  const length = text.length;
  while (end < length) {
    const code = text.charCodeAt(end);
    if (classOf(code) === letter) {
      end++;
      continue;
    }
    if (!isApostrophe(code) || end + 1 >= length || classOf(text.charCodeAt(end + 1)) !== letter) return end;
    let tail = end + 1;
    while (tail < length && classOf(text.charCodeAt(tail)) === letter) tail++;
    const rest = text.slice(end + 1, tail).toLowerCase();
    if (rest === 't') return tail;
    if (rest === 's' || rest === 're' || rest === 'll' || rest === 've' || rest === 'd' || rest === 'm') return end;
    end = tail;
  }
  return end;
}

/** McCoy, O'Brien, DeShawn, LaToya: a capital inside belongs to names; elsewhere to things that are sold. */
const innerCapital = /^(?:Ma?c|De|La|Le|Da|Di|Du|Van|Von|Fitz|Ja|Jo|Ke|Sha|Ra|Mar|An|Al|El|St|[ODL]['’]|\p{Lu}\p{Ll}{1,4}['’])\p{Lu}/u;

function shapeOf(text: string, from: number, to: number): number {
  let upper = 0;
  let lower = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) lower++;
    else if (code >= 65 && code <= 90) upper++;
    else if (code > 127) {
      const one = text[i] ?? '';
      if (one !== one.toLowerCase()) upper++;
      else lower++;
    }
  }
  if (upper === 0) return shape.lower;
  if (lower === 0) return upper === 1 ? shape.single : shape.upper;
  const first = text[from] ?? '';
  if (first === first.toLowerCase()) return shape.mixed;
  return upper === 1 || (upper === 2 && lower > 2 && innerCapital.test(text.slice(from, to))) ? shape.title : shape.mixed;
}

interface Arrays {
  from: Int32Array;
  to: Int32Array;
  kind: Uint8Array;
  shape: Uint8Array;
  gap: Uint8Array;
  flags: Int32Array;
}

/** One piece of memory for all six: a text is often short, and asking costs more than filling. */
const room = (wanted: number): Arrays => {
  const size = (wanted + 3) & ~3;
  const memory = new ArrayBuffer(size * 15);
  return {
    from: new Int32Array(memory, 0, size),
    to: new Int32Array(memory, size * 4, size),
    flags: new Int32Array(memory, size * 8, size),
    kind: new Uint8Array(memory, size * 12, size),
    shape: new Uint8Array(memory, size * 13, size),
    gap: new Uint8Array(memory, size * 14, size),
  };
};

function grow(old: Arrays, size: number): Arrays {
  const next = room(size);
  next.from.set(old.from);
  next.to.set(old.to);
  next.kind.set(old.kind);
  next.shape.set(old.shape);
  next.gap.set(old.gap);
  next.flags.set(old.flags);
  return next;
}

const notLetters = /[^a-z]/;
const accents = /[^a-z]+/g;
/** A word as the dictionaries know it. */
export function plain(written: string): string {
  const low = written.toLowerCase();
  return notLetters.test(low) ? low.normalize('NFD').replace(accents, '') || low : low;
}

/** Cuts the text into tokens and looks every word up once. */
export function read(text: string, dictionaries: Dictionaries): Reading {
  const { flags: known } = dictionaries;
  const guessed = new Map<string, number>();
  const words: string[] = [];
  let size = Math.max(64, text.length >> 2);
  let a = room(size);
  let n = 0;
  let at = 0;
  let before: number = gap.line;
  const length = text.length;
  while (at < length) {
    const type = classOf(text.charCodeAt(at));
    if (type >= blank) {
      if (type === line) before = gap.line;
      else if (before === gap.none) before = gap.blank;
      at++;
      continue;
    }
    if (n === size) {
      size *= 2;
      a = grow(a, size);
    }
    let end = at + 1;
    let written: number = shape.none;
    if (type === letter) {
      while (end < length && isSmall(text.charCodeAt(end))) end++;
      const first = text.charCodeAt(at);
      const next = end < length ? text.charCodeAt(end) : 32;
      // Most words are small letters, or one capital before them, and end at something that belongs to no word.
      if (!isApostrophe(next) && classOf(next) !== letter && (isSmall(first) || (first <= 90 && end > at + 1)))
        written = isSmall(first) ? shape.lower : shape.title;
      else end = endOfWord(text, at);
    } else if (type === digit) while (end < length && classes[text.charCodeAt(end)] === digit) end++;
    const said = text.slice(at, end);
    if (type === letter) {
      const word = written === shape.lower ? said : written === shape.title ? said.toLowerCase() : plain(said);
      a.flags[n] = known.get(word) ?? guessedFlags(word, said, guessed, known);
      words.push(word);
      a.shape[n] = written === shape.none ? shapeOf(text, at, end) : written;
    } else words.push(said);
    a.kind[n] = type === letter ? kind.word : type === digit ? kind.number : kind.mark;
    a.gap[n] = before;
    a.from[n] = at;
    a.to[n] = end;
    n++;
    before = gap.none;
    at = end;
  }
  const shouted = shoutedLines(a, n);
  return { text, count: n, ...a, words, shouted, dictionaries };
}

function guessedFlags(word: string, written: string, guessed: Map<string, number>, known: ReadonlyMap<string, number>): number {
  const before = guessed.get(word);
  if (before !== undefined) return before;
  const flags = /['’]t$/i.test(written) ? is.everyday : guess(word, known);
  guessed.set(word, flags);
  return flags;
}

/** Lines of three or more longer words, most of them in capitals. */
function shoutedLines(a: Arrays, count: number): Uint8Array {
  const shouted = new Uint8Array(count);
  let start = 0;
  for (let i = 1; i <= count; i++) {
    if (i < count && a.gap[i] !== gap.line) continue;
    let capitals = 0;
    let others = 0;
    for (let j = start; j < i; j++) {
      if (a.kind[j] !== kind.word || (a.to[j] ?? 0) - (a.from[j] ?? 0) < 3) continue;
      if (a.shape[j] === shape.upper) capitals++;
      else others++;
    }
    if (capitals >= 3 && capitals >= 2 * others) shouted.fill(1, start, i);
    start = i;
  }
  return shouted;
}

export const word = (r: Reading, i: number): string => (i >= 0 && i < r.count ? (r.words[i] ?? '') : '');
export const flagsAt = (r: Reading, i: number): number => (i >= 0 && i < r.count ? (r.flags[i] ?? 0) : 0);
export const gapAt = (r: Reading, i: number): number => (i >= 0 && i < r.count ? (r.gap[i] ?? 0) : gap.line);
export const shapeAt = (r: Reading, i: number): number => (i >= 0 && i < r.count ? (r.shape[i] ?? 0) : 0);
export const isWord = (r: Reading, i: number): boolean => i >= 0 && i < r.count && r.kind[i] === kind.word;
export const isNumber = (r: Reading, i: number): boolean => i >= 0 && i < r.count && r.kind[i] === kind.number;
export const isMark = (r: Reading, i: number, mark: string): boolean => r.kind[i] === kind.mark && r.words[i] === mark;
export const lengthAt = (r: Reading, i: number): number => (r.to[i] ?? 0) - (r.from[i] ?? 0);
export const isCapital = (r: Reading, i: number): boolean => {
  const s = shapeAt(r, i);
  return s === shape.title || s === shape.upper || s === shape.single;
};
/** Nothing that a dictionary of words knows; it may still be a name. */
export const unheardOf = (r: Reading, i: number): boolean => isWord(r, i) && (flagsAt(r, i) & vocabulary) === 0;

/** Whether a token begins a sentence, a line or a cell, where every word has a capital. */
export function begins(r: Reading, i: number): boolean {
  if (i <= 0 || gapAt(r, i) === gap.line) return true;
  if (r.kind[i - 1] !== kind.mark) return false;
  const mark = word(r, i - 1);
  if (mark === '.') return !(isWord(r, i - 2) && lengthAt(r, i - 2) === 1) && (flagsAt(r, i - 2) & is.title) === 0;
  return (
    mark === '!' ||
    mark === '?' ||
    mark === ':' ||
    mark === ';' ||
    mark === '•' ||
    mark === '*' ||
    mark === '|' ||
    mark === '#' ||
    (mark === '-' && begins(r, i - 1))
  );
}
