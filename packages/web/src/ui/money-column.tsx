import { Money } from './money.tsx';
import type { Column } from './virtual-table.tsx';

interface MoneyColumn<Row> {
  readonly id: string;
  readonly head: string;
  readonly width: string;
  readonly from?: number;
  readonly strong?: boolean;
  of(row: Row): number | undefined;
}

/** Amounts, right aligned, sorted by what they are and summed in the foot. */
export const moneyColumn = <Row,>({ of, strong, ...column }: MoneyColumn<Row>): Column<Row> => ({
  ...column,
  end: true,
  cell: (row) => <Money amount={of(row)} strong={strong ?? false} />,
  sortBy: of,
  foot: (rows) => <Money amount={rows.reduce((sum, row) => sum + (of(row) ?? 0), 0)} strong />,
});
