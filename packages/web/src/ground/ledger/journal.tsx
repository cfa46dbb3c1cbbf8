import { postingList } from '@claimwright/core/ground/ledger';
import type { JournalEntryView, JournalLineView } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useContext, useMemo } from 'react';
import { usePages } from '../../app/queries.ts';
import { TakeOut } from '../../app/take-out.tsx';
import { formatDate, plural, sentence } from '../../ui/format.ts';
import { EmptyState, ErrorNote } from '../../ui/notes.tsx';
import { EvidenceContext, SourceFigure, sourceOf } from '../../ui/source-figure.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { describe } from './describe.ts';

interface Row {
  readonly id: string;
  readonly entry: JournalEntryView;
  /** Absent: the entry's own row. */
  readonly line?: JournalLineView;
}

const debitsFirst = (lines: readonly JournalLineView[]): readonly JournalLineView[] =>
  [...lines].sort((a, b) => Number(a.amount < 0) - Number(b.amount < 0));

function rowsOf(entries: readonly JournalEntryView[]): readonly Row[] {
  return entries.flatMap((entry) => [
    { id: entry.id, entry },
    ...debitsFirst(entry.lines).map((line, at) => ({ id: `${entry.id}/${at}`, entry, line })),
  ]);
}

/** What the entry is of, and the way there. */
function Origin({ entry }: { readonly entry: JournalEntryView }): ReactElement {
  if (entry.remit) {
    const { remitId, remitClaimId } = entry.remit;
    return (
      <Link
        to="/post-era"
        search={{ view: 'all', remit: remitId, ...(remitClaimId === undefined ? {} : { claim: remitClaimId }) }}
        onClick={(event) => event.stopPropagation()}
      >
        {remitClaimId === undefined ? 'Remit' : 'Remit claim'}
      </Link>
    );
  }
  if (entry.sourceKind === 'deposit') {
    return (
      <Link to="/deposits" search={{ view: 'all', deposit: entry.sourceId }} onClick={(event) => event.stopPropagation()}>
        Deposit
      </Link>
    );
  }
  if (entry.sourceKind === 'claim') {
    return (
      <Link to="/claims" search={{ claim: entry.sourceId }} onClick={(event) => event.stopPropagation()}>
        Claim
      </Link>
    );
  }
  return <span className="dim">{sentence(entry.sourceKind)}</span>;
}

function Side({ row, side }: { readonly row: Row; readonly side: 'debit' | 'credit' }): ReactElement | null {
  const { line } = row;
  if (!line || line.amount > 0 !== (side === 'debit')) return null;
  return <SourceFigure label={`${side} ${line.account}`} amount={Math.abs(line.amount)} source={sourceOf(line.documentId, line.bytes)} />;
}

function Title({ entry }: { readonly entry: JournalEntryView }): ReactElement {
  return (
    <>
      <strong>{describe(entry)}</strong>
      {entry.reversedBy ? (
        <span className="dim"> (mirrored since)</span>
      ) : entry.reverses ? (
        <span className="dim"> (mirrors an earlier entry)</span>
      ) : null}
    </>
  );
}

/** An account leads to its own lines. */
function Account({ line }: { readonly line: JournalLineView }): ReactElement {
  return (
    <Link
      to="/books"
      search={{ view: 'journal', account: line.account }}
      className={line.amount < 0 ? 'journal-account journal-credit' : 'journal-account'}
      onClick={(event) => event.stopPropagation()}
    >
      {line.account}
    </Link>
  );
}

const columns: readonly Column<Row>[] = [
  { id: 'date', head: 'Date', width: '84px', cell: (row) => (row.line ? '' : <strong>{formatDate(row.entry.on)}</strong>) },
  {
    id: 'what',
    head: 'Entry and accounts',
    width: 'minmax(180px, 1fr)',
    cell: (row) => (row.line ? <Account line={row.line} /> : <Title entry={row.entry} />),
    full: (row) => row.line?.account ?? describe(row.entry),
  },
  { id: 'debit', head: 'Debit', width: '82px', end: true, cell: (row) => <Side row={row} side="debit" /> },
  { id: 'credit', head: 'Credit', width: '82px', end: true, cell: (row) => <Side row={row} side="credit" /> },
  { id: 'source', head: 'From', width: '84px', cell: (row) => (row.line ? null : <Origin entry={row.entry} />), from: 520 },
];

/** On a phone: one amount, its side in words. */
const slim: readonly Column<Row>[] = [
  {
    id: 'what',
    head: 'Entry and accounts',
    width: 'minmax(0, 1fr)',
    cell: (row) =>
      row.line ? (
        <Account line={row.line} />
      ) : (
        <>
          <span className="dim small">{formatDate(row.entry.on)} </span>
          <Title entry={row.entry} />
        </>
      ),
    full: (row) => row.line?.account ?? describe(row.entry),
  },
  {
    id: 'amount',
    head: 'Debit or credit',
    width: '116px',
    end: true,
    cell: (row) =>
      row.line ? (
        <span className="journal-side">
          <span className="dim small">{row.line.amount > 0 ? 'Dr' : 'Cr'}</span>
          <Side row={row} side={row.line.amount > 0 ? 'debit' : 'credit'} />
        </span>
      ) : (
        <Origin entry={row.entry} />
      ),
  },
];

interface JournalProps {
  readonly account: string | undefined;
  readonly sourceId: string | undefined;
  readonly claimId: string | undefined;
  /** What it is of, where it is not of the whole practice. */
  readonly part: string | undefined;
}

/** The journal: every line that came from a document leads to its bytes. */
export function Journal({ account, sourceId, claimId, part }: JournalProps): ReactElement {
  const pages = usePages('ground/ledger/journal', {
    ...(account ? { account } : {}),
    ...(sourceId ? { sourceId } : {}),
    ...(claimId ? { claimId } : {}),
  });
  const rows = useMemo(() => rowsOf(pages.rows), [pages.rows]);
  const sink = useContext(EvidenceContext);
  if (pages.error) return <ErrorNote error={pages.error} retry={pages.retry} />;
  return (
    <>
      <h1 className="sr-only">Journal</h1>
      {part ? <p className="part-of-books small">{part}</p> : null}
      <p className="journal-count dim small">
        <TakeOut
          list={postingList}
          filter={{ ...(account ? { account } : {}), ...(sourceId ? { sourceId } : {}), ...(claimId ? { claimId } : {}) }}
          shown={`Postings of claims${account ? ` in entries that touch ${account}` : sourceId || claimId ? ' of this journal' : ''}`}
          days="Booked"
          label="Export postings…"
          right="books.export"
        />{' '}
        {pages.total === undefined ? '' : `${plural(pages.total, 'entry', 'entries')}${account ? ` touch ${account}` : ''}, newest first`}
      </p>
      <VirtualTable
        label="Journal"
        rows={rows}
        rowId={(row) => row.id}
        columns={columns}
        slim={slim}
        slimBelow={440}
        onOpen={(row) => {
          const source = sourceOf(row.line?.documentId, row.line?.bytes);
          if (source) sink.pin(source);
        }}
        loading={pages.loading}
        stale={pages.stale}
        more={pages.more}
        empty={
          <EmptyState title="No entry yet">
            Each claim, posted remit and tied deposit books a balanced entry here. Nothing is ever changed; an undo is an entry of its own.
          </EmptyState>
        }
      />
    </>
  );
}
