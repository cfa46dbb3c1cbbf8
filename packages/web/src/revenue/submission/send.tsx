import type { BatchView, SubmissionWorkView, TonightRow } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { readSend, sendViews } from '../../app/addresses.ts';
import { useCommands } from '../../app/commands.tsx';
import { Light } from '../../app/light.tsx';
import { Panes } from '../../app/panes.tsx';
import { useAct, useAsk, usePages } from '../../app/queries.ts';
import { useQueueFilter } from '../../app/queue-filter.tsx';
import { useMay } from '../../app/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { formatDate, formatInstant, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { moneyColumn } from '../../ui/money-column.tsx';
import { EmptyState, ErrorNote, KeyHint } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { Batch } from './batch.tsx';
import { ChargesLeft } from './charges-left.tsx';
import { useFirstPass, useWays } from './further-lists.tsx';
import { gravityOf, tonightOrders, workGravityOf, workOrders } from './order.ts';
import { OrderChoice } from './order-choice.tsx';
import { useRoutes } from './routes.tsx';
import { SubmissionWork, TonightClaim } from './things.tsx';
import { batchTones, batchWords, questionWords, workWords } from './words.ts';

type View = (typeof sendViews)[number];
const viewWords: { readonly [view in View]: string } = {
  tonight: 'Tonight',
  batches: 'Batches',
  work: 'Work',
  first: 'First pass',
  ways: 'Clearinghouses',
  routes: 'Routes',
};

const two = (first: ReactElement | string, second: ReactElement | string): ReactElement => (
  <span className="two-lines">
    <strong>{first}</strong>
    <span className="dim small">{second}</span>
  </span>
);

const light = (row: TonightRow): ReactElement => <Light light={row.light} byUs={row.byUs} />;
/** What holds it goes before what warns, and how much more there is. */
function whyOf({ remarks, batchId }: TonightRow): string {
  const standing = remarks.filter(({ aside }) => aside === undefined);
  const aside = remarks.find(({ severity }) => severity === 'warning');
  const first = standing.find(({ severity }) => severity === 'error') ?? standing[0] ?? aside;
  if (first === undefined) return batchId === undefined ? '' : 'In a batch';
  return standing.length > 1 ? `${first.says} +${standing.length - 1}` : first.says;
}
const kindsOfSending: { readonly [frequency: string]: string } = { '7': 'corrected', '8': 'void' };
const accountOf = ({ patientControlNumber, frequency }: TonightRow): string =>
  [patientControlNumber, kindsOfSending[frequency] ?? ''].filter((part) => part !== '').join(', ');
const accountCell = (row: TonightRow): ReactElement => <span className="mono">{accountOf(row)}</span>;
const tonightWide: readonly Column<TonightRow>[] = [
  { id: 'light', head: 'State', width: '120px', cell: light, sortBy: gravityOf },
  {
    ...{ id: 'patient', head: 'Patient', width: 'minmax(140px, 1.2fr)', sortBy: (row) => row.patientName },
    ...{ cell: (row) => row.patientName, full: (row) => row.patientName },
  },
  { id: 'account', head: 'Account', width: '116px', cell: accountCell, full: accountOf, from: 440 },
  { id: 'provider', head: 'Provider', width: 'minmax(110px, 0.9fr)', cell: (row) => row.provider, full: (row) => row.provider, from: 900 },
  {
    ...{ id: 'payer', head: 'Payer', width: 'minmax(120px, 1fr)', sortBy: (row) => row.payerName, from: 560 },
    ...{ cell: (row) => row.payerName, full: (row) => row.payerName },
  },
  { id: 'served', head: 'Served', width: '104px', cell: (row) => formatDate(row.servedFrom), sortBy: (row) => row.servedFrom, from: 700 },
  {
    id: 'why',
    head: 'Why',
    width: 'minmax(160px, 1.6fr)',
    cell: (row) => <span className="dim">{whyOf(row)}</span>,
    full: (row) => row.remarks.map(({ says }) => says).join(' '),
    from: 1020,
  },
  moneyColumn({ id: 'billed', head: 'Billed', width: '104px', of: ({ billed }) => billed }),
];
const tonightSlim: readonly Column<TonightRow>[] = [
  { id: 'patient', head: 'Patient', width: 'minmax(0, 1fr)', cell: (row) => two(row.patientName, `${accountOf(row)}, ${row.payerName}`) },
  { id: 'light', head: 'State', width: '130px', cell: (row) => two(light(row), <Money amount={row.billed} />) },
];

