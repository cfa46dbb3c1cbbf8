import { type PayerTerms as Terms, termFields, termsOn } from '@claimwright/core/revenue/scrub';
import type { PayerTermsView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { readRules } from '../../../app/addresses.ts';
import { Panes } from '../../../app/panes.tsx';
import { useAsk } from '../../../app/queries.ts';
import { saveFile } from '../../../app/save-file.ts';
import { useMay } from '../../../app/session.ts';
import { useAddress } from '../../../app/use-address.ts';
import { formatDay, plural } from '../../../ui/format.ts';
import { EmptyState, ErrorNote } from '../../../ui/notes.tsx';
import { SearchBox } from '../../../ui/search-box.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { ImportTerms } from './import-list.tsx';
import { PayersTerms } from './payer.tsx';
import './terms.css';
import { setLabels } from './typed.ts';

type Today = Parameters<typeof setLabels>[1];

function kindOf(terms: Terms): string {
  if (terms.vision) return 'Vision plan';
  if (terms.medicare) return 'Medicare';
  return '';
}

const columnsFor = (today: Today): readonly Column<PayerTermsView>[] => [
  {
    ...{ id: 'payer', head: 'Payer', width: 'minmax(150px, 1fr)' },
    cell: ({ name }) => <strong>{name}</strong>,
    full: ({ name }) => name,
    sortBy: ({ name }) => name,
  },
  {
    ...{ id: 'kind', head: 'Kind', width: '100px' },
    cell: ({ saved }) => kindOf(termsOn(saved, today)),
    sortBy: ({ saved }) => kindOf(termsOn(saved, today)),
  },
  {
    ...{ id: 'count', head: 'Set', width: '80px' },
    cell: ({ saved }) => `${setLabels(saved, today).length} of ${termFields.length}`,
    sortBy: ({ saved }) => setLabels(saved, today).length,
  },
  {
    ...{ id: 'set', head: 'What is set', width: 'minmax(180px, 2fr)' },
    cell: ({ saved }) => setLabels(saved, today).join(', ') || <span className="dim">nothing: the defaults count</span>,
    full: ({ saved }) => setLabels(saved, today).join(', '),
  },
  {
    ...{ id: 'last', head: 'Last changed', width: 'minmax(140px, 0.8fr)', from: 900 },
    cell: ({ last }) => (last ? `${formatDay(last.at)}, ${last.by}` : ''),
    sortBy: ({ last }) => last?.at ?? '',
  },
];

const slimFor = (today: Today): readonly Column<PayerTermsView>[] => [
  {
    ...{ id: 'payer', head: 'Payer', width: 'minmax(0, 1fr)' },
    cell: ({ name, saved }) => (
      <span className="two-lines">
        <strong>{name}</strong>
        <span className="dim small">{setLabels(saved, today).join(', ') || 'nothing set'}</span>
      </span>
    ),
  },
  { ...{ id: 'count', head: 'Set', width: '70px' }, cell: ({ saved }) => `${setLabels(saved, today).length} of ${termFields.length}` },
];

/** The list as a file, to be edited and brought in again. */
function ExportTerms(): ReactElement {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = () => {
    setBusy(true);
    setError(undefined);
    saveFile('/api/exports/payer-terms', { format: 'csv' })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <>
      {error === undefined ? null : <ErrorNote error={error} />}
      <Button variant="default" loading={busy} onClick={run}>
        Export
      </Button>
    </>
  );
}

/** Every payer with what it wants and pays, as the practice set it. */
export function PayerTerms({ tabs }: { readonly tabs: ReactNode }): ReactElement {
  const [address, go] = useAddress(readRules);
  const { data, error, refetch } = useAsk('revenue/scrub/terms', {});
  const [search, setSearch] = useState('');
  const may = useMay('practice.setup');
  const payers = data?.payers ?? [];
  const words = search.toLowerCase();
  const rows = payers.filter(({ name, ids }) => `${name} ${ids.join(' ')}`.toLowerCase().includes(words));
  const open = payers.find(({ id }) => id === address.payer);
  const today = data?.today;
  const list = (
    <>
      <header className="pane-head">
        <h1>Rules</h1>
        {payers.length > 0 ? (
          <span className="push actions">
            {may ? <ImportTerms payers={payers} /> : null}
            <ExportTerms />
          </span>
        ) : null}
      </header>
      <div className="pane-tools">{tabs}</div>
      <div className="pane-tools">
        <SearchBox label="Search payers" placeholder="Payer, payer id" value={search} onChange={setSearch} />
      </div>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {today === undefined ? null : (
        <VirtualTable
          label="Payers’ terms"
          rows={rows}
          rowId={({ id }) => id}
          columns={columnsFor(today)}
          slim={slimFor(today)}
          chosen={address.payer}
          sort={address.sort}
          onSort={(sort) => go({ sort }, true)}
          onOpen={({ id }) => go({ payer: id })}
          footLabel={plural(rows.length, 'payer')}
          empty={
            payers.length > 0 ? (
              <EmptyState title="No payer is called so">Other words may find it.</EmptyState>
            ) : (
              <EmptyState title="No payer yet">
                Payers come with claims and remits, or are added under Practice. Then say here what each wants and pays: time limits, prior
                authorization, frequencies, whether it is a vision plan.
              </EmptyState>
            )
          }
        />
      )}
    </>
  );
  return (
    <Panes
      name="terms"
      listLabel="Payers’ terms"
      thingLabel="Terms of a payer"
      backLabel="All payers"
      onBack={() => go({ payer: undefined, part: undefined })}
      withoutEvidence
      list={list}
      listWidth={420}
      thing={
        open && today ? (
          <PayersTerms
            key={open.id}
            payer={open}
            today={today}
            may={may}
            part={address.part === 'versions' ? 'history' : 'terms'}
            onPart={(part) => go({ part: part === 'history' ? 'versions' : undefined })}
          />
        ) : undefined
      }
    />
  );
}
