import type { DepositView, TrayRow } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import { useAct, usePages } from '../../app/queries.ts';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { Status } from '../../ui/status.tsx';
import type { Column } from '../../ui/virtual-table.tsx';

const columns: readonly Column<TrayRow>[] = [
  { id: 'payer', head: 'Payer', width: 'minmax(120px, 1fr)', cell: (row) => <strong>{row.payerName}</strong> },
  { id: 'trace', head: 'Trace', width: 'minmax(90px, 0.8fr)', cell: (row) => <span className="mono">{row.traceNumber}</span> },
  { id: 'date', head: 'Paid on', width: '84px', cell: (row) => formatDate(row.paidOn) },
  { id: 'paid', head: 'Paid', width: '96px', end: true, cell: (row) => <Money amount={row.paid} /> },
];

interface TieDialogProps {
  readonly deposit: DepositView;
  readonly opened: boolean;
  onClose(): void;
}

/** Ties a deposit to one or several remits; the difference is seen before it is booked. */
export function TieDialog({ deposit, opened, onClose }: TieDialogProps): ReactElement {
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), 250);
  const [picked, setPicked] = useState<ReadonlyMap<string, number>>(
    () => new Map(deposit.remits.map((remit) => [remit.remitId, remit.paid])),
  );
  const pages = usePages('revenue/posting/tray', { view: 'all', ...(typed ? { search: typed } : {}) }, opened);
  const tie = useAct('ground/bank/tie-deposit');
  const rows = pages.rows.filter(
    (row) => row.deposit.state !== 'tied' && row.deposit.state !== 'none-expected' && row.state !== 'not-ours',
  );
  const sum = [...picked.values()].reduce((total, amount) => total + amount, 0);
  const difference = deposit.amount - sum;
  const toggle = (row: TrayRow) =>
    setPicked((now) => {
      const next = new Map(now);
      if (!next.delete(row.id)) next.set(row.id, row.paid);
      return next;
    });
  const done = async () => {
    if (await tie.run({ depositId: deposit.id, remitIds: [...picked.keys()] })) onClose();
  };
  return (
    <PickDialog
      title={`Tie the deposit of ${formatMoney(deposit.amount)}`}
      opened={opened}
      size="xl"
      onClose={onClose}
      table={{
        label: 'Remits to tie',
        rows,
        rowId: (row) => row.id,
        columns,
        marked: new Set(picked.keys()),
        onMark: toggle,
        onOpen: toggle,
        loading: pages.loading,
        stale: pages.stale,
        more: pages.more,
        empty: (
          <EmptyState title="No remit waits for a deposit">
            Every remit that was read is tied, or nothing was paid by it. The remit of this deposit may still be on its way.
          </EmptyState>
        ),
      }}
      below={
        <div className="equation">
          <div>
            <span className="term">Deposit</span>
            <Money amount={deposit.amount} />
          </div>
          <div>
            <span className="term">Remits chosen</span>
            <Money amount={sum} />
          </div>
          <Status tone={difference === 0 ? 'good' : 'stop'}>{formatMoney(difference)} difference</Status>
        </div>
      }
      errors={[pages.error, tie.error]}
      actions={
        <Button disabled={picked.size === 0} loading={tie.busy} onClick={() => void done()}>
          {difference === 0 ? 'Tie' : 'Tie with a difference'}
        </Button>
      }
    >
      <p>{deposit.because}</p>
      <TextInput
        data-autofocus
        type="search"
        label="Remits that no deposit is tied to"
        placeholder="Payer or trace number"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
    </PickDialog>
  );
}
