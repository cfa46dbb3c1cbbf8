/** Integer cents. Never a fraction; refuses to leave the range in which a number is exact. */
export type Cents = number & { readonly __unit: 'cents' };

export const zero = 0 as Cents;

/** What `cents` throws. Where the figures are a file's, the file is at fault; everywhere else it is a bug. */
export class NotExact extends Error {
  constructor(value: number) {
    super(`not whole cents: ${value}`);
    this.name = 'NotExact';
  }
}

/** Brands a number as cents. Throws on a fraction, NaN or an amount past ±90 trillion dollars. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new NotExact(value);
  return (value === 0 ? 0 : value) as Cents;
}

export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
}

export const add = (a: Cents, b: Cents): Cents => cents(a + b);
export const subtract = (a: Cents, b: Cents): Cents => cents(a - b);
export const negate = (a: Cents): Cents => cents(-a);

/** '-12.05': two places, a plain ASCII minus, for files and the CLI's JSON. */
export function toDecimal(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads '12', '12.5', '-12.05', '.5', '1,234.00'. Answers undefined where the text is no amount of whole cents. */
export function fromDecimal(text: string): Cents | undefined {
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return undefined;
  const whole = (match[2] ?? '').replaceAll(',', '');
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  if (/[1-9]/.test(fraction.slice(2))) return undefined;
  const value = Number(whole || '0') * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  return Number.isSafeInteger(value) ? cents(match[1] === '-' ? -value : value) : undefined;
}

/**
 * Splits an amount over weights so that the parts sum to it exactly: each gets its share rounded down, the cents left over go to the
 * largest remainders, earlier first. Weights of zero everywhere split evenly.
 */
export function allocate(amount: Cents, weights: readonly number[]): Cents[] {
  if (weights.length === 0) throw new Error('nothing to allocate over');
  const sizes = weights.every((w) => w === 0) ? weights.map(() => 1n) : weights.map((w) => BigInt(Math.abs(w)));
  const whole = sizes.reduce((a, b) => a + b, 0n);
  const sign = amount < 0 ? -1n : 1n;
  const size = BigInt(Math.abs(amount));
  const shares = sizes.map((w, i) => ({ i, floor: (size * w) / whole, rest: (size * w) % whole }));
  let left = size - shares.reduce((a, s) => a + s.floor, 0n);
  for (const share of [...shares].sort((a, b) => (b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.i - b.i))) {
    if (left === 0n) break;
    share.floor += 1n;
    left -= 1n;
  }
  return shares.map((s) => cents(Number(sign * s.floor)));
}
