import { type Cents, cents, type PlainDate } from '../../ground/base/index.ts';
import type { AdjustmentToSend, PriorDecision } from './claim-to-send.ts';

type DecidedLine = PriorDecision['lines'][number];

const latest = (days: readonly (PlainDate | undefined)[]): PlainDate | undefined =>
  days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
const added = (amounts: readonly Cents[]): Cents => cents(amounts.reduce((total, amount) => total + amount, 0));

/** Equal reasons of a group are one, in the order in which they came; what a reversal took back in full is gone. */
function netAdjustments(all: readonly AdjustmentToSend[]): AdjustmentToSend[] {
  const byReason = new Map<string, AdjustmentToSend[]>();
  for (const one of all) {
    const key = `${one.group}|${one.reason}`;
    byReason.set(key, [...(byReason.get(key) ?? []), one]);
  }
  return [...byReason.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    if (same.length === 1) return [first];
    const amount = added(same.map((one) => one.amount));
    // So many units of each of them are no sum that anybody stated.
    const { quantity: _, ...rest } = first;
    return amount === 0 ? [] : [{ ...rest, amount }];
  });
}

function netLine(same: readonly DecidedLine[]): DecidedLine[] {
  const [first] = same;
  if (first === undefined || same.length === 1) return [...same];
  const paid = added(same.map((line) => line.paid));
  const adjustments = netAdjustments(same.flatMap((line) => line.adjustments));
  if (paid === 0 && adjustments.length === 0) return [];
  const decidedOn = latest(same.map((line) => line.decidedOn));
  const units = same.findLast((line) => line.units !== undefined && !line.units.startsWith('-'))?.units;
  const { units: _, decidedOn: __, ...rest } = first;
  return [{ ...rest, paid, adjustments, ...(units === undefined ? {} : { units }), ...(decidedOn === undefined ? {} : { decidedOn }) }];
}

/**
 * What a payer decided of a claim by all that it said and that still stands: a claim that it split, what it paid later, and what it took
 * back and decided anew. Amounts add up, line by line and reason by reason; whether the whole is right is for `outOfBalance` to say.
 */
export function netDecision(decisions: readonly PriorDecision[]): PriorDecision | undefined {
  const [first] = decisions;
  if (first === undefined || decisions.length === 1) return first;
  const lines = new Map<string, DecidedLine[]>();
  for (const line of decisions.flatMap((one) => one.lines)) {
    const key = [line.number, line.procedure.code, ...line.procedure.modifiers].join('|');
    lines.set(key, [...(lines.get(key) ?? []), line]);
  }
  const decidedOn = latest(decisions.map((one) => one.decidedOn));
  return {
    ...(decidedOn === undefined ? {} : { decidedOn }),
    paid: added(decisions.map((one) => one.paid)),
    adjustments: netAdjustments(decisions.flatMap((one) => one.adjustments)),
    lines: [...lines.values()].flatMap(netLine),
  };
}
