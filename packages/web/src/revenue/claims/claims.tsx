import { claimList } from '@claimwright/core/revenue/claims';
import type { ClaimRow } from '@claimwright/server/api';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import { type claimViews, readClaims } from '../../app/addresses.ts';
import { Panes } from '../../app/panes.tsx';
import { useAsk, usePages } from '../../app/queries.ts';
import { TakeOut } from '../../app/take-out.tsx';
import { AddFiles } from '../../app/uploads.tsx';
import { useAddress } from '../../app/use-address.ts';
import { formatDate, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { moneyColumn } from '../../ui/money-column.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { Charge, ChargeList } from './charge-list.tsx';
import { Claim } from './claim.tsx';
import { Entry } from './entry/entry.tsx';
import { Outgoing } from './out/draft.tsx';
import { OutList } from './out/out-list.tsx';
import { claimTone } from './words.ts';

type Amount = 'billed' | 'payerOpen' | 'patientOpen';
const money = (id: Amount, head: string, from: number) => moneyColumn<ClaimRow>({ id, head, width: '100px', of: (row) => row[id], from });

const status = (row: ClaimRow): ReactElement => (
  <Status tone={claimTone(row)} plain>
    {row.statusWords}
  </Status>
);

const wide: readonly Column<ClaimRow>[] = [
  {
    id: 'patient',
    head: 'Patient',
    width: 'minmax(130px, 1fr)',
    cell: (row) => <strong>{row.patientName}</strong>,
    sortBy: (row) => row.patientName.toLowerCase(),
  },
  {
    id: 'number',
    head: 'Account',
    width: 'minmax(90px, 0.7fr)',
    cell: (row) => <span className="mono">{row.patientControlNumber}</span>,
    sortBy: (row) => row.patientControlNumber,
    from: 520,
  },
  { id: 'dos', head: 'DOS', width: '84px', cell: (row) => formatDate(row.servedFrom), sortBy: (row) => row.servedFrom },
  {
    id: 'payer',
    head: 'Payer',
    width: 'minmax(120px, 1fr)',
    cell: (row) => row.payerName,
    sortBy: (row) => row.payerName.toLowerCase(),
    from: 700,
  },
  money('billed', 'Billed', 420),
  money('payerOpen', 'Payer owes', 600),
  money('patientOpen', 'Patient owes', 600),
  { id: 'status', head: 'Status', width: 'minmax(130px, 1fr)', cell: status, sortBy: (row) => row.statusWords },
];

const slim: readonly Column<ClaimRow>[] = [
  {
    id: 'patient',
    head: 'Patient',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.patientName}</strong>
        {status(row)}
      </span>
    ),
    sortBy: (row) => row.patientName.toLowerCase(),
  },
  {
    id: 'billed',
    head: 'Billed',
    width: '84px',
    end: true,
    cell: (row) => (
      <span className="two-lines">
        <Money amount={row.billed} strong />
        <span className="dim small">{formatDate(row.servedFrom)}</span>
      </span>
    ),
    sortBy: (row) => row.billed,
  },
];

/** Where claims stand, in words: at this site, or at none. */
function useSiteName(site: string | undefined): string | undefined {
  const { data } = useAsk('ground/parties/practice', {}, { enabled: site !== undefined && site !== 'none' });
  if (site === undefined) return undefined;
  return site === 'none' ? 'at no site' : `at ${data?.sites.find(({ id }) => id === site)?.name ?? 'one site'}`;
}

type ClaimsView = (typeof claimViews)[number];
interface ViewsProps {
  readonly chosen: ClaimsView;
  onChoose(view: ClaimsView): void;
}

const Views = ({ chosen, onChoose }: ViewsProps): ReactElement => (
  <ViewTabs<ClaimsView>
    label="Which claims"
    chosen={chosen}
    onChoose={onChoose}
    views={[
      { id: 'books', label: 'In the books' },
      { id: 'out', label: 'Going out' },
      { id: 'charges', label: 'Charges' },
    ]}
  />
);

const HalfHead = (props: ViewsProps): ReactElement => (
  <>
    <header className="pane-head">
      <h1>Claims</h1>
    </header>
    <div className="pane-tools">
      <Views {...props} />
    </div>
  </>
);

/** Claims as they stand in the books, and those that are to go out. */
export function Claims(): ReactElement {
  const [{ view, draft }, go] = useAddress(readClaims);
  const choose = (now: ClaimsView) =>
    go({ view: now === 'books' ? undefined : now, claim: undefined, draft: undefined, charge: undefined, enter: undefined, at: undefined });
  if (view === 'charges') return <Charges onView={choose} />;
  return view === 'out' || draft !== undefined ? <GoingOut onView={choose} /> : <InBooks onView={choose} />;
}

interface HalfProps {
  onView(view: ClaimsView): void;
}