const state = (row: BatchView): ReactElement => (
  <Status tone={batchTones[row.state]}>{row.purpose === 'status' ? questionWords[row.state] : batchWords[row.state]}</Status>
);
const batchWide: readonly Column<BatchView>[] = [
  { id: 'state', head: 'State', width: '170px', cell: state },
  { id: 'payer', head: 'Payer', width: 'minmax(140px, 1fr)', cell: (row) => row.payerName, full: (row) => row.payerName },
  { id: 'way', head: 'By', width: 'minmax(120px, 1fr)', cell: (row) => row.clearinghouse, from: 620 },
  { id: 'when', head: 'Made ready', width: '140px', cell: (row) => formatInstant(row.preparedAt), from: 760 },
  { id: 'claims', head: 'Claims', width: '80px', cell: (row) => row.claims, end: true },
  moneyColumn({ id: 'billed', head: 'Billed', width: '110px', of: ({ billed }) => billed }),
];
const batchSlim: readonly Column<BatchView>[] = [
  { id: 'payer', head: 'Payer', width: 'minmax(0, 1fr)', cell: (row) => two(row.payerName, plural(row.claims, 'claim')) },
  { id: 'state', head: 'State', width: '170px', cell: (row) => two(state(row), <Money amount={row.billed} />) },
];

const why = (row: SubmissionWorkView): string => row.causes.map(({ says }) => says).join(' ');
const kind = (row: SubmissionWorkView): ReactElement => (
  <Status tone={row.kind === 'rejected' || row.kind === 'stuck' ? 'stop' : 'work'}>{workWords[row.kind]}</Status>
);
const workWide: readonly Column<SubmissionWorkView>[] = [
  { id: 'kind', head: 'What', width: '140px', cell: kind, sortBy: workGravityOf },
  { id: 'payer', head: 'Payer', width: 'minmax(120px, 0.8fr)', cell: (row) => row.payerName ?? '', sortBy: (row) => row.payerName },
  { id: 'why', head: 'Why', width: 'minmax(200px, 2fr)', cell: why, full: why, from: 560 },
  { id: 'claims', head: 'Claims', width: '80px', cell: (row) => row.claims, end: true, sortBy: (row) => row.claims },
];
const workSlim: readonly Column<SubmissionWorkView>[] = [
  { id: 'why', head: 'Why', width: 'minmax(0, 1fr)', cell: (row) => two(row.payerName ?? '', why(row)) },
  { id: 'kind', head: 'What', width: '140px', cell: kind },
];

/** Makes tonight’s batches ready; that alone sends nothing. */
function MakeReady({ onReady }: { onReady(): void }): ReactElement | null {
  const may = useMay('submissions.prepare');
  const prepare = useAct('revenue/submission/prepare-batches');
  const [nothing, setNothing] = useState('');
  const run = async () => {
    setNothing('');
    const made = await prepare.run({});
    if (made && made.batches.length > 0) onReady();
    else if (made) setNothing(whyNone(made));
  };
  useCommands([
    {
      id: 'ready',
      label: 'Make tonight’s batches ready',
      group: 'Tonight',
      keys: 'p',
      run: () => void run(),
      not: may ? undefined : 'Your role may not make batches ready.',
    },
  ]);
  if (!may) return null;
  return (
    <>
      <Button loading={prepare.busy} onClick={() => void run()}>
        Make batches ready <KeyHint keys="p" />
      </Button>
      <span className="pane-head-note" role="status">
        {nothing}
      </span>
      {prepare.error ? <ErrorNote error={prepare.error} /> : null}
    </>
  );
}

interface LeftBehind {
  readonly heldBack: number;
  readonly notWritten: number;
  readonly withoutWay: number;
  readonly notByUs: number;
}

/** Why no batch was made: a key that does nothing says so. */
function whyNone({ heldBack, notWritten, withoutWay, notByUs }: LeftBehind): string {
  const reasons = [
    heldBack > 0 ? `${heldBack} held back` : '',
    withoutWay > 0 ? `${withoutWay} to payers without a way` : '',
    notByUs > 0 ? `${notByUs} to payers not begun with here` : '',
    notWritten > 0 ? `${notWritten} could not be written` : '',
  ].filter((one) => one !== '');
  return `No batch was made: ${reasons.length === 0 ? 'no claim is ready' : reasons.join(', ')}.`;
}

interface ListProps {
  readonly one: string | undefined;
  onOpen(id: string | undefined): void;
  readonly sort: string | undefined;
  onSort(sort: string | undefined): void;
}

function useTonight({ one, onOpen, sort, onSort }: ListProps, enabled: boolean) {
  const queues = useQueueFilter(enabled);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const pages = queues.narrow(usePages('revenue/submission/tonight', search === '' ? {} : { search }, enabled));
  const row = pages.rows.find(({ draftId }) => draftId === one);
  const table = (
    <PagedTable
      pages={pages}
      label="Claims that can be sent"
      rowId={({ draftId }) => draftId}
      columns={tonightWide}
      slim={tonightSlim}
      sort={sort}
      onSort={onSort}
      chosen={one}
      onOpen={({ draftId }) => onOpen(draftId)}
      footLabel={plural(pages.rows.length, 'claim')}
      empty={
        search === '' ? <NothingTonight /> : <EmptyState title="Nothing found">No claim of tonight has all of these words.</EmptyState>
      }
    />
  );
  const whole = (
    <>
      <ChargesLeft />
      <div className="pane-tools">
        <SearchBox label="Search tonight’s claims" placeholder="Patient, account, provider or payer" value={typed} onChange={setTyped} />
        <OrderChoice orders={tonightOrders} sort={sort} onSort={onSort} />
        {queues.tool}
      </div>
      {table}
    </>
  );
  return { table: whole, thing: row ? <TonightClaim key={row.draftId} row={row} /> : undefined, loading: pages.loading };
}

