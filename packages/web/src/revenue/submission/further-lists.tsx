import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { plural } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { Clearinghouse, ClearinghouseDialog, sends } from './clearinghouses.tsx';
import { FirstPassClaims, FirstPassTotal, firstPassId, firstPassSlim, firstPassWide } from './first-pass.tsx';
import { type ClearinghouseView, type FirstPassRow, wholeList } from './pages.ts';
import { ScopeDialog } from './scope-dialog.tsx';

interface ListProps {
  readonly one: string | undefined;
  onOpen(id: string | undefined): void;
}

/** How many claims payers took at the first sending, by payer and month. */
export function useFirstPass({ one, onOpen }: ListProps, enabled: boolean) {
  const asked = useAsk('revenue/submission/first-pass', {}, { enabled });
  const pages = wholeList<FirstPassRow>(asked, asked.data?.rows ?? [], enabled);
  const row = pages.rows.find((each) => firstPassId(each) === one);
  const table = (
    <>
      {asked.data ? <FirstPassTotal view={asked.data} /> : null}
      <PagedTable
        pages={pages}
        label="First sendings by payer and month"
        rowId={firstPassId}
        columns={firstPassWide}
        slim={firstPassSlim}
        chosen={one}
        onOpen={(each) => onOpen(firstPassId(each))}
        footLabel={plural(pages.rows.length, 'line')}
        empty={<EmptyState title="Nothing was sent yet">Once claims are sent, it stands here how many each payer took at once.</EmptyState>}
      />
    </>
  );
  return { table, thing: row ? <FirstPassClaims key={one} row={row} /> : undefined, loading: pages.loading };
}

const wayWide: readonly Column<ClearinghouseView>[] = [
  { id: 'state', head: 'State', width: '150px', cell: sends },
  { id: 'name', head: 'Clearinghouse', width: 'minmax(140px, 1fr)', cell: (row) => row.name, full: (row) => row.name },
  { id: 'nightly', head: 'Each night at', width: '110px', cell: (row) => row.nightlyAt ?? 'By hand' },
];
const waySlim: readonly Column<ClearinghouseView>[] = [
  { id: 'name', head: 'Clearinghouse', width: 'minmax(0, 1fr)', cell: (row) => row.name },
  { id: 'state', head: 'State', width: '150px', cell: sends },
];

/** What whoever may set it up does here: another clearinghouse, and whose claims go from here at all. */
function WayTools({ onMade }: { onMade(id: string): void }): ReactElement | null {
  const may = useMay('submissions.manage');
  const scope = useAsk('revenue/submission/scope', {}).data;
  const [open, setOpen] = useState<'way' | 'scope' | undefined>();
  const chosen = scope?.payers.filter(({ byUs }) => byUs).length ?? 0;
  return (
    <div className="pane-tools">
      <p className="pane-note">
        {scope === undefined || scope.all
          ? 'Claims to all payers go from here.'
          : `Claims to ${plural(chosen, 'payer')} go from here; others not yet.`}
      </p>
      {may ? (
        <div className="actions">
          <Button size="xs" onClick={() => setOpen('way')}>
            Set up a clearinghouse
          </Button>
          <Button size="xs" variant="default" onClick={() => setOpen('scope')}>
            Choose payers
          </Button>
        </div>
      ) : null}
      {open === 'way' ? (
        <ClearinghouseDialog
          row={undefined}
          onClose={(id) => {
            setOpen(undefined);
            if (id !== undefined) onMade(id);
          }}
        />
      ) : null}
      {open === 'scope' && scope ? <ScopeDialog scope={scope} onClose={() => setOpen(undefined)} /> : null}
    </div>
  );
}

/** Where claims go out. */
export function useWays({ one, onOpen }: ListProps, enabled: boolean) {
  const asked = useAsk('revenue/submission/clearinghouses', {}, { enabled });
  const pages = wholeList<ClearinghouseView>(asked, asked.data ?? [], enabled);
  const row = pages.rows.find(({ id }) => id === one);
  const table = (
    <>
      <WayTools onMade={onOpen} />
      <PagedTable
        pages={pages}
        label="Clearinghouses"
        rowId={({ id }) => id}
        columns={wayWide}
        slim={waySlim}
        chosen={one}
        onOpen={({ id }) => onOpen(id)}
        footLabel={plural(pages.rows.length, 'clearinghouse', 'clearinghouses')}
        empty={
          <EmptyState title="No clearinghouse yet">
            Claims leave by one: a folder that its program sends from, a server by SFTP, or its JSON API. Set it up above.
          </EmptyState>
        }
      />
    </>
  );
  return { table, thing: row ? <Clearinghouse key={row.id} row={row} /> : undefined, loading: pages.loading };
}
