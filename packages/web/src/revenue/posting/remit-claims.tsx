import type { RemitClaimRow, RemitView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import type { claimStates } from '../../app/addresses.ts';
import { formatShortDate, plural } from '../../ui/format.ts';
import { MachineMark } from '../../ui/machine-mark.tsx';
import { moneyColumn } from '../../ui/money-column.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { type PagedRows, PagedTable } from '../../ui/paged-table.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { claimStateWords } from './words.ts';

export type Show = (typeof claimStates)[number] | 'all';
type Amount = 'billed' | 'allowed' | 'paid' | 'patient' | 'balance';

const money = (id: Amount, head: string, from: number) =>
  moneyColumn<RemitClaimRow>({ id, head, width: '64px', of: (row) => row[id], from });

function Why({ row }: { readonly row: RemitClaimRow }): ReactElement {
  const [first, ...others] = row.work;
  if (first) {
    return (
      <span>
        {first}
        {others.length > 0 ? <span className="dim"> and {others.length} more</span> : null}
      </span>
    );
  }
  return row.certainty ? (
    <MachineMark certainty={row.certainty} because={row.matchBecause} short />
  ) : (
    <span className="dim">{row.statusWords}</span>
  );
}

const columns: readonly Column<RemitClaimRow>[] = [
  {
    id: 'state',
    head: 'State',
    width: '60px',
    cell: (row) => (
      <Status tone={claimStateWords[row.state].tone} plain>
        {claimStateWords[row.state].words}
      </Status>
    ),
    sortBy: (row) => row.state,
  },
  {
    id: 'patient',
    head: 'Patient',
    width: 'minmax(116px, 1fr)',
    cell: (row) => <strong>{row.patientName || row.patientControlNumber}</strong>,
    full: (row) => row.patientName || row.patientControlNumber,
    sortBy: (row) => row.patientName.toLowerCase(),
  },
  {
    id: 'number',
    head: 'Account',
    width: 'minmax(84px, 0.6fr)',
    cell: (row) => <span className="mono">{row.patientControlNumber}</span>,
    sortBy: (row) => row.patientControlNumber,
    from: 900,
  },
  { id: 'dos', head: 'DOS', width: '58px', cell: (row) => formatShortDate(row.servedFrom), sortBy: (row) => row.servedFrom, from: 420 },
  money('billed', 'Billed', 480),
  money('allowed', 'Allowed', 690),
  money('paid', 'Paid', 0),
  money('patient', 'Patient', 560),
  money('balance', 'Balance', 500),
  {
    id: 'why',
    head: 'Why',
    width: 'minmax(110px, 1.6fr)',
    cell: (row) => <Why row={row} />,
    full: (row) => row.work.join('\n') || (row.certainty ? (row.matchBecause ?? '') : row.statusWords),
    sortBy: (row) => row.work.length,
    from: 690,
  },
];

interface RemitClaimsProps {
  readonly remit: RemitView;
  readonly pages: PagedRows<RemitClaimRow>;
  readonly show: Show;
  readonly chosen: string | undefined;
  readonly sort: string | undefined;
  onShow(show: Show): void;
  onOpen(row: RemitClaimRow): void;
  onSort(sort: string | undefined): void;
}

/** The claims of a remit; the keys move through them, and the ledger below follows. */
export function RemitClaims(props: RemitClaimsProps): ReactElement {
  const { remit, pages, show } = props;
  const { totals } = remit;
  return (
    <div className="claims-box">
      <div className="pane-tools">
        <h2>Claims</h2>
        <ViewTabs<Show>
          label="Which claims"
          chosen={show}
          onChoose={props.onShow}
          views={[
            { id: 'all', label: 'All', count: remit.claims },
            { id: 'clean', label: 'Clean', count: totals.clean },
            { id: 'work', label: 'Work', count: totals.work },
            { id: 'parked', label: 'Parked', count: totals.parked },
            { id: 'not-ours', label: 'Not ours' },
          ]}
        />
      </div>
      <PagedTable
        pages={pages}
        label="Claims of this remit"
        rowId={(row) => row.id}
        columns={columns}
        chosen={props.chosen}
        sort={props.sort}
        onSort={props.onSort}
        onOpen={props.onOpen}
        onFollow={props.onOpen}
        footLabel={plural(pages.rows.length, 'claim')}
        empty={
          <EmptyState title={show === 'all' ? 'This remit speaks of no claim' : 'None of these'}>
            {show === 'all'
              ? 'It only moves money outside of claims: see the provider adjustments above.'
              : 'No claim of this remit is in this state.'}
          </EmptyState>
        }
      />
    </div>
  );
}