/** Claims that are to go out, or went: drawn as their form and as their segments. */
function GoingOut({ onView }: HalfProps): ReactElement {
  const [address, go] = useAddress(readClaims);
  const { draft, face = 'form', stands = 'drafted' } = address;
  return (
    <Panes
      name="claims"
      listLabel="Claims"
      thingLabel="Claim"
      backLabel="All claims"
      withoutEvidence
      onBack={() => go({ draft: undefined, face: undefined })}
      list={
        <>
          <HalfHead chosen="out" onChoose={onView} />
          <OutList
            stands={stands}
            chosen={draft}
            onStands={(now) => go({ stands: now === 'drafted' ? undefined : now, draft: undefined })}
            onOpen={(id) => go({ view: 'out', draft: id })}
          />
        </>
      }
      thing={
        draft === undefined ? undefined : (
          <Outgoing key={draft} draftId={draft} face={face} onFace={(now) => go({ face: now === 'form' ? undefined : now }, true)} />
        )
      }
    />
  );
}

/** What was done and what it costs, before claims are made of it. */
function Charges({ onView }: HalfProps): ReactElement {
  const [{ charges = 'held', charge, enter }, go] = useAddress(readClaims);
  const entering = enter === 'new' || (enter === 'edit' && charge !== undefined);
  return (
    <Panes
      name="claims"
      listLabel="Charges"
      thingLabel="Charge"
      backLabel="All charges"
      withoutEvidence
      onBack={() => go({ charge: undefined, enter: undefined })}
      list={
        <>
          <HalfHead chosen="charges" onChoose={onView} />
          <ChargeList
            stand={charges}
            chosen={charge}
            onStand={(now) => go({ charges: now, charge: undefined, enter: undefined })}
            onOpen={(id) => go({ view: 'charges', charges, charge: id, enter: undefined })}
            onNew={() => go({ view: 'charges', charges, charge: undefined, enter: 'new' })}
          />
        </>
      }
      thing={
        entering ? (
          <Entry
            key={enter === 'new' ? 'new' : charge}
            chargeId={enter === 'new' ? undefined : charge}
            onClose={() => go({ enter: undefined })}
          />
        ) : charge === undefined ? undefined : (
          <Charge key={charge} chargeId={charge} stand={charges} onMend={() => go({ enter: 'edit' })} />
        )
      }
    />
  );
}

/** Claims as they went out, and what the payers and patients still owe on them. */
function InBooks({ onView }: HalfProps): ReactElement {
  const [address, go] = useAddress(readClaims);
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), 250);
  const filter = {
    ...(typed ? { search: typed } : {}),
    ...(address.status ? { status: address.status } : {}),
    ...(address.site ? { site: address.site } : {}),
  };
  const pages = usePages('revenue/claims/claims', filter);
  const site = useSiteName(address.site);
  const shown = ['Claims', address.status ? `that are ${address.status}` : '', site ?? '', typed ? 'as searched' : '']
    .filter(Boolean)
    .join(' ');
  const open = address.claim !== undefined;
  const opened = useAsk('revenue/claims/claim', { claimId: address.claim ?? '' }, { enabled: open, keep: true });
  const list = (
    <>
      <header className="pane-head">
        <h1>Claims</h1>
        <span className="pane-head-note">{pages.total === undefined ? '' : plural(pages.total, 'claim')}</span>
        <span className="push">
          <TakeOut list={claimList} filter={filter} shown={shown} total={pages.total} days="Served" right="claims.export" />
          <AddFiles />
        </span>
      </header>
      <div className="pane-tools">
        <Views chosen="books" onChoose={onView} />
        <SearchBox label="Search claims" placeholder="Patient, account or member" value={search} onChange={setSearch} />
        {address.status ? (
          <button type="button" className="source-link" onClick={() => go({ status: undefined })}>
            Only {address.status}: show all
          </button>
        ) : null}
        {site ? (
          <button type="button" className="source-link" onClick={() => go({ site: undefined })}>
            Only {site}: show all
          </button>
        ) : null}
      </div>
      <PagedTable
        pages={pages}
        label="Claims"
        rowId={(row) => row.id}
        columns={wide}
        slim={slim}
        chosen={address.claim}
        sort={address.sort}
        onSort={(sort) => go({ sort }, true)}
        onOpen={(row) => go({ claim: row.id, at: undefined })}
        footLabel={plural(pages.rows.length, 'claim')}
        empty={
          pages.error ? (
            <span />
          ) : search ? (
            <EmptyState title="No claim fits">
              Nothing has these words in its patient, account number or payer. Clear the search with Esc.
            </EmptyState>
          ) : site ? (
            <EmptyState title="No claim is left here">
              None stands {site}. Where a claim belongs is told by its numbers, under Practice.
            </EmptyState>
          ) : (
            <EmptyState title="No claim is known yet" action={<AddFiles />}>
              Claims come from the 837 files that your practice system sends out. With them, remits find their claim by its number, and
              balances are true. Drop the files anywhere on this page.
            </EmptyState>
          )
        }
      />
    </>
  );
  const thing = !open ? undefined : opened.error ? (
    <ErrorNote error={opened.error} retry={() => void opened.refetch()} />
  ) : opened.data ? (
    <Claim claim={opened.data} />
  ) : (
    <Skeleton lines={14} />
  );
  return (
    <Panes
      name="claims"
      listLabel="Claims"
      thingLabel="Claim"
      backLabel="All claims"
      onBack={() => go({ claim: undefined, at: undefined })}
      list={list}
      thing={thing}
    />
  );
}
