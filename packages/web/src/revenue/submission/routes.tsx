import type { ReactElement } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { plural } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Status } from '../../ui/status.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { type PayerRoutes, wholeList } from './pages.ts';
import { PayerRoutesThing } from './route.tsx';
import { kindWords } from './words.ts';

interface ListProps {
  readonly one: string | undefined;
  onOpen(id: string | undefined): void;
}

const waits = (row: PayerRoutes): number => row.waiting.reduce((sum, { claims }) => sum + claims, 0);
const stranded = (row: PayerRoutes): number => row.waiting.reduce((sum, { claims, by }) => sum + (by === undefined ? claims : 0), 0);

const state = (row: PayerRoutes): ReactElement =>
  stranded(row) > 0 ? (
    <Status tone="stop">No way out</Status>
  ) : row.routes.length > 0 ? (
    <Status tone="good">Own route</Status>
  ) : (
    <Status tone="quiet">As all others</Status>
  );

/** `Twin House (90101), dental: Tooth Net`: one of all kinds is said once. */
function ways(row: PayerRoutes): string {
  const told = row.routes.map(({ kind, clearinghouse, payerNumber }) => ({
    kind,
    to: payerNumber === undefined ? clearinghouse : `${clearinghouse} (${payerNumber})`,
  }));
  const [first] = told;
  if (first === undefined) return [...new Set(row.waiting.flatMap(({ by }) => by ?? []))].join(', ');
  if (told.length === 3 && told.every(({ to }) => to === first.to)) return first.to;
  return told.map(({ kind, to }) => `${kindWords[kind]}: ${to}`).join('; ');
}

const wide: readonly Column<PayerRoutes>[] = [
  { id: 'state', head: 'State', width: '140px', cell: state },
  { id: 'payer', head: 'Payer', width: 'minmax(140px, 1fr)', cell: (row) => row.payerName, full: (row) => row.payerName },
  { id: 'ways', head: 'Leaves by', width: 'minmax(140px, 1.2fr)', cell: ways, full: ways, from: 560 },
  { id: 'waiting', head: 'Waiting', width: '84px', cell: (row) => waits(row) || '', end: true },
];
const slim: readonly Column<PayerRoutes>[] = [
  {
    id: 'payer',
    head: 'Payer',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.payerName}</strong>
        <span className="dim small">{ways(row)}</span>
      </span>
    ),
  },
  { id: 'state', head: 'State', width: '140px', cell: state },
];

/** By whom claims to each payer leave; those without a way come first. */
export function useRoutes({ one, onOpen }: ListProps, enabled: boolean) {
  const asked = useAsk('revenue/submission/routes', {}, { enabled });
  const may = useMay('submissions.manage');
  const rows = (asked.data ?? []).toSorted((a, b) => stranded(b) - stranded(a));
  const pages = wholeList<PayerRoutes>(asked, rows, enabled);
  const row = rows.find(({ payerId }) => payerId === one);
  const next = rows.find((each) => stranded(each) > 0);
  useCommands(
    enabled
      ? [
          {
            id: 'stranded',
            label: 'Go to a payer without a way out',
            group: 'Routes',
            keys: 'n',
            run: () => onOpen(next?.payerId),
            not: next === undefined ? 'Claims to every payer have a way out.' : undefined,
          },
        ]
      : [],
  );
  const table = (
    <>
      <div className="pane-tools">
        <p className="pane-note">
          A payer without a route of its own leaves by the clearinghouse that takes all others.
          {may ? '' : ' Whoever manages clearinghouses changes routes.'}
        </p>
      </div>
      <PagedTable
        pages={pages}
        label="Routes to payers"
        rowId={({ payerId }) => payerId}
        columns={wide}
        slim={slim}
        chosen={one}
        onOpen={({ payerId }) => onOpen(payerId)}
        footLabel={plural(rows.length, 'payer')}
        empty={<EmptyState title="No payer yet">Payers come here with the first claims, or by the set-up of the practice.</EmptyState>}
      />
    </>
  );
  return { table, thing: row ? <PayerRoutesThing key={row.payerId} row={row} /> : undefined, loading: pages.loading };
}
