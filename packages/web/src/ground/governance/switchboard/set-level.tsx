import { type Level, levels, rank, stepUp } from '@claimwright/core/ground/governance';
import { Button, NumberInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatMoney } from '../../../ui/format.ts';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { type BoardRow, levelWords, percent, scopeOf } from './words.ts';

/** The rungs, which one it stands on, and where the ceiling is. */
export function Rungs({ level, ceiling }: { readonly level: Level; readonly ceiling: Level }): ReactElement {
  return (
    <span className="rungs" aria-hidden="true">
      {levels.slice(1).map((one) => (
        <i key={one} data-on={rank(one) <= rank(level) || undefined} data-above={rank(one) > rank(ceiling) || undefined} />
      ))}
    </span>
  );
}

const blocked = (row: BoardRow, to: Level): string | undefined => {
  if (rank(to) > rank(row.workflow.ceiling)) return 'Above the ceiling';
  return rank(to) > rank(row.level) && to !== stepUp(row.level) ? 'One step at a time' : undefined;
};

function Limits({ row }: { readonly row: BoardRow }): ReactElement {
  const limits = row.setting?.limits ?? row.workflow.limits;
  const may = useMay('autonomy.set');
  const set = useAct('ground/governance/set-level');
  const [open, setOpen] = useState(false);
  const [confidence, setConfidence] = useState<number | string>(limits.minConfidence * 100);
  const [dollars, setDollars] = useState<number | string>(Math.round(limits.maxAmount / 100));
  const [days, setDays] = useState<number | string>(limits.maxAgeDays);
  const save = (because: string) => {
    const wanted = { minConfidence: Number(confidence) / 100, maxAmount: Number(dollars) * 100, maxAgeDays: Number(days) };
    const input = { workflow: row.workflow.workflow, ...scopeOf(row.id), level: row.level, limits: wanted, because };
    void set.run(input).then((done) => done && setOpen(false));
  };
  return (
    <>
      <p>
        What applies itself is at least {percent(limits.minConfidence)} sure, at most {formatMoney(limits.maxAmount)} and at most{' '}
        {limits.maxAgeDays} days old; the rest waits for a person.{' '}
        {may ? (
          <button type="button" className="source-link" onClick={() => setOpen(true)}>
            Change the limits
          </button>
        ) : null}
      </p>
      <ReasonDialog
        title="Limits"
        opened={open}
        verb="Set the limits"
        reason=""
        busy={set.busy}
        error={set.error}
        onClose={() => setOpen(false)}
        onDone={save}
      >
        <div className="actions">
          <NumberInput label="At least, in percent sure" min={0} max={100} value={confidence} onChange={setConfidence} w={170} />
          <NumberInput label="At most, in dollars" min={0} value={dollars} onChange={setDollars} w={150} />
          <NumberInput label="At most, days old" min={0} max={3650} value={days} onChange={setDays} w={140} />
        </div>
      </ReasonDialog>
    </>
  );
}

/** What was lowered by hand comes back; a level of a payer or site is taken back, so that the next wider counts. */
function Back({ row }: { readonly row: BoardRow }): ReactElement | null {
  const restore = useAct('ground/governance/restore-level');
  const clear = useAct('ground/governance/clear-level');
  const [asking, setAsking] = useState<'restore' | 'clear' | undefined>(undefined);
  const { setting = row.workflow.own } = row;
  const back = setting?.back;
  const act = asking === 'clear' ? clear : restore;
  const own = row.setting !== undefined;
  if (back === undefined && !own) return null;
  return (
    <div className="actions">
      {back === undefined ? null : (
        <Button variant="default" onClick={() => setAsking('restore')}>
          Back to {levelWords[back].name}
        </Button>
      )}
      {own ? (
        <Button variant="default" onClick={() => setAsking('clear')}>
          Take its own level back
        </Button>
      ) : null}
      <ReasonDialog
        title={asking === 'clear' ? `${row.name}: no level of its own` : `Bring back what ${row.name} had`}
        opened={asking !== undefined}
        verb={asking === 'clear' ? 'Take it back' : `Set to ${back === undefined ? '' : levelWords[back].name}`}
        reason=""
        busy={act.busy}
        error={act.error}
        onClose={() => {
          act.clear();
          setAsking(undefined);
        }}
        onDone={(because) =>
          void act.run({ workflow: row.workflow.workflow, ...scopeOf(row.id), because }).then((done) => done && setAsking(undefined))
        }
      >
        <p>
          {asking === 'clear'
            ? 'It stands from then on where the next wider setting stands.'
            : 'It was lowered by hand, and what carried that level is fresh enough: no new trial is needed.'}
        </p>
      </ReasonDialog>
    </div>
  );
}

/** Where the scope stands, and who may move it where. */
export function SetLevel({ row }: { readonly row: BoardRow }): ReactElement {
  const may = useMay('autonomy.set');
  const set = useAct('ground/governance/set-level');
  const [to, setTo] = useState<Level | undefined>(undefined);
  return (
    <div className="block">
      <h2>How far it goes</h2>
      <ol className="ladder">
        {levels.toReversed().map((level) => {
          const why = blocked(row, level);
          const here = level === row.level;
          return (
            <li key={level} data-here={here || undefined} data-above={why === 'Above the ceiling' || undefined}>
              <span className="ladder-name">
                {levelWords[level].name}
                {level === row.workflow.ceiling ? <span className="dim small"> · ceiling</span> : null}
              </span>
              <span className="dim">{levelWords[level].says}</span>
              {here ? (
                <strong>it stands here</strong>
              ) : why ? (
                <span className="dim small">{why}</span>
              ) : may ? (
                <Button variant="default" size="compact-sm" onClick={() => setTo(level)}>
                  {rank(level) < rank(row.level) ? 'Lower' : 'Raise'} to {levelWords[level].name}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ol>
      {may ? <Back row={row} /> : null}
      {row.workflow.kinds.length > 0 ? <Limits row={row} /> : null}
      {row.workflow.kinds.map(({ kind, says, perPayer }) => (
        <p key={kind} className="dim">
          May ever apply itself: {says} {perPayer ? 'For each payer by itself.' : ''}
        </p>
      ))}
      <ReasonDialog
        title={to === undefined ? '' : `Set ${row.name} to ${levelWords[to].name}`}
        opened={to !== undefined}
        verb={to === undefined ? '' : `Set to ${levelWords[to].name}`}
        reason=""
        busy={set.busy}
        error={set.error}
        onClose={() => {
          set.clear();
          setTo(undefined);
        }}
        onDone={(because) => {
          if (to)
            void set
              .run({ workflow: row.workflow.workflow, ...scopeOf(row.id), level: to, because })
              .then((done) => done && setTo(undefined));
        }}
      >
        <p>{to === undefined ? '' : levelWords[to].says}</p>
        <p>
          {to !== undefined && rank(to) < rank(row.level)
            ? 'It is lowered at once.'
            : 'It is raised only where a trial’s evidence carries it.'}
        </p>
      </ReasonDialog>
    </div>
  );
}
