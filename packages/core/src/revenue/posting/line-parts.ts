import { allocate, type Cents, cents } from '../../ground/base/index.ts';
import type { AdjustmentPlan, LinePart } from './plan.ts';
import type { PostableLine } from './remit-lines.ts';

/** What of a remit line falls to one claim line, or to the claim as a whole where it has none. */
export interface Divided {
  readonly claimLineId: string | undefined;
  readonly billed: Cents;
  readonly paid: Cents;
  /** Of each adjustment, in their order. */
  readonly adjustments: readonly Cents[];
}

const split = (amount: Cents, weights: readonly number[]): readonly Cents[] => (weights.length <= 1 ? [amount] : allocate(amount, weights));

/**
 * The amounts of a remit line over its claim lines. Charge and adjustments are divided to the cent, and what is left of each charge was
 * paid: so every part balances, and the parts come to the whole.
 */
export function divide(line: Pick<PostableLine, 'billed' | 'match'>, adjustments: readonly Pick<AdjustmentPlan, 'amount'>[]): Divided[] {
  const { claimLineIds, weights } = line.match;
  const ids: readonly (string | undefined)[] = claimLineIds.length === 0 ? [undefined] : claimLineIds;
  const by = weights ?? ids.map(() => 0);
  const billed = split(line.billed, by);
  const parts = adjustments.map(({ amount }) => split(amount, by));
  return ids.map((claimLineId, i) => {
    const own = parts.map((part) => part[i] ?? cents(0));
    const charge = billed[i] ?? cents(0);
    return { claimLineId, billed: charge, paid: cents(charge - own.reduce((sum: number, part) => sum + part, 0)), adjustments: own };
  });
}

/** How a line with several claim lines is divided, to be shown; nothing for one that has only one. */
export function partsOf(line: PostableLine, adjustments: readonly AdjustmentPlan[]): readonly LinePart[] | undefined {
  if (line.match.claimLineIds.length < 2) return undefined;
  return divide(line, adjustments).flatMap(({ claimLineId, billed, paid }) =>
    claimLineId === undefined ? [] : [{ claimLineId, billed, paid, adjusted: cents(billed - paid) }],
  );
}
