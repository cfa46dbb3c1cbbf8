import { earnedLevels, stepUp } from '@claimwright/core/ground/governance';
import type { TrialView } from '@claimwright/server/api';
import { Button, NumberInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Facts } from '../../../ui/facts.tsx';
import { formatCount, formatInstant, formatMoney, plural } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';
import { EvidencePlot } from './evidence-plot.tsx';
import { type BoardRow, levelWords, percent, scopeOf } from './words.ts';

const testWords = {
  'go-on': { tone: 'wait', words: 'Undecided: it goes on' },
  good: { tone: 'good', words: 'Good: the stop rule is past its upper bound' },
  stop: { tone: 'stop', words: 'Stopped: they agree too rarely' },
} as const;

const seconds = (value: number | undefined): string => (value === undefined ? 'not measured' : `${formatCount(Math.round(value))} s`);

function Trial({
  trial,
  row,
  onEnd,
}: {
  readonly trial: TrialView;
  readonly row: BoardRow;
  readonly onEnd: (() => void) | undefined;
}): ReactElement {
  const { evidence } = trial;
  const next = stepUp(row.level);
  const earned = earnedLevels.find((level) => level === next);
  const { policy } = row.workflow;
  const test = testWords[trial.test];
  return (
    <div className="trial">
      <div className="block-head">
        <h3>{trial.endedAt === undefined ? 'Runs' : 'Ended'}</h3>
        <Status tone={test.tone}>{test.words}</Status>
        {onEnd ? (
          <Button className="push" variant="default" size="compact-sm" onClick={onEnd}>
            End the trial
          </Button>
        ) : null}
      </div>
      <Facts
        facts={[
          {
            name: 'Agreement',
            value:
              evidence.n === 0
                ? 'nothing compared yet'
                : `${percent(evidence.agreement)} (${formatCount(evidence.agreed)} of ${formatCount(evidence.n)})`,
          },
          {
            name: '95 % interval',
            value: evidence.n === 0 ? '' : `${percent(evidence.interval.lower)} to ${percent(evidence.interval.upper)}`,
          },
          { name: 'A person alone takes', value: seconds(evidence.seconds.control) },
          { name: 'With the machine', value: seconds(evidence.seconds.machine) },
          { name: 'Would stand wrong', value: `${formatMoney(evidence.errorCost)} in all` },
          { name: 'Control group', value: `${trial.controlShare} %, drawn at random` },
          { name: 'Begun', value: `${formatInstant(trial.startedAt)} by ${trial.startedBy}` },
          { name: 'Ended', value: trial.endedAt === undefined ? '' : `${formatInstant(trial.endedAt)}: ${trial.endedWhy ?? ''}` },
        ]}
      />
      <EvidencePlot series={trial.series} needed={earned === undefined ? undefined : policy.rules.thresholds[earned].agreement} />
      {trial.endedAt === undefined && next !== undefined ? (
        <p className="dim">
          {trial.missing.length === 0
            ? `Enough for the next step, ${levelWords[next].name}.`
            : `For the next step, ${levelWords[next].name}: ${trial.missing.join('; ')}.`}
        </p>
      ) : null}
    </div>
  );
}

function NewTrial({ row }: { readonly row: BoardRow }): ReactElement {
  const start = useAct('ground/governance/start-trial');
  const [share, setShare] = useState<number | string>(20);
  const { payerId } = scopeOf(row.id);
  return (
    <>
      <p>
        People and the machine decide the same subjects side by side. Those of the control group people work without it; what both decided
        is compared by itself.
      </p>
      <div className="actions">
        <NumberInput label="Control group, in percent" min={0} max={100} value={share} onChange={setShare} w={170} />
        <Button
          variant="default"
          mt={18}
          loading={start.busy}
          onClick={() => void start.run({ workflow: row.workflow.workflow, ...(payerId ? { payerId } : {}), controlShare: Number(share) })}
        >
          Start a trial
        </Button>
      </div>
      {start.error ? <ErrorNote error={start.error} /> : null}
    </>
  );
}

/** The evidence that a level is raised on. */
export function Trials({ row }: { readonly row: BoardRow }): ReactElement {
  const may = useMay('autonomy.set');
  const end = useAct('ground/governance/end-trial');
  const [ending, setEnding] = useState<string | undefined>(undefined);
  const { payerId } = scopeOf(row.id);
  const own = row.workflow.trials.filter((trial) => trial.payerId === payerId);
  const running = own.some((trial) => trial.endedAt === undefined);
  return (
    <div className="block">
      <h2>Evidence</h2>
      {own.length === 0 ? <p className="dim">No trial has been run here: without one the level can be lowered, and not raised.</p> : null}
      {own.slice(0, 3).map((trial) => (
        <Trial key={trial.id} trial={trial} row={row} onEnd={may && trial.endedAt === undefined ? () => setEnding(trial.id) : undefined} />
      ))}
      {may && !running ? <NewTrial row={row} /> : null}
      {running ? <p className="dim">{plural(own.length, 'trial')} here.</p> : null}
      <ReasonDialog
        title="End the trial"
        opened={ending !== undefined}
        verb="End it"
        reason=""
        busy={end.busy}
        error={end.error}
        onClose={() => setEnding(undefined)}
        onDone={(because) => {
          if (ending) void end.run({ trialId: ending, because }).then((done) => done && setEnding(undefined));
        }}
      />
    </div>
  );
}
