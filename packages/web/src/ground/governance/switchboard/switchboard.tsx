import type { SwitchboardView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { readSwitchboard, type switchboardViews } from '../../../app/addresses.ts';
import { useCommands } from '../../../app/commands.tsx';
import { Panes } from '../../../app/panes.tsx';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { useAddress } from '../../../app/use-address.ts';
import { formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { Shape, Status } from '../../../ui/status.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { EndOfDay } from './end-of-day.tsx';
import { Promotions } from './promotions.tsx';
import { Rungs } from './set-level.tsx';
import { SwitchDialog, type Switching } from './switch-dialog.tsx';
import './switchboard.css';
import { type BoardRow, boardRows, levelWords, percent, rowId, scopeOf } from './words.ts';
import { Workflow } from './workflow.tsx';

type View = (typeof switchboardViews)[number];

const evidenceOf = (row: BoardRow): string => {
  const { payerId } = scopeOf(row.id);
  const own = row.workflow.trials.filter((one) => one.payerId === payerId);
  const trial = own.find((one) => one.endedAt === undefined) ?? own[0];
  if (!trial) return row.workflow.here ? 'No trial' : '';
  const { n, agreement, interval } = trial.evidence;
  const state = trial.endedAt === undefined ? 'Trial runs' : 'Trial ended';
  return n === 0 ? `${state}: nothing compared` : `${percent(agreement)} of ${n} agree, at least ${percent(interval.lower)}`;
};

const name = (row: BoardRow): ReactElement =>
  row.id.endsWith('~~') ? <strong>{row.name}</strong> : <span className="board-scope">{row.name}</span>;
const phase = (row: BoardRow): ReactElement => (
  <span>
    <Rungs level={row.level} ceiling={row.workflow.ceiling} /> {levelWords[row.level].name}
  </span>
);

const wide = (stoppedAll: boolean): readonly Column<BoardRow>[] => [
  { id: 'name', head: 'Workflow, payer, site', width: 'minmax(150px, 1.2fr)', cell: name },
  { id: 'phase', head: 'Phase', width: '160px', cell: phase },
  {
    id: 'ceiling',
    head: 'Ceiling',
    width: '96px',
    cell: (row) => <span className="dim">{levelWords[row.workflow.ceiling].name}</span>,
    from: 640,
  },
  {
    id: 'evidence',
    head: 'Evidence',
    width: 'minmax(150px, 1.3fr)',
    cell: (row) => <span className="dim">{evidenceOf(row)}</span>,
    full: evidenceOf,
    from: 760,
  },
  {
    id: 'switch',
    head: 'Switch',
    width: '104px',
    cell: (row) =>
      row.workflow.stopped || stoppedAll ? (
        <Status tone="stop">Stopped</Status>
      ) : row.workflow.here ? (
        <Status tone="good">Lets act</Status>
      ) : (
        ''
      ),
  },
];
const slim: readonly Column<BoardRow>[] = [
  {
    id: 'name',
    head: 'Workflow, payer, site',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        {name(row)}
        <span className="dim small">{evidenceOf(row) || 'Declared ahead'}</span>
      </span>
    ),
  },
  { id: 'phase', head: 'Phase', width: '150px', cell: phase },
];

/** The brake of everything, always in reach. */
function StopAll({ board, onSwitch }: { readonly board: SwitchboardView; onSwitch(switching: Switching): void }): ReactElement | null {
  const stopped = board.stoppedAll !== undefined;
  const may = useMay(stopped ? 'autonomy.set' : 'autonomy.stop');
  const flip = () => onSwitch({ workflow: 'all', name: 'all machines', stopped });
  useCommands([
    {
      id: 'stop-all',
      label: stopped ? 'Let all machines go on' : 'Stop all machines',
      group: 'Switchboard',
      keys: 'S',
      run: flip,
      not: may ? undefined : 'Your role may not do this.',
    },
  ]);
  return (
    <>
      {may ? (
        <Button className="kill" data-brake={!stopped || undefined} variant={stopped ? 'filled' : 'default'} onClick={flip}>
          {stopped ? 'Let all go on' : 'Stop all machines'} <KeyHint keys="S" />
        </Button>
      ) : null}
      {board.stoppedAll ? (
        <div className="note" data-tone="stop" role="status">
          <Shape tone="stop" />
          <p className="note-says">
            All machines are stopped by {board.stoppedAll.by} since {formatInstant(board.stoppedAll.at)}: {board.stoppedAll.because}
          </p>
        </div>
      ) : null}
    </>
  );
}

/** How far each workflow goes by itself, for which payer and site, on what evidence; and the switch that stops it. */
export function Switchboard(): ReactElement {
  const [address, go] = useAddress(readSwitchboard);
  const may = useMay('autonomy.read');
  const view: View = address.view ?? 'workflows';
  const asked = useAsk('ground/governance/switchboard', {}, { enabled: may });
  const [switching, setSwitching] = useState<Switching | undefined>(undefined);
  if (!may)
    return <EmptyState title="The switchboard is not open to your role">The office manager and the compliance officer set it.</EmptyState>;
  const board = asked.data;
  const rows = board ? boardRows(board) : [];
  const row = rows.find(({ id }) => id === address.scope);
  const waiting = board?.workflows.reduce((sum, workflow) => sum + workflow.waitingReview, 0);
  const list = (
    <>
      <header className="pane-head">
        <h1>Switchboard</h1>
      </header>
      <div className="pane-tools">
        <ViewTabs<View>
          label="Which part"
          chosen={view}
          onChoose={(now) => go({ view: now === 'workflows' ? undefined : now, scope: undefined })}
          views={[
            { id: 'workflows', label: 'Workflows' },
            { id: 'end-of-day', label: 'End of day', count: waiting },
            { id: 'reviewed', label: 'Reviewed' },
          ]}
        />
        {board ? <StopAll board={board} onSwitch={setSwitching} /> : null}
      </div>
      {asked.error ? <ErrorNote error={asked.error} retry={() => void asked.refetch()} /> : null}
      {view === 'workflows' ? (
        <>
          {board ? <Promotions board={board} /> : null}
          <VirtualTable
            label="Workflows"
            rows={rows}
            rowId={(one) => one.id}
            columns={wide(board?.stoppedAll !== undefined)}
            slim={slim}
            chosen={address.scope}
            onOpen={(one) => go({ scope: one.id })}
            loading={asked.isPending}
            empty={<EmptyState title="No workflows">They are declared by the program.</EmptyState>}
          />
        </>
      ) : (
        <EndOfDay key={view} state={view === 'reviewed' ? 'reviewed' : 'waiting'} />
      )}
    </>
  );
  return (
    <>
      <Panes
        name="switchboard"
        listLabel="Workflows and what applied itself"
        thingLabel="Workflow"
        listWidth={430}
        withoutEvidence
        backLabel="All workflows"
        onBack={() => go({ scope: undefined })}
        list={list}
        thing={
          row && board && view === 'workflows' ? (
            <Workflow
              key={row.id}
              row={row}
              board={board}
              onSwitch={setSwitching}
              onOpen={(payerId) => go({ scope: rowId(row.workflow.workflow, { payerId }) })}
            />
          ) : undefined
        }
      />
      <SwitchDialog switching={switching} onClose={() => setSwitching(undefined)} />
    </>
  );
}
