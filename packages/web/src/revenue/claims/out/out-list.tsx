import type { DraftRow, TonightRow } from '@claimwright/server/api';
import { NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useMemo, useState } from 'react';
import { draftStands } from '../../../app/addresses.ts';
import { Light } from '../../../app/light.tsx';
import { usePages } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatDate, plural } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { moneyColumn } from '../../../ui/money-column.tsx';
import { EmptyState } from '../../../ui/notes.tsx';
import { PagedTable } from '../../../ui/paged-table.tsx';
import { SearchBox } from '../../../ui/search-box.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { standOf, standWords } from './stand-words.ts';

/** What stands in the list, whoever tells it. */
type Row = Pick<DraftRow, 'id' | 'patientName' | 'patientControlNumber' | 'payerName' | 'kind' | 'servedFrom' | 'billed'> & {
  readonly judged?: Pick<TonightRow, 'light' | 'byUs' | 'remarks'>;
};

/** As Scrub & Send has it: what holds it goes before what warns. */
const gravity = ({ judged }: Row): string => String(judged?.byUs ? ['red', 'yellow', 'green'].indexOf(judged.light) : 3);
const says = ({ judged }: Row): string => (judged?.remarks ?? []).map((remark) => remark.says).join(' ');
const light = (row: Row): ReactElement | string =>
  row.judged === undefined ? '' : <Light light={row.judged.light} byUs={row.judged.byUs} title={says(row)} />;
const lightColumn: Column<Row> = { id: 'light', head: 'State', width: '126px', cell: light, sortBy: gravity };

const wide: readonly Column<Row>[] = [
  { id: 'patient', head: 'Patient', width: 'minmax(130px, 1fr)', cell: (row) => <strong>{row.patientName}</strong> },
  {
    ...{ id: 'number', head: 'Account', width: 'minmax(90px, 0.7fr)', from: 520 },
    cell: (row) => <span className="mono">{row.patientControlNumber}</span>,
  },
  { id: 'dos', head: 'DOS', width: '84px', cell: (row) => formatDate(row.servedFrom) },
  { id: 'payer', head: 'Payer', width: 'minmax(120px, 1fr)', cell: (row) => row.payerName, from: 700 },
  { id: 'kind', head: 'Kind', width: '100px', cell: (row) => row.kind, from: 820 },
  moneyColumn<Row>({ id: 'billed', head: 'Billed', width: '100px', of: (row) => row.billed, from: 420 }),
];
const slim: readonly Column<Row>[] = [
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

const slimJudged: readonly Column<Row>[] = [
  ...slim.slice(0, 1),
  {
    ...{ id: 'light', head: 'State', width: '130px' },
    cell: (row) => (
      <span className="two-lines">
        <span>{light(row)}</span>
        <span className="dim small">
          <Money amount={row.billed} />
        </span>
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

/** The list of Going out: of what is to be sent with what was found of it, where whoever looks may see that. */
function useOutPages(stands: OutListProps['stands'], search: string) {
  const judged = useMay('submissions.read') && standOf[stands] === 'drafted';
  const searched = search === '' ? {} : { search };
  const tonight = usePages('revenue/submission/tonight', searched, judged);
  const drafts = usePages('revenue/claims/drafts', { status: standOf[stands], ...searched }, !judged);
  const rows = useMemo(() => tonight.rows.map(({ draftId: id, ...row }): Row => ({ ...row, id, judged: row })), [tonight.rows]);
  return judged ? { judged, pages: { ...tonight, rows } } : { judged, pages: { ...drafts, rows: drafts.rows as readonly Row[] } };
}

/** Claims that are to go out, or went, by where they stand. */
export function OutList({ stands, chosen, onStands, onOpen }: OutListProps): ReactElement {
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), 250);
  const [sort, setSort] = useState<string>();
  const { judged, pages } = useOutPages(stands, typed);
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
        <SearchBox label="Search claims that go out" placeholder="Patient or account" value={search} onChange={setSearch} />
        <span className="pane-head-note">{pages.total === undefined ? '' : plural(pages.total, 'claim')}</span>
      </div>
      <PagedTable
        pages={pages}
        label="Claims that go out"
        rowId={(row) => row.id}
        columns={judged ? [lightColumn, ...wide] : wide}
        slim={judged ? slimJudged : slim}
        chosen={chosen}
        sort={sort}
        onSort={setSort}
        onOpen={(row) => onOpen(row.id)}
        footLabel={plural(pages.rows.length, 'claim')}
        empty={
          pages.error ? (
            <span />
          ) : typed === '' ? (
            <EmptyState title="No claim stands here">Claims come from charges, or from an 837 that is to be sent.</EmptyState>
          ) : (
            <EmptyState title="No claim fits">
              None that stands here has these words in its patient or account number. Clear the search with Esc.
            </EmptyState>
          )
        }
      />
    </>
  );
}
