import { zeros } from './table.ts';

/** Bytes to strings by hand: this package may name neither TextDecoder nor Buffer. */

const CACHE_BITS = 11;
const CACHE_SIZE = 1 << CACHE_BITS;
const LONGEST_CACHED = 6;
const highKeys = zeros(CACHE_SIZE);
const lowKeys = zeros(CACHE_SIZE);
const cached: string[] = new Array<string>(CACHE_SIZE).fill('');
const char = String.fromCharCode;

/**
 * The text of bytes `from` to `to`: ASCII at once, otherwise UTF-8, and Latin-1 where the bytes are no UTF-8.
 * Short codes come from a small cache, so that a million claims do not hold a million copies of `CO`.
 */
export function decode(bytes: Uint8Array, from: number, to: number): string {
  const length = to - from;
  if (length <= 0) return '';
  if (length === 1) return char(bytes[from] as number);
  if (length <= LONGEST_CACHED) return decodeShort(bytes, from, to);
  let high = 0;
  for (let i = from; i < to; i++) high |= bytes[i] as number;
  if (high >= 0x80) return decodeHigh(bytes, from, to);
  return decodeAscii(bytes, from, length);
}

/** Up to three bytes are one number, which is its own proof; up to six are two. */
function decodeShort(bytes: Uint8Array, from: number, to: number): string {
  let low = bytes[from] as number;
  // A leading zero byte would make two texts one number.
  if (low === 0) return decodeHigh(bytes, from, to);
  let seen = low;
  let high = 0;
  for (let i = from + 1; i < to; i++) {
    const b = bytes[i] as number;
    seen |= b;
    high = (high << 8) | (low >>> 24);
    low = (low << 8) | b;
  }
  if (seen >= 0x80) return decodeHigh(bytes, from, to);
  const slot = Math.imul(low ^ (high << 5), 0x9e3779b1) >>> (32 - CACHE_BITS);
  if (lowKeys[slot] === low && highKeys[slot] === high) return cached[slot] as string;
  const text = decodeAscii(bytes, from, to - from);
  lowKeys[slot] = low;
  highKeys[slot] = high;
  cached[slot] = text;
  return text;
}

const buffers: number[][] = Array.from({ length: 257 }, (_, n) => new Array<number>(n).fill(0));

/** `fromCharCode` with all its arguments at once makes one flat string; adding character by character makes a chain of them. */
function decodeAscii(bytes: Uint8Array, from: number, length: number): string {
  const b = bytes;
  const s = from;
  // biome-ignore format: a line a length
  switch (length) {
    case 1: return char(b[s] as number);
    case 2: return char(b[s] as number, b[s + 1] as number);
    case 3: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number);
    case 4: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number);
    case 5: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number, b[s + 4] as number);
    case 6: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number, b[s + 4] as number, b[s + 5] as number);
    case 7: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number, b[s + 4] as number, b[s + 5] as number, b[s + 6] as number);
    case 8: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number, b[s + 4] as number, b[s + 5] as number, b[s + 6] as number, b[s + 7] as number);
    case 9: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number, b[s + 4] as number, b[s + 5] as number, b[s + 6] as number, b[s + 7] as number, b[s + 8] as number);
    case 10: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number, b[s + 4] as number, b[s + 5] as number, b[s + 6] as number, b[s + 7] as number, b[s + 8] as number, b[s + 9] as number);
    case 11: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number, b[s + 4] as number, b[s + 5] as number, b[s + 6] as number, b[s + 7] as number, b[s + 8] as number, b[s + 9] as number, b[s + 10] as number);
    case 12: return char(b[s] as number, b[s + 1] as number, b[s + 2] as number, b[s + 3] as number, b[s + 4] as number, b[s + 5] as number, b[s + 6] as number, b[s + 7] as number, b[s + 8] as number, b[s + 9] as number, b[s + 10] as number, b[s + 11] as number);
    default: return decodeLong(bytes, from, length);
  }
}

function decodeLong(bytes: Uint8Array, from: number, length: number): string {
  if (length > 256) {
    let text = '';
    for (let at = 0; at < length; at += 256) text += decodeAscii(bytes, from + at, Math.min(256, length - at));
    return text;
  }
  const codes = buffers[length] as number[];
  for (let i = 0; i < length; i++) codes[i] = bytes[from + i] as number;
  return char.apply(null, codes);
}

function decodeHigh(bytes: Uint8Array, from: number, to: number): string {
  const points = utf8Points(bytes, from, to);
  if (points === undefined) {
    let text = '';
    for (let i = from; i < to; i++) text += char(bytes[i] as number);
    return text;
  }
  let text = '';
  for (const point of points) text += String.fromCodePoint(point);
  return text;
}

/** The code points of UTF-8 bytes, or nothing where they are none (overlong forms and surrogates are none). */
export function utf8Points(bytes: Uint8Array, from: number, to: number): number[] | undefined {
  const points: number[] = [];
  for (let i = from; i < to; ) {
    const first = bytes[i] as number;
    const size =
      first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (size === 0 || i + size > to) return undefined;
    let point = size === 1 ? first : first & (0xff >> (size + 1));
    for (let k = 1; k < size; k++) {
      const next = bytes[i + k] as number;
      if ((next & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (next & 0x3f);
    }
    if ((size === 3 && (point < 0x800 || (point >= 0xd800 && point < 0xe000))) || (size === 4 && (point < 0x10000 || point > 0x10ffff)))
      return undefined;
    points.push(point);
    i += size;
  }
  return points;
}

/** A string to UTF-8 bytes, appended to `out`. */
export function encode(text: string, out: number[]): void {
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) out.push(point);
    else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else out.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
  }
}

/** Blanks only: what else is no letter is for the writer to refuse. */
export function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) === 0x20) from++;
  while (to > from && text.charCodeAt(to - 1) === 0x20) to--;
  return text.slice(from, to);
}
