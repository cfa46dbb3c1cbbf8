import { remitList } from '@claimwright/core/revenue/remits';
import type { TrayRow } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { trayViews } from '../../app/addresses.ts';
import { useMe } from '../../app/session.ts';
import { TakeOut } from '../../app/take-out.tsx';
import { AddFiles } from '../../app/uploads.tsx';
import { formatCount, formatDate, formatDay, formatShortDate, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { moneyColumn } from '../../ui/money-column.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { OutcomeBar } from '../../ui/outcome-bar.tsx';
import { type PagedRows, PagedTable } from '../../ui/paged-table.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { claimParts, depositSaid, remitStates } from './words.ts';

export type TrayView = (typeof trayViews)[number];

const viewWords: { readonly [view in TrayView]: string } = {
  open: 'To post',
  parked: 'Needs a person',
  posted: 'Posted',
  'not-ours': 'Not ours',
  all: 'All',
};

function Shares({ row }: { readonly row: TrayRow }): ReactElement {
  return (
    <span className="shares">
      <OutcomeBar bare whole={plural(row.claims, 'claim')} parts={claimParts(row)} show={formatCount} />
      <span className="shares-counts" aria-hidden="true">
        <span>{row.cleanClaims}</span>·<span>{row.workClaims}</span>·<span>{row.parkedClaims}</span>
      </span>
    </span>
  );
}

function State({ row }: { readonly row: TrayRow }): ReactElement {
  const said = remitStates[row.state];
  const words = row.nearDuplicate
    ? 'Near duplicate'
    : !row.balanced
      ? 'Out of balance'
      : row.state === 'posted' && row.openWork > 0
        ? `Posted, ${row.openWork} to work`
        : said.words;
  return (
    <Status tone={row.state === 'posted' && row.openWork > 0 ? 'work' : said.tone} plain title={row.because}>
      {words}
    </Status>
  );
}

/** On the second line of a narrow row: the state where it says more than the view, else the bank's. */
function Short({ row }: { readonly row: TrayRow }): ReactElement {
  if (row.state === 'posted')
    return (
      <Status tone={row.openWork > 0 ? 'work' : 'good'} plain title={row.because}>
        {row.openWork > 0 ? `${row.openWork} to work` : `Posted ${formatDay(row.postedAt).slice(0, 5)}`}
      </Status>
    );
  if (row.nearDuplicate || !row.balanced || row.state !== 'open') return <State row={row} />;
  const said = depositSaid(row);
  return (
    <Status tone={said.tone} plain title={said.says}>
      {said.words}
    </Status>
  );
}

const sumOf = (rows: readonly TrayRow[], field: 'paid' | 'claims'): number => rows.reduce((sum, row) => sum + row[field], 0);

/** Each column comes where all that are shown beside it have their room, so that none stands outside the window. */
const wide: readonly Column<TrayRow>[] = [
  {
    id: 'payer',
    head: 'Payer',
    width: 'minmax(150px, 1.6fr)',
    cell: (row) => <strong>{row.payerName}</strong>,
    full: (row) => row.payerName,
    sortBy: (row) => row.payerName.toLowerCase(),
  },
  {
    id: 'trace',
    head: 'Trace',
    width: 'minmax(108px, 0.7fr)',
    cell: (row) => <span className="mono">{row.traceNumber}</span>,
    sortBy: (row) => row.traceNumber,
    from: 984,
  },
  { id: 'date', head: 'Paid on', width: '84px', cell: (row) => formatDate(row.paidOn), sortBy: (row) => row.paidOn },
  moneyColumn({ id: 'paid', head: 'Paid', width: '104px', strong: true, of: (row) => row.paid }),
  {
    id: 'claims',
    head: 'Claims',
    width: '60px',
    end: true,
    cell: (row) => formatCount(row.claims),
    sortBy: (row) => row.claims,
    foot: (rows) => formatCount(sumOf(rows, 'claims')),
    from: 614,
  },
  {
    id: 'parts',
    head: 'Clean · work · parked',
    headWraps: true,
    width: 'minmax(124px, 0.6fr)',
    cell: (row) => <Shares row={row} />,
    sortBy: (row) => row.workClaims + row.parkedClaims,
    from: 867,
  },
  {
    id: 'deposit',
    head: 'Deposit',
    width: '112px',
    cell: (row) => {
      const said = depositSaid(row);
      return (
        <Status tone={said.tone} plain title={said.says}>
          {said.words}
        </Status>
      );
    },
    sortBy: (row) => row.deposit.state,
    from: 734,
  },
  { id: 'state', head: 'State', width: 'minmax(118px, 0.7fr)', cell: (row) => <State row={row} />, sortBy: (row) => row.state },
  {
    id: 'why',
    head: 'Why it is here',
    width: 'minmax(150px, 3fr)',
    cell: (row) => <span className="dim">{row.because}</span>,
    full: (row) => row.because,
    from: 1142,
  },
];

/** A column of 84 px, and what lies between two. */
const roomOfPosted = 93;

/** Posted remits: when they were posted stands beside the day that the payer paid. */
const posted: readonly Column<TrayRow>[] = wide.flatMap((column) =>
  column.id === 'date'
    ? [column, { id: 'posted', head: 'Posted on', width: '84px', cell: (row) => formatDay(row.postedAt), sortBy: (row) => row.postedAt }]
    : [column.from === undefined ? column : { ...column, from: column.from + roomOfPosted }],
);

const slim: readonly Column<TrayRow>[] = [
  {
    id: 'payer',
    head: 'Payer',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.payerName}</strong>
        <span className="dim small">
          {formatShortDate(row.paidOn)} · {row.traceNumber}
        </span>
      </span>
    ),
    sortBy: (row) => row.payerName.toLowerCase(),
  },
  {
    id: 'paid',
    head: 'Paid',
    width: '104px',
    end: true,
    cell: (row) => (
      <span className="two-lines">
        <Money amount={row.paid} strong />
        <Short row={row} />
      </span>
    ),
    sortBy: (row) => row.paid,
    foot: (rows) => <Money amount={sumOf(rows, 'paid')} strong />,
  },
];

