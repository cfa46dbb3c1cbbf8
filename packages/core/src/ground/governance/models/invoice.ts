import { type Cents, cents } from '../../base/index.ts';

/** What was used of one model by one workflow in one month. */
export interface MeterLine {
  /** `2026-03`. */
  readonly month: string;
  readonly workflow: string;
  readonly model: string;
  readonly calls: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly microDollars: number;
}
export interface Invoice extends Omit<MeterLine, 'workflow' | 'model'> {
  readonly lines: readonly MeterLine[];
  /** Rounded once, from the exact sum, so that the lines never add up to something else. */
  readonly total: Cents;
}

const microDollarsACent = 10_000;

/** The month's use as an invoice: the lines of the meter and their exact sum. */
export function invoiceOf(meter: readonly MeterLine[], month: string): Invoice {
  const lines = meter.filter((line) => line.month === month);
  const sum = (of: (line: MeterLine) => number) => lines.reduce((all, line) => all + of(line), 0);
  const microDollars = sum((line) => line.microDollars);
  return {
    month,
    lines,
    calls: sum(({ calls }) => calls),
    tokensIn: sum(({ tokensIn }) => tokensIn),
    tokensOut: sum(({ tokensOut }) => tokensOut),
    microDollars,
    total: cents(Math.round(microDollars / microDollarsACent)),
  };
}
