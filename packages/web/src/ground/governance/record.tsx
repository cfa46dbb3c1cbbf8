import type { RecordRow } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { readRecord, type recordViews } from '../../app/addresses.ts';
import { Panes } from '../../app/panes.tsx';
import { atPractice } from '../../app/practice.ts';
import { usePages } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { formatInstant, plural, sentence } from '../../ui/format.ts';
import { MachineSign } from '../../ui/machine-mark.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { AsItWas, When } from './record/as-it-was.tsx';
import { Entry } from './record/entry.tsx';
import { Machines } from './record/machines.tsx';
import { instantsOf, Narrow } from './record/narrow.tsx';
import { WhoSaw } from './record/who-saw.tsx';
import { Verify } from './verify.tsx';

type View = (typeof recordViews)[number];

type Chain = 'acts' | 'reads';

const columns: readonly Column<RecordRow>[] = [
  { id: 'seq', head: 'No.', width: '58px', end: true, cell: (row) => row.seq },
  { id: 'at', head: 'When', width: '124px', cell: (row) => formatInstant(row.at) },
  {
    id: 'who',
    head: 'Who',
    width: 'minmax(100px, 0.7fr)',
    cell: (row) => (
      <span>
        {row.actor.kind === 'person' ? null : <MachineSign />} {row.actor.name}
      </span>
    ),
  },
  { id: 'says', head: 'What', width: 'minmax(140px, 1.6fr)', cell: (row) => <strong>{row.says}</strong> },
  { id: 'outcome', head: 'Outcome', width: '80px', cell: (row) => sentence(row.outcome), from: 620 },
  {
    id: 'about',
    head: 'About',
    width: '76px',
    cell: (row) => (row.subjects.length === 0 ? '' : plural(row.subjects.length, 'thing')),
    from: 700,
  },
  { id: 'hash', head: 'Hash', width: '92px', cell: (row) => <span className="hash dim">{row.hash.slice(0, 10)}</span>, from: 800 },
];

const slim: readonly Column<RecordRow>[] = [
  { id: 'seq', head: 'No.', width: '46px', end: true, cell: (row) => row.seq },
  {
    id: 'says',
    head: 'What',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.says}</strong>
        <span className="dim small">
          {formatInstant(row.at)} · {row.actor.name}
        </span>
      </span>
    ),
  },
];

/** The chained trail: acts and reads, each leaning on the one before. */
export function Record(): ReactElement {
  const [address, go] = useAddress(readRecord);
  const may = useMay('record.read');
  const mayExport = useMay('record.export');
  const view = address.view ?? 'acts';
  const chain: Chain = view === 'acts' ? 'acts' : 'reads';
  const { subject, actor, outcome, purpose } = address;
  const machines = view === 'machines';
  const narrowed = { subject, actor, outcome, purpose, model: address.model, from: address.from, until: address.until };
  const looking = { ...(subject ? { subject } : {}), ...(actor ? { actor } : {}), ...instantsOf(narrowed) };
  const why = purpose && chain === 'reads' ? { purpose } : {};
  const seen = view === 'who-saw';
  const replayed = view === 'as-it-was';
  const entries = usePages(
    'gate/record',
    { chain, ...looking, ...why, ...(outcome && chain === 'acts' ? { outcome } : {}) },
    may && !seen && !replayed && !machines,
  );
  // With whatever else shows the same patient or claim.
  const readings = usePages('gate/who-saw', { ...looking, ...why }, may && seen);
  const pages = seen ? readings : entries;
  const row = pages.rows.find((one) => String(one.seq) === address.entry);
  const open = address.entry !== undefined && /^[1-9]\d{0,14}$/.test(address.entry);
  if (!may)
    return (
      <EmptyState title="The record is not open to your role">
        It holds every act and every reading of patient data. The office manager and the compliance officer may read it.
      </EmptyState>
    );
  const list = (
    <>
      <header className="pane-head">
        <h1>Record</h1>
        <span className="pane-head-note">{pages.total === undefined ? '' : plural(pages.total, 'entry', 'entries')}</span>
      </header>
      <div className="pane-tools">
        <ViewTabs<View>
          label="Which part"
          chosen={view}
          onChoose={(now) => go({ view: now === 'acts' ? undefined : now, entry: undefined, at: undefined })}
          views={[
            { id: 'acts', label: 'Acts' },
            { id: 'reads', label: 'Reads of patient data' },
            { id: 'who-saw', label: 'Who saw what' },
            { id: 'machines', label: 'Machines' },
            { id: 'as-it-was', label: 'As it was' },
          ]}
        />
        {mayExport ? (
          <Button component="a" variant="default" size="compact-xs" href={atPractice('/api/record/export')} download="record.jsonl">
            Export
          </Button>
        ) : null}
      </div>
      {replayed ? (
        <When key={`${subject} ${address.at}`} subject={subject} at={address.at} onWhen={(when) => go(when)} />
      ) : (
        <>
          <div className="pane-tools">
            <Narrow
              key={`${chain} ${Object.values(narrowed).join(' ')}`}
              now={narrowed}
              of={machines ? 'machines' : chain}
              onNarrow={(now) => go({ ...nothing, ...now, entry: undefined })}
            />
          </div>
          {machines ? (
            <Machines
              now={narrowed}
              chosen={undefined}
              onOpen={(one) => go({ ...nothing, view: one.chain === 'acts' ? undefined : 'reads', entry: String(one.seq) })}
            />
          ) : (
            <>
              {seen ? <WhoSaw now={narrowed} onOnly={(one) => go({ actor: one, entry: undefined })} /> : <Verify rows={pages.rows} />}
              <PagedTable
                pages={pages}
                label="Entries"
                rowId={(one) => String(one.seq)}
                columns={columns}
                slim={slim}
                chosen={address.entry}
                onOpen={(one) => go({ entry: String(one.seq) })}
                onFollow={(one) => (open ? go({ entry: String(one.seq) }, true) : undefined)}
                empty={
                  <EmptyState title="Nothing is on the record here">
                    Every act and every reading of patient data is written here when it happens, with a hash over the entry before it.
                  </EmptyState>
                }
              />
            </>
          )}
        </>
      )}
    </>
  );
  return (
    <Panes
      name="record"
      listLabel="Entries"
      thingLabel="Entry"
      listWidth={420}
      withoutEvidence
      backLabel="All entries"
      onBack={() => go(replayed ? { at: undefined } : { entry: undefined })}
      list={list}
      thing={
        replayed ? (
          subject && address.at ? (
            <AsItWas subject={subject} at={address.at} />
          ) : undefined
        ) : open ? (
          <Entry
            chain={chain}
            seq={Number(address.entry)}
            next={pages.rows.find((one) => row && one.seq === row.seq + 1)}
            onOnly={(only) => go({ ...nothing, ...only, entry: undefined })}
            onThen={(of, at) => go({ ...nothing, view: 'as-it-was', subject: of, at, entry: undefined })}
          />
        ) : undefined
      }
    />
  );
}

const nothing = {
  subject: undefined,
  actor: undefined,
  outcome: undefined,
  purpose: undefined,
  model: undefined,
  from: undefined,
  until: undefined,
};
