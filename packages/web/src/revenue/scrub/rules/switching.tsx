import type { PayerRule } from '@claimwright/core/revenue/scrub';
import type { RulePreview, RuleView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactElement, useState } from 'react';
import { ask } from '../../../app/api.ts';
import { useAct } from '../../../app/queries.ts';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { written } from './draft.ts';
import { foundWords } from './preview.tsx';

/** A toast that says what was done and how to take it back. */
export function tellDone(title: string, says: string, undo: () => void): void {
  notifications.show({
    id: 'rule-done',
    title,
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <div className="toast">
        <span>{says}</span>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            notifications.hide('rule-done');
            undo();
          }}
        >
          Undo
        </Button>
      </div>
    ),
  });
}

/** Switching a rule on, as it was previewed, and off again. */
export function useSwitch({ rule, on }: RuleView, versions: () => Promise<readonly PayerRule[]>) {
  const act = useAct('revenue/scrub/switch-rule');
  const off = async (because: string): Promise<boolean> => {
    if (on === undefined) return false;
    if (!(await act.run({ ruleId: rule.id, version: on, active: false, because }))) return false;
    tellDone('Switched off', `${rule.title} finds nothing any more.`, () => void onAgain(on, because));
    return true;
  };
  const turnOn = async (version: number, previewed: number, because: string): Promise<boolean> => {
    if (!(await act.run({ ruleId: rule.id, version, active: true, previewed, because }))) return false;
    const back = on === undefined || on === version ? undefined : on;
    tellDone('Switched on', `${rule.title} is asked of each claim from now on.`, () =>
      back === undefined
        ? void act.run({ ruleId: rule.id, version, active: false, because: `Undone: ${because}` })
        : void onAgain(back, because),
    );
    return true;
  };
  /** The version that was on before, tried again first: a rule is looked at before it is on. */
  const onAgain = async (version: number, because: string): Promise<void> => {
    const before = (await versions()).find((one) => one.version === version);
    if (before === undefined) return;
    const { hits } = await ask('revenue/scrub/preview-rule', { rule: written(before) }, 'operations');
    await act.run({ ruleId: rule.id, version, active: true, previewed: hits, because: `Undone: ${because}` });
  };
  return { act, off, turnOn };
}

interface DialogProps {
  readonly view: RuleView;
  readonly preview: RulePreview | undefined;
  readonly way: 'on' | 'off' | undefined;
  readonly switching: ReturnType<typeof useSwitch>;
  onClose(): void;
}

export function SwitchDialog({ view: { rule, on }, preview, way, switching, onClose }: DialogProps): ReactElement {
  const [shown, setShown] = useState(way);
  if (way !== undefined && way !== shown) setShown(way);
  const done = async (because: string) => {
    const hits = preview?.hits;
    if (way === 'off' ? await switching.off(because) : hits !== undefined && (await switching.turnOn(rule.version, hits, because)))
      onClose();
  };
  return (
    <ReasonDialog
      title={shown === 'off' ? 'Switch the rule off' : `Switch version ${rule.version} on`}
      verb={shown === 'off' ? 'Switch off' : 'Switch on'}
      opened={way !== undefined}
      reason=""
      busy={switching.act.busy}
      error={switching.act.error}
      onClose={onClose}
      onDone={(because) => void done(because)}
    >
      {shown === 'off' ? (
        <p>Version {on} is asked of no claim any more. What it found of claims that went out stays on the record.</p>
      ) : (
        <p>
          {preview ? foundWords(preview) : ''} From now on it is asked of each claim before it goes out
          {on === undefined || on === rule.version ? '' : `, instead of version ${on}`}.
        </p>
      )}
    </ReasonDialog>
  );
}
