import { reasonFamilies } from '@claimwright/core/ground/codes';
import type { ReasonView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAsk } from '../../app/queries.ts';
import { plural } from '../../ui/format.ts';
import { EmptyState, ErrorNote } from '../../ui/notes.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { ReasonForm } from './reason-form.tsx';
import { ReasonImport } from './reason-import.tsx';

const columns: readonly Column<ReasonView>[] = [
  { id: 'carc', head: 'CARC', width: '64px', cell: (row) => <strong className="mono">{row.carc}</strong>, sortBy: (row) => row.carc },
  {
    id: 'words',
    head: 'What it means',
    width: 'minmax(140px, 2fr)',
    cell: (row) => row.words,
    full: (row) => row.words,
    sortBy: (row) => row.words.toLowerCase(),
  },
  {
    id: 'family',
    head: 'Kind',
    width: 'minmax(110px, 1fr)',
    cell: (row) => reasonFamilies[row.family].words,
    sortBy: (row) => reasonFamilies[row.family].words,
  },
  {
    id: 'house',
    head: 'Without it',
    width: 'minmax(110px, 1fr)',
    cell: (row) => <span className="dim">{row.house?.words ?? 'Unknown: parks its line'}</span>,
    full: (row) => row.house?.words ?? 'Unknown: parks its line',
    from: 620,
  },
  { id: 'by', head: 'Set by', width: 'minmax(90px, 0.6fr)', cell: (row) => <span className="dim">{row.setBy}</span>, from: 760 },
];

interface ReasonCodesProps {
  readonly may: boolean;
  /** The code that is being named or changed; '' for a new one. */
  readonly carc: string | undefined;
  onCarc(carc: string | undefined): void;
}

/** What the practice itself says of reason codes, from its own licence or in its own words. */
export function ReasonCodes({ may, carc, onCarc }: ReasonCodesProps): ReactElement {
  const { data, error, refetch } = useAsk('ground/codes/reasons', {});
  const [importing, setImporting] = useState(false);
  const [sort, setSort] = useState<string | undefined>(undefined);
  const [adding, setAdding] = useState(false);
  const rows = data?.rows ?? [];
  const named = adding ? '' : carc;
  const close = () => {
    setAdding(false);
    onCarc(undefined);
  };
  return (
    <section className="block" aria-label="Reason codes">
      <h2>Reason codes</h2>
      <p className="dim">
        A code that nobody has named parks its line. {may ? 'Name it' : 'Your office manager names it'} here, from the list that your
        practice is licensed for, and remits that wait are worked out anew. What is posted stays as it is until somebody posts the claim
        again.
      </p>
      {!may && data && carc !== undefined && !rows.some((row) => row.carc === carc) ? (
        <p>CARC {carc} has no name yet: tell your office manager.</p>
      ) : null}
      {may && data && named !== undefined ? (
        <ReasonForm key={named} carc={named} known={rows.find((row) => row.carc === named)} onDone={close} />
      ) : null}
      {importing ? <ReasonImport onDone={() => setImporting(false)} /> : null}
      {may && !importing && named === undefined ? (
        <div className="actions">
          <Button size="compact-xs" onClick={() => setAdding(true)}>
            Name a code
          </Button>
          <Button variant="default" size="compact-xs" onClick={() => setImporting(true)}>
            Paste many
          </Button>
        </div>
      ) : null}
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      <div className="reason-list">
        <VirtualTable
          label="Reason codes that the practice has named"
          rows={rows}
          rowId={(row) => row.carc}
          columns={columns}
          chosen={carc}
          sort={sort}
          onSort={setSort}
          onOpen={(row) => (may ? onCarc(row.carc) : undefined)}
          loading={!data && !error}
          footLabel={plural(rows.length, 'code')}
          empty={
            <EmptyState title="No code of your own yet">
              The common codes are known. One that a payer made up, or that is new, is named here by the office manager.
            </EmptyState>
          }
        />
      </div>
    </section>
  );
}
