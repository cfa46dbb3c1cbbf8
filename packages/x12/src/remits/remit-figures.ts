import type { Actions } from '../engine/builder.ts';
import { sumAdjustments } from '../engine/pieces.ts';
import { type RemitBuilder, remitActions } from './remit-builder.ts';

const only = (...keys: readonly string[]): Actions<RemitBuilder> =>
  Object.fromEntries(Object.entries(remitActions).filter(([key]) => keys.includes(key)));

/**
 * What an 835 needs for its counts, sums and balances: claims and lines with their figures, nobody's name, no code, no date. The builder
 * and what it finds are the same.
 */
export const remitFigures: Actions<RemitBuilder> = {
  ...only('ST', 'BPR', '2000 LX', 'PLB'),
  '2100 CLP': (b, s, use) => b.openFigures(s, use),
  '2100 CAS': (b, s, use) => {
    if (b.claim) b.claimAdjusted += sumAdjustments(b.money, use, s, b.claim);
  },
  '2110 SVC': (b, s, use) => b.claim && b.openLineFigures(s, use),
  '2110 CAS': (b, s, use) => {
    if (!b.line) return;
    const sum = sumAdjustments(b.money, use, s, b.line);
    b.lineAdjusted += sum;
    b.claimAdjusted += sum;
  },
};