function useBatches({ one, onOpen }: ListProps, enabled: boolean) {
  const pages = usePages('revenue/submission/batches', {}, enabled);
  const table = (
    <PagedTable
      pages={pages}
      label="Batches of claims"
      rowId={({ id }) => id}
      columns={batchWide}
      slim={batchSlim}
      chosen={one}
      onOpen={({ id }) => onOpen(id)}
      footLabel={plural(pages.rows.length, 'batch', 'batches')}
      empty={<EmptyState title="No batch yet">Make tonight’s batches ready under Tonight; each waits here for a person.</EmptyState>}
    />
  );
  return {
    table,
    thing: one === undefined ? undefined : <Batch key={one} batchId={one} onDropped={() => onOpen(undefined)} />,
    loading: pages.loading,
  };
}

function useWork({ one, onOpen, sort, onSort }: ListProps, enabled: boolean) {
  const pages = usePages('revenue/submission/work', {}, enabled);
  const row = pages.rows.find(({ id }) => id === one);
  const table = (
    <PagedTable
      pages={pages}
      label="What sent claims leave to do"
      rowId={({ id }) => id}
      columns={workWide}
      slim={workSlim}
      sort={sort}
      onSort={onSort}
      chosen={one}
      onOpen={({ id }) => onOpen(id)}
      footLabel={plural(pages.rows.length, 'thing')}
      empty={
        <EmptyState title="Nothing came back">
          Rejections come here with their cause, and batches that nobody has answered in time.
        </EmptyState>
      }
    />
  );
  const whole = (
    <>
      <div className="pane-tools">
        <OrderChoice orders={workOrders} sort={sort} onSort={onSort} />
      </div>
      {table}
    </>
  );
  return {
    table: pages.rows.length === 0 ? table : whole,
    thing: row ? <SubmissionWork key={row.id} row={row} onReopened={() => onOpen(undefined)} /> : undefined,
    loading: pages.loading,
  };
}

/** Nothing waits: where claims come from, and whether there is a way for them to leave. */
function NothingTonight(): ReactElement {
  const ways = useAsk('revenue/submission/clearinghouses', {});
  return (
    <EmptyState title="No claim waits to be sent">
      Claims come here from charges, or from an 837 that is to be sent.{' '}
      {ways.data?.length === 0 ? (
        <Link to="/send" search={{ view: 'ways' }}>
          Set up the clearinghouse that they leave by
        </Link>
      ) : null}
    </EmptyState>
  );
}

/** Tonight’s claims in red, yellow and green; the batches that a person lets go; and what comes back. */
export function Send(): ReactElement {
  const [address, go] = useAddress(readSend);
  const view: View = address.view ?? 'tonight';
  const list: ListProps = { one: address.one, onOpen: (one) => go({ one }), sort: address.sort, onSort: (sort) => go({ sort }, true) };
  const lists = {
    tonight: useTonight(list, view === 'tonight'),
    batches: useBatches(list, view === 'batches'),
    work: useWork(list, view === 'work'),
    first: useFirstPass(list, view === 'first'),
    ways: useWays(list, view === 'ways'),
    routes: useRoutes(list, view === 'routes'),
  };
  const { table, thing, loading } = lists[view];
  const gone = <EmptyState title="It is not in this list">It has moved on, or somebody decided it.</EmptyState>;
  return (
    <Panes
      name="send"
      listLabel="Claims on their way"
      thingLabel={viewWords[view]}
      listWidth={480}
      withoutEvidence
      backLabel="The list"
      onBack={() => go({ one: undefined })}
      list={
        <>
          <header className="pane-head">
            <h1>Scrub & Send</h1>
            {view === 'tonight' ? <MakeReady onReady={() => go({ view: 'batches', one: undefined })} /> : null}
          </header>
          <div className="pane-tools">
            <ViewTabs<View>
              label="Which claims"
              chosen={view}
              onChoose={(now) => go({ view: now === 'tonight' ? undefined : now, one: undefined, sort: undefined })}
              views={sendViews.map((id) => ({ id, label: viewWords[id] }))}
            />
          </div>
          {table}
        </>
      }
      thing={address.one === undefined || loading ? undefined : (thing ?? gone)}
    />
  );
}
