import type { DocumentView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { readDocuments } from '../../app/addresses.ts';
import { Panes } from '../../app/panes.tsx';
import { useAsk, usePages } from '../../app/queries.ts';
import { AddFiles } from '../../app/uploads.tsx';
import { useAddress } from '../../app/use-address.ts';
import { formatCount, formatInstant, formatSize, plural } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Status, type Tone } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { Document } from './document.tsx';
import { SourceAlerts } from './source-alerts.tsx';

const kinds = [
  { id: 'all', label: 'All' },
  { id: '835', label: '835 remits' },
  { id: '837', label: '837 claims' },
  { id: 'bank', label: 'Bank' },
  { id: 'unknown', label: 'Unknown' },
] as const;
type Kind = (typeof kinds)[number]['id'];

export function stateOf(row: DocumentView): { readonly tone: Tone; readonly words: string } {
  if (row.state === 'reading') return { tone: 'wait', words: 'Reading' };
  if (row.state === 'refused') return { tone: 'stop', words: 'Refused' };
  if (row.errors > 0) return { tone: 'work', words: plural(row.errors, 'error') };
  return { tone: 'good', words: 'Read' };
}

const found = (row: DocumentView): string =>
  [
    row.remits ? plural(row.remits, 'remit') : '',
    row.claims ? plural(row.claims, 'claim') : '',
    row.deposits ? plural(row.deposits, 'deposit') : '',
  ]
    .filter(Boolean)
    .join(', ');

function State({ row }: { readonly row: DocumentView }): ReactElement {
  const said = stateOf(row);
  return (
    <Status tone={said.tone} plain>
      {said.words}
    </Status>
  );
}

const columns: readonly Column<DocumentView>[] = [
  {
    id: 'name',
    head: 'File',
    width: 'minmax(160px, 1.6fr)',
    cell: (row) => <strong>{row.name}</strong>,
    sortBy: (row) => row.name.toLowerCase(),
  },
  { id: 'kind', head: 'Kind', width: '72px', cell: (row) => row.kind, sortBy: (row) => row.kind },
  { id: 'state', head: 'State', width: '96px', cell: (row) => <State row={row} />, sortBy: (row) => row.state },
  { id: 'found', head: 'Found', width: 'minmax(120px, 1.2fr)', cell: found, from: 560 },
  {
    id: 'repeated',
    head: 'Here already',
    width: '86px',
    end: true,
    cell: (row) => (row.repeated ? formatCount(row.repeated) : ''),
    sortBy: (row) => row.repeated,
    from: 760,
  },
  { id: 'size', head: 'Size', width: '72px', end: true, cell: (row) => formatSize(row.size), sortBy: (row) => row.size, from: 640 },
  {
    id: 'received',
    head: 'Received',
    width: '128px',
    cell: (row) => formatInstant(row.receivedAt),
    sortBy: (row) => row.receivedAt,
    from: 440,
  },
  { id: 'by', head: 'By', width: 'minmax(90px, 0.7fr)', cell: (row) => row.receivedBy, from: 860 },
];

const slim: readonly Column<DocumentView>[] = [
  {
    id: 'name',
    head: 'File',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.name}</strong>
        <span className="dim small">{found(row) || formatSize(row.size)}</span>
      </span>
    ),
  },
  {
    id: 'state',
    head: 'State',
    width: '96px',
    cell: (row) => (
      <span className="two-lines">
        <State row={row} />
        <span className="dim small">{row.kind}</span>
      </span>
    ),
  },
];

/** What came in, as it came, and what was found in it. */
export function Documents(): ReactElement {
  const [address, go] = useAddress(readDocuments);
  const kind = kinds.find(({ id }) => id === address.kind)?.id ?? 'all';
  const pages = usePages('ground/intake/documents', kind === 'all' ? {} : { kind });
  const open = address.document !== undefined;
  const opened = useAsk('ground/intake/document', { documentId: address.document ?? '' }, { enabled: open, keep: true });
  const list = (
    <>
      <header className="pane-head">
        <h1>Documents</h1>
        <span className="push">
          <AddFiles />
        </span>
      </header>
      <SourceAlerts />
      <div className="pane-tools">
        <ViewTabs<Kind>
          label="Which files"
          chosen={kind}
          onChoose={(now) => go({ kind: now === 'all' ? undefined : now })}
          views={kinds.map((one) => ({ ...one, count: one.id === kind ? pages.total : undefined }))}
        />
      </div>
      <PagedTable
        pages={pages}
        label="Files"
        rowId={(row) => row.id}
        columns={columns}
        slim={slim}
        chosen={address.document}
        sort={address.sort}
        onSort={(sort) => go({ sort }, true)}
        onOpen={(row) => go({ document: row.id, at: undefined })}
        empty={
          <EmptyState title="No file has come in" action={<AddFiles />}>
            Every file is kept as it came: claims that went out (837), remits that came back (835), and the bank's. Drop them anywhere on
            this page. The same file twice is noticed, and nothing is kept twice.
          </EmptyState>
        }
      />
    </>
  );
  const thing = !open ? undefined : opened.error ? (
    <ErrorNote error={opened.error} retry={() => void opened.refetch()} />
  ) : opened.data ? (
    <Document document={opened.data} />
  ) : (
    <Skeleton />
  );
  return (
    <Panes
      name="documents"
      listLabel="Files"
      thingLabel="File"
      backLabel="All files"
      onBack={() => go({ document: undefined, at: undefined })}
      list={list}
      thing={thing}
    />
  );
}
