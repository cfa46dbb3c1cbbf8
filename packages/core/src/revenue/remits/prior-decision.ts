import type { PlainDate } from '../../ground/base/index.ts';
import type { LineToSend, PriorDecision } from '../claims/index.ts';
import type { Adjustment, RemitClaim, RemitLine } from './remit.ts';

type BilledLine = Pick<LineToSend, 'number' | 'lineControlNumber' | 'procedure' | 'billed'>;

/**
 * What a remit decided of a claim, as the next payer is told. `chosen` are the numbers of the claim's lines to which its lines were posted, by
 * their index. A line that is none of the claim's stands under 0.
 */
export function priorDecision(
  remit: RemitClaim,
  lines: readonly BilledLine[],
  { decidedOn, chosen }: { readonly decidedOn?: PlainDate; readonly chosen?: ReadonlyMap<number, number> } = {},
): PriorDecision {
  const day = decidedOn === undefined ? {} : { decidedOn };
  return {
    ...day,
    paid: remit.paid,
    adjustments: remit.adjustments.map(asTold),
    lines: remit.lines.map((line) => ({
      number: chosen?.get(line.index) ?? lineMeant(line, lines)?.number ?? 0,
      paid: line.paid,
      procedure: line.procedure ?? line.billedProcedure ?? { code: '', modifiers: [] },
      ...(line.units === undefined ? {} : { units: line.units }),
      ...day,
      adjustments: line.adjustments.map(asTold),
    })),
  };
}

const asTold = ({ group, carc, amount, quantity }: Adjustment): PriorDecision['adjustments'][number] => ({
  ...{ group, reason: carc, amount },
  ...(quantity === undefined ? {} : { quantity }),
});

/** By its control number, else the only line of this procedure, or of this procedure and charge. */
function lineMeant(line: RemitLine, lines: readonly BilledLine[]): BilledLine | undefined {
  const numbered = lines.filter(({ lineControlNumber }) => lineControlNumber !== undefined && lineControlNumber === line.lineControlNumber);
  if (numbered.length === 1) return numbered[0];
  const billed = line.billedProcedure ?? line.procedure;
  const same = lines.filter(({ procedure }) => billed?.code === procedure.code && billed.modifiers.join() === procedure.modifiers.join());
  if (same.length === 1) return same[0];
  const charged = same.filter((one) => one.billed === line.billed);
  return charged.length === 1 ? charged[0] : undefined;
}
