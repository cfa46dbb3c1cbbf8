import type { EditionView } from '@claimwright/server/api';
import { Button, FileButton } from '@mantine/core';
import { type ReactElement, useMemo, useState } from 'react';
import { type codeViews, readCodes } from '../../app/addresses.ts';
import { Panes } from '../../app/panes.tsx';
import { useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { useDrops } from '../../app/uploads.tsx';
import { useAddress } from '../../app/use-address.ts';
import { formatCount, formatInstant, plural } from '../../ui/format.ts';
import { EmptyState, ErrorNote } from '../../ui/notes.tsx';
import { Shape, Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { Edition } from './edition.tsx';
import { Explorer } from './explorer.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { daysOf, standingOf, tableOf, tableWords } from './words.ts';

type View = (typeof codeViews)[number];

function Counts({ row }: { readonly row: EditionView }): ReactElement {
  return (
    <Status tone={row.endedAt || row.replacedBy !== undefined ? 'quiet' : 'good'} plain>
      {standingOf(row)}
    </Status>
  );
}

const columns: readonly Column<EditionView>[] = [
  {
    id: 'table',
    head: 'Table',
    width: 'minmax(150px, 1.4fr)',
    cell: (row) => <strong>{tableOf(row)}</strong>,
    sortBy: (row) => tableOf(row),
  },
  { id: 'name', head: 'Edition', width: 'minmax(84px, 0.7fr)', cell: (row) => row.name, sortBy: (row) => row.name },
  { id: 'days', head: 'For services', width: 'minmax(170px, 1fr)', cell: daysOf, sortBy: (row) => row.from, from: 560 },
  { id: 'rows', head: 'Rows', width: '84px', end: true, cell: (row) => formatCount(row.rows), sortBy: (row) => row.rows },
  { id: 'state', head: 'State', width: '136px', cell: (row) => <Counts row={row} />, sortBy: standingOf },
  {
    id: 'imported',
    head: 'Imported',
    width: '128px',
    cell: (row) => formatInstant(row.importedAt),
    sortBy: (row) => row.importedAt,
    from: 700,
  },
  { id: 'by', head: 'By', width: 'minmax(90px, 0.6fr)', cell: (row) => row.importedBy, from: 820 },
];

const slim: readonly Column<EditionView>[] = [
  {
    id: 'table',
    head: 'Table',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{tableOf(row)}</strong>
        <span className="dim small">
          {row.name}, {daysOf(row)}
        </span>
      </span>
    ),
  },
  {
    id: 'state',
    head: 'State',
    width: '136px',
    cell: (row) => (
      <span className="two-lines">
        <Counts row={row} />
        <span className="dim small">{plural(row.rows, 'row')}</span>
      </span>
    ),
  },
];

/** The code tables that the practice brought: each edition, for which days it counts, what it changed; and what they say of a code. */
export function CodeTablesScreen(): ReactElement {
  const [address, go] = useAddress(readCodes);
  const { data, error, refetch } = useAsk('ground/codes/editions', {});
  const may = useMay('practice.setup');
  const [files, setFiles] = useState<readonly File[]>();
  const taker = useMemo(
    () =>
      may
        ? { title: 'Drop the files of one edition', which: 'Text or CSV as the publisher gives it; .gz and .zst too', take: setFiles }
        : undefined,
    [may],
  );
  useDrops(taker);
  const view: View = address.view ?? 'editions';
  const rows = data?.rows ?? [];
  const chosen = view === 'editions' ? rows.find(({ id }) => id === address.edition) : undefined;
  const add = may ? (
    <FileButton multiple onChange={(picked) => picked.length > 0 && setFiles(picked)} inputProps={{ 'aria-label': 'Files of an edition' }}>
      {(button) => (
        <Button variant="light" {...button}>
          Import an edition
        </Button>
      )}
    </FileButton>
  ) : undefined;
  const list = (
    <>
      <header className="pane-head">
        <h1>Code tables</h1>
        <span className="push">{add}</span>
      </header>
      <div className="pane-tools">
        <ViewTabs<View>
          label="Which part"
          chosen={view}
          onChoose={(now) => go({ view: now === 'editions' ? undefined : now, edition: undefined })}
          views={[
            { id: 'editions', label: 'Editions', count: data?.rows.length },
            { id: 'explorer', label: 'Edit explorer' },
          ]}
        />
      </div>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {view === 'explorer' ? (
        <Explorer a={address.a} b={address.b} on={address.on} onAsk={(asked) => go(asked)} />
      ) : (
        <>
          <Without without={rows.length === 0 ? [] : (data?.without ?? [])} />
          <VirtualTable
            label="Editions"
            rows={rows}
            rowId={(row) => row.id}
            columns={columns}
            slim={slim}
            chosen={address.edition}
            sort={address.sort}
            onSort={(sort) => go({ sort }, true)}
            onOpen={(row) => go({ edition: row.id })}
            loading={!data && !error}
            footLabel={plural(rows.length, 'edition')}
            empty={
              <EmptyState title="No code table is loaded" action={add}>
                The practice brings its own: the files of CMS as they are published, and the lists that it is licensed for. They may be
                dropped anywhere on this page, those of one edition together. Until then no claim is checked against them, and none is said
                to be clean by them.
                {may ? '' : ' Your office manager imports them.'}
              </EmptyState>
            }
          />
        </>
      )}
      {files ? <ImportDialog key={files.map(({ name }) => name).join()} files={files} onClose={() => setFiles(undefined)} /> : null}
    </>
  );
  return (
    <Panes
      name="code-tables"
      listLabel="Code tables"
      thingLabel="Edition"
      backLabel="All editions"
      onBack={() => go({ edition: undefined })}
      withoutEvidence
      list={list}
      listWidth={460}
      thing={chosen ? <Edition key={chosen.id} edition={chosen} may={may} /> : undefined}
    />
  );
}

function Without({ without }: { readonly without: readonly (keyof typeof tableWords)[] }): ReactElement | null {
  if (without.length === 0) return null;
  return (
    <div className="note" data-tone="work" role="status">
      <Shape tone="work" />
      <p>No edition answers for today: {without.map((table) => tableWords[table]).join(', ')}.</p>
    </div>
  );
}
