import type { RecordRow } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { readRecord } from '../../app/addresses.ts';
import { Panes } from '../../app/panes.tsx';
import { usePages } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { Answers } from '../../ui/facts.tsx';
import { formatInstant, plural, sentence } from '../../ui/format.ts';
import { MachineSign } from '../../ui/machine-mark.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { Verify } from './verify.tsx';

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

function Subject({ subject, onOnly }: { readonly subject: string; onOnly(subject: string): void }): ReactElement {
  const [kind, id = ''] = subject.split(':');
  const short = `${kind} ${id.slice(-8)}`;
  const link =
    kind === 'remit' ? (
      <Link to="/post-era" search={{ view: 'all', remit: id }}>
        {short}
      </Link>
    ) : kind === 'claim' ? (
      <Link to="/claims" search={{ claim: id }}>
        {short}
      </Link>
    ) : kind === 'document' ? (
      <Link to="/documents" search={{ document: id }}>
        {short}
      </Link>
    ) : kind === 'deposit' ? (
      <Link to="/deposits" search={{ view: 'all', deposit: id }}>
        {short}
      </Link>
    ) : kind === 'proposal' ? (
      <Link to="/approvals" search={{ proposal: id }}>
        {short}
      </Link>
    ) : (
      <span>{short}</span>
    );
  return (
    <li>
      {link}{' '}
      <button type="button" className="source-link small" onClick={() => onOnly(subject)}>
        only this
      </button>
    </li>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

function Entry({
  row,
  next,
  onOnly,
}: {
  readonly row: RecordRow;
  readonly next: RecordRow | undefined;
  onOnly(subject: string): void;
}): ReactElement {
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{row.says}</h1>
          <p className="dim">
            No. {row.seq} of the {row.chain} · {formatInstant(row.at)}
          </p>
          <div className="badges">
            <Status tone={row.outcome === 'refused' ? 'stop' : row.outcome === 'parked' ? 'work' : 'good'}>{row.outcome}</Status>
          </div>
        </div>
      </header>
      <div className="block">
        <Answers
          what={`${row.chain === 'reads' ? 'A reading of patient data' : 'An act'}: ${row.what}.`}
          why={row.purpose ? `Done for ${row.purpose}.` : 'Every act is written here in the same transaction that carries it out.'}
          otherwise="Nothing: entries are only added, never changed or removed."
          decided={`${row.actor.name} (${row.actor.kind}).`}
        />
      </div>
      {row.subjects.length > 0 ? (
        <div className="block">
          <h2>About</h2>
          <ul className="subjects">
            {row.subjects.map((subject) => (
              <Subject key={subject} subject={subject} onOnly={onOnly} />
            ))}
          </ul>
        </div>
      ) : null}
      <div className="block">
        <h2>Its place in the chain</h2>
        <ol className="chain">
          <li>
            <span className="dim small">Hash of the entry before</span>
            <div className="hash">{row.previous}</div>
          </li>
          <li data-here>
            <span className="small">Hash of this entry: SHA-256 of the line above, a line break, and the words below</span>
            <div className="hash">{row.hash}</div>
          </li>
          {next ? (
            <li>
              <span className="dim small">
                No. {next.seq} begins with it: {next.previous === row.hash ? 'yes' : 'no'}
              </span>
              <div className="hash">{next.hash}</div>
            </li>
          ) : null}
        </ol>
      </div>
      <div className="block">
        <h2>Its words, as they were hashed</h2>
        <pre className="body-text">{pretty(row.body)}</pre>
      </div>
    </>
  );
}

/** The chained trail: acts and reads, each leaning on the one before. */
export function Record(): ReactElement {
  const [address, go] = useAddress(readRecord);
  const may = useMay('record.read');
  const chain: Chain = address.chain ?? 'acts';
  const pages = usePages('gate/record', { chain, ...(address.subject ? { subject: address.subject } : {}) }, may);
  const at = pages.rows.findIndex((row) => String(row.seq) === address.entry);
  const row = pages.rows[at];
  const open = address.entry !== undefined && row !== undefined;
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
        <ViewTabs<Chain>
          label="Which chain"
          chosen={chain}
          onChoose={(now) => go({ chain: now === 'acts' ? undefined : now, entry: undefined })}
          views={[
            { id: 'acts', label: 'Acts' },
            { id: 'reads', label: 'Reads of patient data' },
          ]}
        />
        {address.subject ? (
          <button type="button" className="source-link" onClick={() => go({ subject: undefined })}>
            Only {address.subject.split(':')[0]} {address.subject.slice(-8)}: show all
          </button>
        ) : null}
      </div>
      <Verify rows={pages.rows} />
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
          <EmptyState title="Nothing is on the record yet">
            Every act and every reading of patient data is written here when it happens, with a hash over the entry before it.
          </EmptyState>
        }
      />
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
      onBack={() => go({ entry: undefined })}
      list={list}
      thing={
        open ? (
          <Entry
            row={row}
            next={pages.rows.find((one) => one.seq === row.seq + 1)}
            onOnly={(subject) => go({ subject, entry: undefined })}
          />
        ) : undefined
      }
    />
  );
}
