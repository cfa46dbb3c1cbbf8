import type { ReactElement } from 'react';
import { formatMoney, formatSigned } from './format.ts';

export interface MoneyProps {
  readonly amount: number | undefined;
  /** Show a plus on amounts above zero. */
  readonly signed?: boolean;
  readonly strong?: boolean;
}

/** Right aligned by its column, tabular figures; zero steps back. */
export function Money({ amount, signed, strong }: MoneyProps): ReactElement {
  if (amount === undefined) return <span className="money" />;
  const kind = amount === 0 ? 'zero' : amount < 0 ? 'minus' : 'plus';
  return (
    <span className="money" data-kind={kind} data-strong={strong || undefined}>
      {signed ? formatSigned(amount) : formatMoney(amount)}
    </span>
  );
}
