import type { ProposalView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { proposalStates, readApprovals } from '../../app/addresses.ts';
import { Panes } from '../../app/panes.tsx';
import { useAsk, usePages } from '../../app/queries.ts';
import { useAddress } from '../../app/use-address.ts';
import { formatInstant, plural } from '../../ui/format.ts';
import { MachineSign } from '../../ui/machine-mark.tsx';
import { Money } from '../../ui/money.tsx';
import { moneyColumn } from '../../ui/money-column.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { Proposal } from './proposal.tsx';

type State = (typeof proposalStates)[number];
const stateWords: { readonly [state in State]: string } = {
  waiting: 'Waiting',
  approved: 'Approved',
  declined: 'Refused',
  lapsed: 'Out of date',
};

const what = (row: ProposalView): string => (row.about ? `${row.summary}: ${row.about.says}` : row.summary);
const amount = (rows: readonly ProposalView[]): number => rows.reduce((sum, row) => sum + (row.about?.amount ?? 0), 0);

const wide: readonly Column<ProposalView>[] = [
  {
    id: 'what',
    head: 'What is proposed',
    width: 'minmax(240px, 2fr)',
    cell: (row) => (
      <>
        <strong>{row.summary}</strong> <span className="dim">{row.about?.says}</span>
      </>
    ),
    full: what,
  },
  {
    id: 'by',
    head: 'By',
    width: 'minmax(110px, 0.7fr)',
    cell: (row) => (
      <span>
        {row.byPerson ? null : <MachineSign />} {row.proposedBy}
      </span>
    ),
    from: 560,
  },
  { id: 'when', head: 'Since', width: '128px', cell: (row) => formatInstant(row.parkedAt), from: 640 },
  {
    id: 'why',
    head: 'Why it waits',
    width: 'minmax(180px, 1.4fr)',
    cell: (row) => <span className="dim">{row.because}</span>,
    full: (row) => row.because,
    from: 860,
  },
  moneyColumn({ id: 'amount', head: 'Amount', width: '108px', strong: true, of: (row) => row.about?.amount }),
];

const slim: readonly Column<ProposalView>[] = [
  {
    id: 'what',
    head: 'What is proposed',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.summary}</strong>
        <span className="dim small">{row.about?.says ?? formatInstant(row.parkedAt)}</span>
      </span>
    ),
  },
  {
    id: 'amount',
    head: 'Amount',
    width: '112px',
    end: true,
    cell: (row) => (
      <span className="two-lines">
        <Money amount={row.about?.amount} strong />
        <span className="dim small">
          {row.byPerson ? null : <MachineSign />} {row.proposedBy}
        </span>
      </span>
    ),
    foot: (rows) => <Money amount={amount(rows)} strong />,
  },
];

const emptyWords: { readonly [state in Exclude<State, 'waiting'>]: string } = {
  approved: 'Proposals that a person has carried out.',
  declined: 'Proposals that a person has refused, with the reason on the record.',
  lapsed: 'Proposals about what was changed before anybody decided: nobody can approve them any more.',
};

function Empty({ state }: { readonly state: State }): ReactElement {
  if (state === 'waiting')
    return (
      <EmptyState title="Nothing waits for your approval">
        What a machine may only propose, such as posting a remit by itself, waits here until a person approves or refuses it. Nothing of it
        is booked before.
      </EmptyState>
    );
  return <EmptyState title={`${stateWords[state]}: none`}>{emptyWords[state]}</EmptyState>;
}

/** What machines propose and people decide. */
export function Approvals(): ReactElement {
  const [address, go] = useAddress(readApprovals);
  const state = address.state ?? 'waiting';
  const pages = usePages('gate/approvals', { state });
  const open = address.proposal !== undefined;
  const opened = useAsk('gate/proposal', { proposalId: address.proposal ?? '' }, { enabled: open });
  const list = (
    <>
      <header className="pane-head">
        <h1>Approvals</h1>
      </header>
      <div className="pane-tools">
        <ViewTabs<State>
          label="Which proposals"
          chosen={state}
          onChoose={(now) => go({ state: now === 'waiting' ? undefined : now, proposal: undefined })}
          views={proposalStates.map((id) => ({ id, label: stateWords[id], count: id === state ? pages.total : undefined }))}
        />
      </div>
      <PagedTable
        pages={pages}
        label={`Proposals: ${stateWords[state]}`}
        rowId={(row) => row.id}
        columns={wide}
        slim={slim}
        chosen={address.proposal}
        onOpen={(row) => go({ proposal: row.id })}
        footLabel={plural(pages.rows.length, 'proposal')}
        empty={<Empty state={state} />}
      />
    </>
  );
  const at = pages.rows.findIndex((row) => row.id === address.proposal);
  const next = pages.rows[at + 1] ?? pages.rows[at - 1];
  const thing = !open ? undefined : opened.error ? (
    <ErrorNote error={opened.error} retry={() => void opened.refetch()} />
  ) : opened.data ? (
    <Proposal key={opened.data.id} proposal={opened.data} onDecided={() => go({ proposal: state === 'waiting' ? next?.id : undefined })} />
  ) : (
    <Skeleton />
  );
  return (
    <Panes
      name="approvals"
      listLabel="Proposals"
      thingLabel="Proposal"
      listWidth={340}
      withoutEvidence
      backLabel="All proposals"
      onBack={() => go({ proposal: undefined })}
      list={list}
      thing={thing}
    />
  );
}
