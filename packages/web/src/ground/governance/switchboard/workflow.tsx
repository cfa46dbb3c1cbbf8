import type { SwitchboardView } from '@claimwright/server/api';
import { Button, Select } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Answers } from '../../../ui/facts.tsx';
import { formatInstant } from '../../../ui/format.ts';
import { MachineSign } from '../../../ui/machine-mark.tsx';
import { ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';
import { Policy } from './policy.tsx';
import { SetLevel } from './set-level.tsx';
import type { Switching } from './switch-dialog.tsx';
import { Trials } from './trials.tsx';
import { type BoardRow, levelWords, scopeOf } from './words.ts';

/** A payer gets a level of its own, where the workflow stands now. */
function OwnLevel({
  row,
  board,
  onOpen,
}: {
  readonly row: BoardRow;
  readonly board: SwitchboardView;
  onOpen(payerId: string): void;
}): ReactElement {
  const set = useAct('ground/governance/set-level');
  const [payerId, setPayerId] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const free = board.payers.filter(({ id }) => !row.workflow.settings.some((setting) => setting.payerId === id));
  return (
    <div className="block">
      <h2>A payer by itself</h2>
      <p className="dim">A payer with a level of its own climbs and falls alone, on its own evidence.</p>
      <div className="actions">
        <Select
          aria-label="Payer"
          placeholder="Choose a payer"
          searchable
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
          value={payerId}
          onChange={setPayerId}
          w={260}
        />
        <Button variant="default" disabled={!payerId} onClick={() => setAsking(true)}>
          Give it a level of its own
        </Button>
      </div>
      <ReasonDialog
        title="A level of its own"
        opened={asking}
        verb="Set it"
        reason=""
        busy={set.busy}
        error={set.error}
        onClose={() => setAsking(false)}
        onDone={(because) => {
          if (payerId)
            void set.run({ workflow: row.workflow.workflow, payerId, level: row.workflow.level, because }).then((done) => {
              if (!done) return;
              setAsking(false);
              onOpen(payerId);
            });
        }}
      >
        <p>It begins where the workflow stands: {levelWords[row.workflow.level].name}.</p>
      </ReasonDialog>
    </div>
  );
}

function History({ row }: { readonly row: BoardRow }): ReactElement {
  const history = useAsk('ground/governance/ladder-history', { workflow: row.workflow.workflow });
  const { payerId, siteId } = scopeOf(row.id);
  const rows = (history.data?.rows ?? []).filter(
    (event) => event.workflow === 'all' || !payerId || event.payerId === payerId || (!event.payerId && !siteId),
  );
  return (
    <div className="block">
      <h2>History</h2>
      {history.error ? <ErrorNote error={history.error} /> : null}
      {rows.length === 0 ? <p className="dim">Nobody has set anything here: it stands as it began.</p> : null}
      <ol className="ladder-history">
        {rows.slice(0, 30).map((event) => (
          <li key={event.id}>
            <span className="dim small">{formatInstant(event.at)}</span>{' '}
            <strong>
              {event.machine ? <MachineSign /> : null} {event.says}
            </strong>{' '}
            by {event.by}. {event.because}
          </li>
        ))}
      </ol>
    </div>
  );
}

interface WorkflowProps {
  readonly row: BoardRow;
  readonly board: SwitchboardView;
  onSwitch(switching: Switching): void;
  onOpen(payerId: string): void;
}

/** One workflow, or one payer or site of it. */
export function Workflow({ row, board, onSwitch, onOpen }: WorkflowProps): ReactElement {
  const { workflow } = row;
  const stopped = workflow.stopped || board.stoppedAll !== undefined;
  const mayThrow = useMay(workflow.stopped ? 'autonomy.set' : 'autonomy.stop');
  const maySet = useMay('autonomy.set');
  const whole = row.id.endsWith('~~');
  const setting = whole ? workflow.own : row.setting;
  const flip = () => onSwitch({ workflow: workflow.workflow, name: workflow.name, stopped: workflow.stopped });
  useCommands([
    {
      id: 'stop',
      label: workflow.stopped ? `Let ${workflow.name} go on` : `Stop the machine: ${workflow.name}`,
      group: 'Switchboard',
      keys: 's',
      run: flip,
      not: mayThrow ? undefined : 'Your role may not do this.',
    },
  ]);
  const words = levelWords[row.level];
  const by = workflow.stoppedBy ?? board.stoppedAll;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{whole ? workflow.name : `${workflow.name}: ${row.name}`}</h1>
          <div className="badges">
            <Status tone={words.tone}>{words.name}</Status>
            {stopped ? <Status tone="stop">Stopped</Status> : null}
            {workflow.here ? null : <Status tone="quiet">Declared ahead: nothing of it is done by machine yet</Status>}
          </div>
        </div>
        {mayThrow ? (
          <Button
            className="kill"
            data-brake={!workflow.stopped || undefined}
            variant={workflow.stopped ? 'filled' : 'default'}
            size="md"
            onClick={flip}
          >
            {workflow.stopped ? 'Let it go on' : 'Stop the machine'} <KeyHint keys="s" />
          </Button>
        ) : null}
      </header>
      <div className="block">
        <Answers
          what={`${words.says} ${workflow.because}`}
          why={
            setting
              ? `${setting.setBy} set it on ${formatInstant(setting.setAt)}: ${setting.because}`
              : whole
                ? 'Nobody has set it: it stands where it begins.'
                : 'What has no level of its own stands where the workflow stands.'
          }
          otherwise={
            stopped
              ? `No machine acts here: ${by?.by ?? 'somebody'} stopped it on ${formatInstant(by?.at)}. ${by?.because ?? ''}`
              : 'It stays at this level. Drift lowers it by itself; nothing raises it but a person.'
          }
          decided={setting?.machine ? 'The watch over the machines lowered it.' : 'People decide on every step up.'}
        />
      </div>
      {workflow.settings.some(({ siteId }) => siteId !== undefined) ? (
        <p className="dim pane-tools">
          A site’s level counts for that site’s claims only. What cannot be placed at a site stands at the lowest of the sites’ levels.
        </p>
      ) : null}
      <SetLevel key={`level ${row.id} ${row.level}`} row={row} />
      {workflow.here ? <Trials row={row} /> : null}
      {whole && workflow.here ? <Policy key={`policy ${row.id} ${workflow.policy.version}`} row={row} /> : null}
      {whole && workflow.here && maySet ? <OwnLevel row={row} board={board} onOpen={onOpen} /> : null}
      <History row={row} />
    </>
  );
}
