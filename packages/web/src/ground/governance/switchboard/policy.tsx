import { type EarnedLevel, earnedLevels, initialRestoreDays, type MachinePolicy } from '@claimwright/core/ground/governance';
import { NumberInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatInstant, formatMoney, plural } from '../../../ui/format.ts';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { type BoardRow, levelWords, percent } from './words.ts';

/** One figure of the policy, as it is typed: shares in percent, money in dollars. */
interface Field {
  readonly name: string;
  readonly scale: number;
  get(rules: MachinePolicy): number;
  set(rules: MachinePolicy, value: number): MachinePolicy;
}

const threshold = (level: EarnedLevel, of: keyof MachinePolicy['thresholds'][EarnedLevel], words: string, scale: number): Field => ({
  name: `${levelWords[level].name}: ${words}`,
  scale,
  get: (rules) => rules.thresholds[level][of],
  set: (rules, value) => ({ ...rules, thresholds: { ...rules.thresholds, [level]: { ...rules.thresholds[level], [of]: value } } }),
});
const drift = (of: keyof MachinePolicy['drift'], name: string, scale: number): Field => ({
  ...{ name, scale },
  get: (rules) => rules.drift[of],
  set: (rules, value) => ({ ...rules, drift: { ...rules.drift, [of]: value } }),
});
const stop = (of: keyof MachinePolicy['stop'], name: string): Field => ({
  ...{ name, scale: 100 },
  get: (rules) => rules.stop[of],
  set: (rules, value) => ({ ...rules, stop: { ...rules.stop, [of]: value } }),
});

const fields: readonly Field[] = [
  ...earnedLevels.flatMap((level) => [
    threshold(level, 'n', 'compared, at least', 1),
    threshold(level, 'agreement', 'agreement in percent, at least', 100),
    threshold(level, 'errorCostEach', 'cents a mistake, at most', 1),
  ]),
  drift('window', 'Drift: newest decisions looked at', 1),
  drift('leastBaseline', 'Drift: decisions before them, at least', 1),
  drift('stability', 'Drift: shift of what comes in, at most', 1),
  drift('calibration', 'Drift: error of its sureness in percent, at most', 100),
  drift('overrides', 'Drift: rise of overrides in percent, at most', 100),
  {
    name: 'Lowered by hand: days for which its evidence carries a level back',
    scale: 1,
    get: ({ restoreDays = initialRestoreDays }) => restoreDays,
    set: (rules, restoreDays) => ({ ...rules, restoreDays }),
  },
  stop('bad', 'Trial: ends below this agreement in percent'),
  stop('good', 'Trial: is good above this agreement in percent'),
];

const shown = (rules: MachinePolicy): string[] => fields.map(({ get, scale }) => String(Math.round(get(rules) * scale * 1000) / 1000));

/** What the practice asks of the machine, with who set it; whoever may, sets it anew. */
export function Policy({ row }: { readonly row: BoardRow }): ReactElement {
  const { rules, version, setBy, setAt, because } = row.workflow.policy;
  const may = useMay('autonomy.set');
  const set = useAct('ground/governance/set-policy');
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(shown(rules));
  const begin = () => {
    set.clear();
    setTyped(shown(rules));
    setOpen(true);
  };
  const save = (why: string) => {
    const wanted = fields.reduce((all, field, i) => field.set(all, Number(typed[i]) / field.scale), rules);
    void set.run({ workflow: row.workflow.workflow, from: version, rules: wanted, because: why }).then((done) => done && setOpen(false));
  };
  return (
    <div className="block">
      <h2>What is asked of it</h2>
      <ul>
        {earnedLevels.map((level) => {
          const { n, agreement, errorCostEach } = rules.thresholds[level];
          return (
            <li key={level}>
              Up to {levelWords[level].name}: {n} compared, at least {percent(agreement)} agreed for sure, at most{' '}
              {formatMoney(errorCostEach)} a decision would stand wrong.
            </li>
          );
        })}
        <li>
          It is lowered by itself when, of the newest {rules.drift.window}, people decide {percent(rules.drift.overrides)} more otherwise
          than before, its sureness is off by more than {percent(rules.drift.calibration)}, or what comes in shifts by more than{' '}
          {rules.drift.stability}.
        </li>
        <li>
          A level that a person lowered comes back without a trial while the evidence that carried it is not older than{' '}
          {plural(rules.restoreDays ?? initialRestoreDays, 'day')}.
        </li>
        <li>A trial ends where agreement is below {percent(rules.stop.bad)}.</li>
      </ul>
      <p className="dim">
        {version === 0
          ? 'As the program brings it: nobody has set it.'
          : `Policy ${version}, set by ${setBy} on ${formatInstant(setAt)}: ${because}`}{' '}
        {may ? (
          <button type="button" className="source-link" onClick={begin}>
            Change what is asked
          </button>
        ) : null}
      </p>
      <ReasonDialog
        title="What is asked of the machine"
        opened={open}
        verb="Set the policy"
        reason=""
        busy={set.busy}
        error={set.error}
        onClose={() => setOpen(false)}
        onDone={save}
      >
        {fields.map(({ name }, i) => (
          <NumberInput
            key={name}
            label={name}
            min={0}
            value={typed[i] ?? ''}
            onChange={(value) => setTyped((all) => all.map((one, at) => (at === i ? String(value) : one)))}
          />
        ))}
      </ReasonDialog>
    </div>
  );
}
