import type { Cents } from '../types.ts';

/** What `readCents` found besides the amount. */
export const MONEY_OK = 0;
export const MONEY_BLANK = 1;
/** More than two decimals that are not zero: the rest is cut off. */
export const MONEY_DECIMALS = 2;
/** No number: the amount is 0. */
export const MONEY_MALFORMED = 3;
/** More than can be counted exactly: the amount is 0. */
export const MONEY_OVERFLOW = 4;

/** The verdict of the last `readCents`; one variable instead of one object an amount. */
export let moneyVerdict = 0;

/** For an amount that was read before. */
export function sayMoneyIsFine(): void {
  moneyVerdict = MONEY_OK;
}

const LARGEST = Number.MAX_SAFE_INTEGER;

/** Integer cents of bytes such as `-12.5`: by hand, never through a float. Look at `moneyVerdict` afterwards. */
export function readCents(bytes: Uint8Array, from: number, to: number): Cents {
  if (from >= to) {
    moneyVerdict = MONEY_BLANK;
    return 0;
  }
  let i = from;
  const first = bytes[i] as number;
  const negative = first === 0x2d;
  if (negative || first === 0x2b) i++;
  let whole = 0;
  let digits = 0;
  for (; i < to; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit < 0 || digit > 9) break;
    whole = whole * 10 + digit;
    digits++;
  }
  let cents = 0;
  let decimals = 0;
  moneyVerdict = MONEY_OK;
  if (i < to && bytes[i] === 0x2e) {
    for (i++; i < to; i++) {
      const digit = (bytes[i] as number) - 0x30;
      if (digit < 0 || digit > 9) break;
      decimals++;
      if (decimals <= 2) cents = cents * 10 + digit;
      else if (digit !== 0) moneyVerdict = MONEY_DECIMALS;
    }
    if (decimals === 1) cents *= 10;
  }
  if (i < to || digits + decimals === 0) {
    moneyVerdict = MONEY_MALFORMED;
    return 0;
  }
  const amount = whole * 100 + cents;
  if (digits > 16 || amount > LARGEST) {
    moneyVerdict = MONEY_OVERFLOW;
    return 0;
  }
  return negative && amount !== 0 ? -amount : amount;
}

/** As `readCents`, without the blanks around it. */
export function readTrimmedCents(bytes: Uint8Array, from: number, to: number): Cents {
  let first = from;
  let end = to;
  while (first < end && bytes[first] === 0x20) first++;
  while (end > first && bytes[end - 1] === 0x20) end--;
  return readCents(bytes, first, end);
}

/** `-1250` to `-12.50`. */
export function formatCents(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
