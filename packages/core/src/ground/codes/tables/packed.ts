import type { PlainDate } from '../../base/index.ts';

/** A code of at most so many letters and digits fits into one number, exactly. */
const longest = 10;
const signs = 37;
const powers = Array.from({ length: longest + 1 }, (_, at) => signs ** at);

/** A code as a number that sorts as the code does: base 37, the first sign first, a blank below all. Points and hyphens do not count; -1 where it is none. */
export function packCode(code: string): number {
  let packed = 0;
  let length = 0;
  for (let at = 0; at < code.length; at++) {
    const sign = signOf(code.charCodeAt(at));
    if (sign < 0) return -1;
    if (sign === 0) continue;
    if (length === longest) return -1;
    packed = packed * signs + sign;
    length++;
  }
  return length === 0 ? -1 : packed * (powers[longest - length] ?? 0);
}

function signOf(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 47;
  if (unit >= 65 && unit <= 90) return unit - 54;
  if (unit >= 97 && unit <= 122) return unit - 86;
  return unit === 46 || unit === 45 || unit === 32 ? 0 : -1;
}

const alphabet = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function unpackCode(packed: number): string {
  let rest = packed;
  let code = '';
  for (let at = 0; at < longest; at++) {
    code = (alphabet[rest % signs] ?? '') + code;
    rest = Math.floor(rest / signs);
  }
  return code.trimEnd();
}

/** The first number after every code that begins so. */
export const afterBeginning = (packed: number, beginning: string): number =>
  packed + (powers[longest - beginning.replace(/[.\- ]/g, '').length] ?? 0);

/** A day as a number that reads as it is written, 20260131; 0 for none. */
export const dayOf = (date: PlainDate | undefined): number =>
  date === undefined
    ? 0
    : digits(date, 0) * 10_000_000 + digits(date, 1) * 1_000_000 + digits(date, 2) * 100_000 + digits(date, 3) * 10_000 + monthDay(date);

const digits = (date: string, at: number): number => date.charCodeAt(at) - 48;
const monthDay = (date: string): number => digits(date, 5) * 1000 + digits(date, 6) * 100 + digits(date, 8) * 10 + digits(date, 9);

export function dateOfDay(day: number): PlainDate | undefined {
  if (day === 0) return undefined;
  const text = String(day).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` as PlainDate;
}

/** Whether a day lies within two others, both inclusive; 0 is open. */
export const within = (day: number, from: number, to: number): boolean => day >= from && (to === 0 || day <= to);

/** Where the number stands in a sorted list, or where it would (as its complement, below 0). */
export function placeOf(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return ~low;
}
