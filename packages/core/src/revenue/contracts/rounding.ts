import { type Cents, cents } from '../../ground/base/index.ts';

/** So many parts a unit has at most: units are written with up to six places. */
const parts = 1_000_000n;
const wholePattern = /^(\d{1,9})(?:\.(\d{1,6}))?$/;

/** Half a cent goes up, as Medicare and the payers who follow it round; once for a line, after multiplying, so that no unit's half cent is counted twice. */
const rounded = (top: bigint, bottom: bigint): Cents => cents(Number((top * 2n + bottom) / (bottom * 2n)));

/** Millionths of a unit; undefined where the units are no number. */
function millionths(units: string): bigint | undefined {
  const [, whole, part = ''] = wholePattern.exec(units) ?? [];
  return whole === undefined ? undefined : BigInt(whole) * parts + BigInt(part.padEnd(6, '0'));
}

/** So much for so many units, and of that only `basisPoints` ten thousandths where a share is said. */
export function timesUnits(amount: Cents, units: string, basisPoints = 10_000): Cents | undefined {
  const count = millionths(units);
  return count === undefined ? undefined : rounded(BigInt(amount) * count * BigInt(basisPoints), parts * 10_000n);
}

export const roundedShare = (amount: Cents, basisPoints: number): Cents => rounded(BigInt(amount) * BigInt(basisPoints), 10_000n);
