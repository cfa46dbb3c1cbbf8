import type { DraftRow } from '@claimwright/server/api';
import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { draftStands } from '../../../app/addresses.ts';
import { usePages } from '../../../app/queries.ts';
import { formatDate, plural } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { moneyColumn } from '../../../ui/money-column.tsx';
import { EmptyState } from '../../../ui/notes.tsx';
import { PagedTable } from '../../../ui/paged-table.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { standOf, standWords } from './stand-words.ts';

const wide: readonly Column<DraftRow>[] = [
  { id: 'patient', head: 'Patient', width: 'minmax(130px, 1fr)', cell: (row) => <strong>{row.patientName}</strong> },
  {
    ...{ id: 'number', head: 'Account', width: 'minmax(90px, 0.7fr)', from: 520 },
    cell: (row) => <span className="mono">{row.patientControlNumber}</span>,
  },
  { id: 'dos', head: 'DOS', width: '84px', cell: (row) => formatDate(row.servedFrom) },
  { id: 'payer', head: 'Payer', width: 'minmax(120px, 1fr)', cell: (row) => row.payerName, from: 700 },
  { id: 'kind', head: 'Kind', width: '100px', cell: (row) => row.kind, from: 820 },
  moneyColumn<DraftRow>({ id: 'billed', head: 'Billed', width: '100px', of: (row) => row.billed, from: 420 }),
];
const slim: readonly Column<DraftRow>[] = [
  {
    ...{ id: 'patient', head: 'Patient', width: 'minmax(0, 1fr)' },
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.patientName}</strong>
        <span className="dim small">{row.payerName}</span>
      </span>
    ),
  },
  {
    ...{ id: 'billed', head: 'Billed', width: '84px', end: true },
    cell: (row) => (
      <span className="two-lines">
        <Money amount={row.billed} strong />
        <span className="dim small">{formatDate(row.servedFrom)}</span>
      </span>
    ),
  },
];

interface OutListProps {
  readonly stands: (typeof draftStands)[number];
  readonly chosen: string | undefined;
  onStands(stands: (typeof draftStands)[number]): void;
  onOpen(draftId: string): void;
}

/** Claims that are to go out, or went, by where they stand. */
export function OutList({ stands, chosen, onStands, onOpen }: OutListProps): ReactElement {
  const pages = usePages('revenue/claims/drafts', { status: standOf[stands] });
  return (
    <>
      <div className="pane-tools">
        <NativeSelect
          size="xs"
          aria-label="Where they stand"
          value={stands}
          data={draftStands.map((value) => ({ value, label: standWords[standOf[value]] }))}
          onChange={(event) => {
            const found = draftStands.find((one) => one === event.currentTarget.value);
            if (found) onStands(found);
          }}
        />
        <span className="pane-head-note">{pages.total === undefined ? '' : plural(pages.total, 'claim')}</span>
      </div>
      <PagedTable
        pages={pages}
        label="Claims that go out"
        rowId={(row) => row.id}
        columns={wide}
        slim={slim}
        chosen={chosen}
        onOpen={(row) => onOpen(row.id)}
        footLabel={plural(pages.rows.length, 'claim')}
        empty={<EmptyState title="No claim stands here">Claims come from charges, or from an 837 that is to be sent.</EmptyState>}
      />
    </>
  );
}