function EmptyTray({ view, searching }: { readonly view: TrayView; readonly searching: boolean }): ReactElement {
  if (searching)
    return (
      <EmptyState title="No remit fits">
        Nothing in this view has this as its payer, a patient or whole member number, a trace, check or control number, its day or a day of
        service, an amount of it or of a claim, or its file. Clear the search with Esc.
      </EmptyState>
    );
  if (view === 'open') {
    return (
      <EmptyState title="Nothing to post" action={<AddFiles />}>
        Remits that balance wait here for your approval. They come from the payer's 835 files: drop one anywhere on this page, or add it by
        the button. What cannot be posted as it stands is under{' '}
        <Link to="/post-era" search={{ view: 'parked' }}>
          Needs a person
        </Link>
        , and what the bank received waits to be tied under <Link to="/deposits">Deposits</Link>.
      </EmptyState>
    );
  }
  const words: { readonly [other in TrayView]: string } = {
    open: '',
    parked:
      'A remit that does not balance, that looks like one already here, or that nothing can be posted from would wait here, with the reason and the exact difference.',
    posted: 'Remits that a person has approved. Each can be undone, and every cent followed to its bytes.',
    'not-ours': 'Remits that were sent to the wrong practice. They are kept as they came and booked nowhere.',
    all: 'Every remit that was ever read, from the payers\u2019 835 files. Drop one anywhere on this page.',
  };
  return (
    <EmptyState title={`${viewWords[view]}: none`} action={view === 'all' ? <AddFiles /> : undefined}>
      {words[view]}
    </EmptyState>
  );
}

interface TrayProps {
  readonly pages: PagedRows<TrayRow>;
  readonly view: TrayView;
  readonly search: string;
  readonly sort: string | undefined;
  readonly chosen: string | undefined;
  readonly marked: ReadonlySet<string>;
  readonly slim: boolean;
  onView(view: TrayView): void;
  onSearch(search: string): void;
  onSort(sort: string | undefined): void;
  onOpen(row: TrayRow): void;
  onMark(row: TrayRow): void;
}

/** The tray of remits. */
export function Tray(props: TrayProps): ReactElement {
  const me = useMe();
  const { pages, view } = props;
  return (
    <>
      <header className="pane-head">
        <h1>Post ERA</h1>
        {props.slim ? null : <span className="pane-head-note">{me.practice.name}</span>}
        <span className="push">
          <TakeOut
            list={remitList}
            filter={{ view, ...(props.search.trim() ? { search: props.search.trim() } : {}) }}
            shown={`${viewWords[view]}${props.search.trim() ? ', as searched' : ''}`}
            total={pages.total}
            days="Paid"
            right="remits.export"
          />
          <AddFiles />
        </span>
      </header>
      <div className="pane-tools">
        <ViewTabs
          label="Which remits"
          chosen={view}
          onChoose={props.onView}
          views={trayViews.map((id) => ({ id, label: viewWords[id], count: id === view ? pages.total : undefined }))}
        />
        <SearchBox
          label="Search remits"
          placeholder="Payer, patient, number, amount or file"
          value={props.search}
          onChange={props.onSearch}
        />
      </div>
      <PagedTable
        pages={pages}
        label={`Remits: ${viewWords[view]}`}
        rowId={(row) => row.id}
        columns={view === 'posted' ? posted : wide}
        slim={slim}
        chosen={props.chosen}
        marked={props.marked}
        onMark={props.onMark}
        sort={props.sort}
        onSort={props.onSort}
        onOpen={props.onOpen}
        footLabel={plural(pages.rows.length, 'remit')}
        empty={<EmptyTray view={view} searching={props.search !== ''} />}
      />
    </>
  );
}
