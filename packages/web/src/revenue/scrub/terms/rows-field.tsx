import { type RowCell, type TermRow, type TermRows, termRows } from '@claimwright/core/revenue/scrub';
import { Button, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

interface RowsFieldProps {
  readonly label: string;
  readonly kind: TermRows;
  readonly rows: readonly TermRow[];
  readonly may: boolean;
  onRows(rows: readonly TermRow[]): void;
}

interface CellProps {
  readonly cell: RowCell;
  readonly value: string;
  readonly may: boolean;
  onValue(value: string): void;
}

function Cell({ cell: { label, choices, placeholder, wide }, value, may, onValue }: CellProps): ReactElement {
  const of = { label, disabled: !may, ...(wide ? { className: 'term-wide' } : {}) };
  if (choices)
    return <Select {...of} allowDeselect={false} data={[...choices]} value={value} onChange={(chosen) => onValue(chosen ?? value)} />;
  return (
    <TextInput
      {...of}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}

/** A term of several rows, each filled in cell by cell. */
export function RowsField({ label, kind, rows, may, onRows }: RowsFieldProps): ReactElement {
  const { cells, fresh } = termRows[kind];
  const change = (at: number, cell: string, value: string) => onRows(rows.map((row, i) => (i === at ? { ...row, [cell]: value } : row)));
  return (
    <>
      {rows.map((row, at) => (
        <div className="term-row" role="group" aria-label={`${label}, row ${at + 1}`} key={`row-${String(at)}`}>
          {cells
            .filter(({ id }) => id !== 'days' || row.within !== 'year')
            .map((cell) => (
              <Cell key={cell.id} cell={cell} value={row[cell.id] ?? ''} may={may} onValue={(value) => change(at, cell.id, value)} />
            ))}
          {may ? (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`Take away row ${at + 1} of ${label}`}
              onClick={() => onRows(rows.filter((_, i) => i !== at))}
            >
              Take away
            </Button>
          ) : null}
        </div>
      ))}
      {may ? (
        <Button
          className="term-add"
          variant="default"
          size="compact-sm"
          aria-label={`Add a row to ${label}`}
          onClick={() => onRows([...rows, fresh])}
        >
          Add a row
        </Button>
      ) : null}
    </>
  );
}
