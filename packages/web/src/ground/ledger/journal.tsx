import type { JournalEntryView, JournalLineView } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useContext, useMemo } from 'react';
import { usePages } from '../../app/queries.ts';
import { formatDate, plural, sentence } from '../../ui/format.ts';
import { EmptyState, ErrorNote } from '../../ui/notes.tsx';
import { EvidenceContext, SourceFigure, sourceOf } from '../../ui/source-figure.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';

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

function Origin({ entry }: { readonly entry: JournalEntryView }): ReactElement {
  if (entry.sourceKind === 'remit') {
    return (
      <Link to="/post-era" search={{ view: 'all', remit: entry.sourceId }} onClick={(event) => event.stopPropagation()}>
        Remit
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

const columns: readonly Column<Row>[] = [
  { id: 'date', head: 'Date', width: '84px', cell: (row) => (row.line ? '' : <strong>{formatDate(row.entry.on)}</strong>) },
  {
    id: 'what',
    head: 'Entry and accounts',
    width: 'minmax(180px, 1fr)',
    cell: (row) =>
      row.line ? (
        <span className={row.line.amount < 0 ? 'journal-credit' : undefined}>{row.line.account}</span>
      ) : (
        <strong>
          {row.entry.description}
          {row.entry.reversedBy ? (
            <span className="dim"> (mirrored since)</span>
          ) : row.entry.reverses ? (
            <span className="dim"> (mirrors an earlier entry)</span>
          ) : null}
        </strong>
      ),
  },
  { id: 'debit', head: 'Debit', width: '82px', end: true, cell: (row) => <Side row={row} side="debit" /> },
  { id: 'credit', head: 'Credit', width: '82px', end: true, cell: (row) => <Side row={row} side="credit" /> },
  { id: 'source', head: 'From', width: '84px', cell: (row) => (row.line ? null : <Origin entry={row.entry} />), from: 520 },
];

interface JournalProps {
  readonly account: string | undefined;
  readonly sourceId: string | undefined;
  readonly claimId: string | undefined;
}

/** The journal: every line that came from a document leads to its bytes. */
export function Journal({ account, sourceId, claimId }: JournalProps): ReactElement {
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
      <p className="journal-count dim small">
        {pages.total === undefined ? '' : `${plural(pages.total, 'entry', 'entries')}${account ? ` touch ${account}` : ''}, newest first`}
      </p>
      <VirtualTable
        label="Journal"
        rows={rows}
        rowId={(row) => row.id}
        columns={columns}
        onOpen={(row) => {
          const source = sourceOf(row.line?.documentId, row.line?.bytes);
          if (source) sink.pin(source);
        }}
        loading={pages.loading}
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
