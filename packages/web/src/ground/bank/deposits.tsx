import type { DepositView } from '@claimwright/server/api';
import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { depositViews, readDeposits } from '../../app/addresses.ts';
import { preview } from '../../app/api.ts';
import { useCommands } from '../../app/commands.tsx';
import { Panes } from '../../app/panes.tsx';
import { useAct, usePages } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { AddFiles } from '../../app/uploads.tsx';
import { useAddress } from '../../app/use-address.ts';
import { formatDate, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { moneyColumn } from '../../ui/money-column.tsx';
import { EmptyState, ErrorNote, KeyHint, Skeleton } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { Deposit } from './deposit.tsx';
import { depositStates } from './words.ts';

type View = (typeof depositViews)[number];
const viewWords: { readonly [view in View]: string } = { open: 'To tie', tied: 'Tied', all: 'All' };

function State({ row }: { readonly row: DepositView }): ReactElement {
  const said = depositStates[row.state];
  return (
    <Status tone={said.tone} plain title={row.because}>
      {said.words}
    </Status>
  );
}

const amount = (rows: readonly DepositView[]): number => rows.reduce((sum, row) => sum + row.amount, 0);

const wide: readonly Column<DepositView>[] = [
  { id: 'date', head: 'Posted on', width: '88px', cell: (row) => formatDate(row.postedOn), sortBy: (row) => row.postedOn },
  {
    id: 'from',
    head: 'From',
    width: 'minmax(150px, 1.2fr)',
    cell: (row) => <strong>{row.originator ?? row.description}</strong>,
    full: (row) => row.originator ?? row.description,
    sortBy: (row) => row.originator ?? row.description,
  },
  {
    id: 'trace',
    head: 'Trace',
    width: 'minmax(110px, 0.8fr)',
    cell: (row) => <span className="mono">{row.traceNumber}</span>,
    sortBy: (row) => row.traceNumber,
    from: 700,
  },
  moneyColumn({ id: 'amount', head: 'Amount', width: '108px', strong: true, of: (row) => row.amount }),
  { id: 'state', head: 'State', width: '92px', cell: (row) => <State row={row} />, sortBy: (row) => row.state },
  {
    id: 'because',
    head: 'Because',
    width: 'minmax(180px, 2fr)',
    cell: (row) => <span className="dim">{row.because}</span>,
    full: (row) => row.because,
    from: 620,
  },
];

const slim: readonly Column<DepositView>[] = [
  {
    id: 'from',
    head: 'From',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.originator ?? row.description}</strong>
        <span className="dim small">
          {formatDate(row.postedOn)} · {row.traceNumber ?? 'no trace'}
        </span>
      </span>
    ),
    sortBy: (row) => row.originator ?? row.description,
  },
  {
    id: 'amount',
    head: 'Amount',
    width: '108px',
    end: true,
    cell: (row) => (
      <span className="two-lines">
        <Money amount={row.amount} strong />
        <State row={row} />
      </span>
    ),
    sortBy: (row) => row.amount,
    foot: (rows) => <Money amount={amount(rows)} strong />,
  },
];

