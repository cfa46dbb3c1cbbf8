import type { WriteBackView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { readWriteBacks, writeBackViews } from '../../../app/addresses.ts';
import { Panes } from '../../../app/panes.tsx';
import { usePages } from '../../../app/queries.ts';
import { useAddress } from '../../../app/use-address.ts';
import { formatInstant, plural } from '../../../ui/format.ts';
import { MachineSign } from '../../../ui/machine-mark.tsx';
import { EmptyState } from '../../../ui/notes.tsx';
import { PagedTable } from '../../../ui/paged-table.tsx';
import { Status } from '../../../ui/status.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { kindWords, stateWords, tones, whyOf } from './words.ts';
import { WriteBack } from './write-back.tsx';

type View = (typeof writeBackViews)[number];
const viewWords: { readonly [view in View]: string } = {
  'for-people': 'For a person',
  'under-way': 'Under way',
  told: 'Told',
  dropped: 'Given up',
  all: 'All',
};

const by = (row: WriteBackView): ReactElement => (
  <span>
    {row.byPerson ? null : <MachineSign />} {row.queuedBy}
  </span>
);
const state = (row: WriteBackView): ReactElement => <Status tone={tones[row.state]}>{stateWords[row.state]}</Status>;

const wide: readonly Column<WriteBackView>[] = [
  {
    id: 'what',
    head: 'Partner system',
    width: 'minmax(180px, 1.2fr)',
    cell: (row) => (
      <>
        <strong>{row.partner}</strong> <span className="dim">{kindWords(row)}</span>
      </>
    ),
    full: (row) => `${row.partner}: ${kindWords(row)}`,
  },
  { id: 'state', head: 'State', width: '150px', cell: state },
  { id: 'by', head: 'Of what was done by', width: 'minmax(120px, 0.8fr)', cell: by, from: 620 },
  { id: 'when', head: 'Since', width: '128px', cell: (row) => formatInstant(row.queuedAt), from: 700 },
  {
    id: 'why',
    head: 'Why',
    width: 'minmax(200px, 2fr)',
    cell: (row) => <span className="dim">{whyOf(row)}</span>,
    full: whyOf,
    from: 860,
  },
];

const slim: readonly Column<WriteBackView>[] = [
  {
    id: 'what',
    head: 'Partner system',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.partner}</strong>
        <span className="dim small">{formatInstant(row.queuedAt)}</span>
      </span>
    ),
  },
  {
    id: 'state',
    head: 'State',
    width: '150px',
    cell: (row) => (
      <span className="two-lines">
        <span>{state(row)}</span>
        <span className="dim small">{by(row)}</span>
      </span>
    ),
  },
];

function Empty({ view }: { readonly view: View }): ReactElement {
  if (view === 'for-people')
    return (
      <EmptyState title="Nothing waits for a person">
        What a machine did and a partner system would be told waits here until somebody lets it go, and so does what a partner did not take.
      </EmptyState>
    );
  return (
    <EmptyState title={`${viewWords[view]}: none`}>
      A partner system is told of what is posted once it is switched on here, under an agreement on file.
    </EmptyState>
  );
}

/** What partner systems were told, are being told, and are not told yet. */
export function WriteBacks(): ReactElement {
  const [address, go] = useAddress(readWriteBacks);
  const view: View = address.view ?? 'for-people';
  const pages = usePages('ground/governance/write-back/write-backs', { view });
  const at = pages.rows.findIndex(({ id }) => id === address.one);
  const row = pages.rows[at];
  const next = pages.rows[at + 1] ?? pages.rows[at - 1];
  const list = (
    <>
      <header className="pane-head">
        <h1>Partners</h1>
      </header>
      <div className="pane-tools">
        <ViewTabs<View>
          label="Which notes"
          chosen={view}
          onChoose={(now) => go({ view: now === 'for-people' ? undefined : now, one: undefined })}
          views={writeBackViews.map((id) => ({ id, label: viewWords[id], count: id === view ? pages.total : undefined }))}
        />
      </div>
      <PagedTable
        pages={pages}
        label={`Notes to partner systems: ${viewWords[view]}`}
        rowId={({ id }) => id}
        columns={wide}
        slim={slim}
        chosen={address.one}
        onOpen={({ id }) => go({ one: id })}
        footLabel={plural(pages.rows.length, 'note')}
        empty={<Empty view={view} />}
      />
    </>
  );
  const gone = <EmptyState title="It is not in this list">It was decided, or has moved on: look under All.</EmptyState>;
  return (
    <Panes
      name="write-backs"
      listLabel="Notes to partner systems"
      thingLabel="Note"
      listWidth={420}
      withoutEvidence
      backLabel="All notes"
      onBack={() => go({ one: undefined })}
      list={list}
      thing={
        address.one === undefined || pages.loading ? undefined : row ? (
          <WriteBack key={row.id} row={row} onDecided={() => go({ one: view === 'all' ? row.id : next?.id })} />
        ) : (
          gone
        )
      }
    />
  );
}
