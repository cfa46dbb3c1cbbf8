import type { AccountRow } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { readBooks } from '../../app/addresses.ts';
import { useCommands } from '../../app/commands.tsx';
import { Panes, useRoom } from '../../app/panes.tsx';
import { atPractice } from '../../app/practice.ts';
import { useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { EmptyState, ErrorNote } from '../../ui/notes.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { Journal } from './journal.tsx';
import { TieOut } from './tie-out.tsx';

const sum = (rows: readonly AccountRow[], field: 'debit' | 'credit' | 'balance'): number =>
  rows.reduce((total, row) => total + row[field], 0);

const columns: readonly Column<AccountRow>[] = [
  {
    id: 'account',
    head: 'Account',
    width: 'minmax(0, 1fr)',
    cell: (row) =>
      row.settled === undefined ? (
        row.account
      ) : (
        <>
          {row.account} <span className="dim small">{plural(row.settled, 'settled account')}</span>
        </>
      ),
    full: (row) => row.account,
    sortBy: (row) => row.account,
  },
  {
    id: 'debit',
    head: 'Debit',
    width: '106px',
    end: true,
    cell: (row) => <Money amount={row.debit} />,
    foot: (rows) => <Money amount={sum(rows, 'debit')} />,
    from: 560,
  },
  {
    id: 'credit',
    head: 'Credit',
    width: '106px',
    end: true,
    cell: (row) => <Money amount={row.credit} />,
    foot: (rows) => <Money amount={sum(rows, 'credit')} />,
    from: 560,
  },
  {
    id: 'balance',
    head: 'Balance',
    width: '106px',
    end: true,
    cell: (row) => <Money amount={row.balance} strong />,
    sortBy: (row) => row.balance,
    foot: (rows) => <Money amount={sum(rows, 'balance')} strong />,
  },
];

function download(format: 'hledger' | 'beancount'): void {
  const link = document.createElement('a');
  link.href = atPractice(`/api/books/export?format=${format}`);
  link.download = format === 'hledger' ? 'books.journal' : 'books.beancount';
  link.click();
}

function Export(): ReactElement | null {
  const may = useMay('books.export');
  if (!may) return null;
  return (
    <span className="actions">
      <Button variant="default" onClick={() => download('hledger')}>
        Export hledger
      </Button>
      <Button variant="default" onClick={() => download('beancount')}>
        Export Beancount
      </Button>
    </span>
  );
}

/** Accounts on the left; on the right the journal of the chosen one, or whether everything ties out. */
export function Books(): ReactElement {
  const [address, go] = useAddress(readBooks);
  const accounts = useAsk('ground/ledger/accounts', {}, { keep: true });
  const filtered = address.account !== undefined || address.source !== undefined || address.claim !== undefined;
  const view = address.view ?? (filtered ? 'journal' : 'tie-out');
  const room = useRoom();
  const open = room || filtered || address.view !== undefined;
  const mayExport = useMay('books.export') && accounts.data?.part === undefined;
  useCommands(
    mayExport
      ? [
          { id: 'export-hledger', label: 'Export the books for hledger', group: 'Books', run: () => download('hledger') },
          { id: 'export-beancount', label: 'Export the books for Beancount', group: 'Books', run: () => download('beancount') },
        ]
      : [],
  );
  const list = (
    <>
      <header className="pane-head">
        <h1>Books</h1>
        {open ? null : (
          <span className="push actions">
            <Button variant="default" onClick={() => go({ view: 'tie-out' })}>
              Tie-out
            </Button>
            <Button variant="default" onClick={() => go({ view: 'journal' })}>
              Journal
            </Button>
          </span>
        )}
      </header>
      {accounts.data?.part ? <p className="part-of-books small">{accounts.data.part}</p> : null}
      {accounts.error ? <ErrorNote error={accounts.error} retry={() => void accounts.refetch()} /> : null}
      <VirtualTable
        label="Accounts"
        rows={accounts.data?.rows ?? []}
        rowId={(row) => row.account}
        columns={columns}
        chosen={address.account}
        onOpen={(row) => go({ account: row.account, source: undefined, claim: undefined, view: 'journal', at: undefined })}
        loading={accounts.isPending}
        footLabel="Debits less credits"
        empty={
          accounts.error ? (
            <span />
          ) : (
            <EmptyState title="The books are empty">
              Accounts appear with the first entry: claims that are read, remits that are posted, deposits that are tied, or opening
              balances.
            </EmptyState>
          )
        }
      />
    </>
  );
  const thing = (
    <>
      <header className="pane-head">
        <ViewTabs
          label="What to see"
          chosen={view}
          onChoose={(now) =>
            go({ view: now, ...(now === 'tie-out' ? { account: undefined, source: undefined, claim: undefined } : {}), at: undefined })
          }
          views={[
            { id: 'tie-out', label: 'Tie-out' },
            { id: 'journal', label: 'Journal' },
          ]}
        />
        {filtered && view === 'journal' ? (
          <button type="button" className="source-link" onClick={() => go({ account: undefined, source: undefined, claim: undefined })}>
            Only {address.account ?? (address.claim ? 'one claim' : 'one source')}: show all
          </button>
        ) : null}
        <span className="push">{accounts.data?.part ? null : <Export />}</span>
      </header>
      {view === 'tie-out' ? (
        <TieOut />
      ) : (
        <Journal account={address.account} sourceId={address.source} claimId={address.claim} part={accounts.data?.part} />
      )}
    </>
  );
  return (
    <Panes
      name="books"
      listLabel="Accounts"
      thingLabel="Books"
      listWidth={360}
      withoutEvidence={view === 'tie-out'}
      backLabel="All accounts"
      onBack={() => go({ account: undefined, source: undefined, claim: undefined, view: undefined, at: undefined })}
      list={list}
      thing={open ? thing : undefined}
    />
  );
}
