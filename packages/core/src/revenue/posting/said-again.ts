import { type Cents, cents } from '../../ground/base/index.ts';
import type { Adjustment, RemitClaim } from '../remits/index.ts';
import type { SaidFigures } from './facts.ts';
import { dollars } from './work-items.ts';

const adjustmentText = ({ group, carc, amount }: Adjustment): string => `${group}*${carc}*${amount}`;
const texts = (adjustments: readonly Adjustment[]): string =>
  adjustments
    .filter((a) => a.amount !== 0)
    .map(adjustmentText)
    .sort()
    .join('+');

/** Charge, payment and adjustments, line by line, whatever numbers and remarks stand beside them. */
function figuresOf({ adjustments, lines }: SaidFigures): string {
  const ofLines = lines.map(
    (line) => `${line.procedure?.code ?? ''}/${line.servedOn ?? ''}/${line.billed}/${line.paid}/${texts(line.adjustments)}`,
  );
  return [texts(adjustments), ...ofLines.sort()].join('|');
}

export const sameFigures = (a: SaidFigures, b: SaidFigures): boolean => figuresOf(a) === figuresOf(b);

function byCode({ adjustments, lines }: SaidFigures): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { group, carc, amount } of [...adjustments, ...lines.flatMap((line) => line.adjustments)])
    sums.set(`${group}-${carc}`, (sums.get(`${group}-${carc}`) ?? 0) + amount);
  return sums;
}

/**
 * What a reversal does not take back as it was said: code by code, in words; undefined where it negates every one. 4010 reversals say
 * CR for every group, so nothing of theirs can be compared.
 */
export function notNegated(reversal: RemitClaim, original: SaidFigures): string | undefined {
  const back = byCode(reversal);
  if ([...back.keys()].some((code) => code.startsWith('CR-'))) return undefined;
  const before = byCode(original);
  const differs = [...new Set([...before.keys(), ...back.keys()])].filter((code) => (before.get(code) ?? 0) !== -(back.get(code) ?? 0));
  if (differs.length === 0) return undefined;
  const words = (code: string): string => `${code} was ${money(before.get(code))}, taken back ${money(back.get(code))}`;
  return differs.map(words).join('; ');
}

const money = (amount: number | undefined): string => dollars(cents(amount ?? 0) as Cents);