function TieExact({ opened, onClose }: { readonly opened: boolean; onClose(): void }): ReactElement {
  const [count, setCount] = useState<number | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const tie = useAct('ground/bank/tie-exact');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (count) button.current?.focus();
  }, [count]);
  useEffect(() => {
    if (!opened) return;
    setCount(undefined);
    setError(undefined);
    preview('ground/bank/tie-exact', {}).then(({ result }) => setCount(result.tied), setError);
  }, [opened]);
  const done = async () => {
    const result = await tie.run({});
    if (!result) return;
    notifications.show({
      title: 'Tied',
      message: `${plural(result.tied, 'deposit')} tied to their remits. Each can be untied.`,
      closeButtonProps: { 'aria-label': 'Close' },
    });
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Accept all exact" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        {error ? <ErrorNote error={error} /> : null}
        {count === undefined && !error ? <Skeleton lines={2} /> : null}
        {count === undefined ? null : (
          <p>
            {count === 0
              ? 'No deposit agrees exactly with a remit that waits for one.'
              : `${plural(count, 'deposit')} have the same trace number and the same amount as a remit. They are booked from clearing to the bank.`}
          </p>
        )}
        {tie.error ? <ErrorNote error={tie.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button ref={button} disabled={!count} loading={tie.busy} onClick={() => void done()}>
            Tie <KeyHint keys="Enter" />
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Empty({ view }: { readonly view: View }): ReactElement {
  if (view === 'tied')
    return (
      <EmptyState title="Nothing is tied yet">
        A deposit that is tied to its remits stands here, and their clearing accounts come to zero.
      </EmptyState>
    );
  return (
    <EmptyState title={view === 'open' ? 'No deposit waits to be tied' : 'No deposit was read yet'} action={<AddFiles />}>
      Deposits come from the bank's own files: BAI2, OFX or QFX, CSV, or NACHA with its addenda. Drop one anywhere on this page; each credit
      is compared with the remits by trace number and amount.
    </EmptyState>
  );
}

/** The bank's credits beside the payers' remits. */
export function Deposits(): ReactElement {
  const [address, go] = useAddress(readDeposits);
  const view = address.view ?? 'open';
  const pages = usePages('ground/bank/deposits', { view });
  const all = usePages('ground/bank/deposits', { view: 'all' }, address.deposit !== undefined);
  const [accepting, setAccepting] = useState(false);
  const may = useMay('deposits.match');
  const deposit =
    address.deposit === undefined
      ? undefined
      : (pages.rows.find((row) => row.id === address.deposit) ?? all.rows.find((row) => row.id === address.deposit));
  const open = address.deposit !== undefined;
  useCommands([
    {
      id: 'accept-exact',
      label: 'Accept all exact',
      group: 'This list',
      keys: 'a',
      run: () => setAccepting(true),
      not: may ? undefined : 'Your role may not tie deposits.',
    },
  ]);
  const list = (
    <>
      <header className="pane-head">
        <h1>Deposits</h1>
        <span className="push actions">
          {may ? (
            <Button variant={open ? 'default' : 'filled'} onClick={() => setAccepting(true)}>
              Accept all exact <KeyHint keys="a" />
            </Button>
          ) : null}
          {open ? null : <AddFiles />}
        </span>
      </header>
      <div className="pane-tools">
        <ViewTabs
          label="Which deposits"
          chosen={view}
          onChoose={(now) => go({ view: now === 'open' ? undefined : now })}
          views={depositViews.map((id) => ({ id, label: viewWords[id], count: id === view ? pages.total : undefined }))}
        />
      </div>
      <PagedTable
        pages={pages}
        label={`Deposits: ${viewWords[view]}`}
        rowId={(row) => row.id}
        columns={wide}
        slim={slim}
        chosen={address.deposit}
        sort={address.sort}
        onSort={(sort) => go({ sort }, true)}
        onOpen={(row) => go({ deposit: row.id, at: undefined })}
        footLabel={plural(pages.rows.length, 'deposit')}
        empty={<Empty view={view} />}
      />
    </>
  );
  const thing = !open ? undefined : deposit ? (
    <Deposit key={deposit.id} deposit={deposit} />
  ) : pages.loading || all.loading ? (
    <Skeleton />
  ) : (
    <EmptyState title="This deposit is not in the list">It may be older than what is loaded. Look under All.</EmptyState>
  );
  return (
    <>
      <Panes
        name="deposits"
        listLabel="Deposits"
        thingLabel="Deposit"
        backLabel="All deposits"
        onBack={() => go({ deposit: undefined, at: undefined })}
        list={list}
        thing={thing}
      />
      <TieExact opened={accepting} onClose={() => setAccepting(false)} />
    </>
  );
}
