import type { ReactElement } from 'react';
import { useAct } from '../../../app/queries.ts';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';

export interface Switching {
  /** A workflow, or `all`. */
  readonly workflow: string;
  readonly name: string;
  readonly stopped: boolean;
}

/** Throws or lets go of a kill switch, with a reason. */
export function SwitchDialog({
  switching,
  onClose,
}: {
  readonly switching: Switching | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const stop = useAct('ground/governance/stop');
  const resume = useAct('ground/governance/resume');
  const acting = switching?.stopped ? resume : stop;
  const close = () => {
    stop.clear();
    resume.clear();
    onClose();
  };
  return (
    <ReasonDialog
      title={switching?.stopped ? `Let ${switching.name} go on` : `Stop the machine: ${switching?.name ?? ''}`}
      opened={switching !== undefined}
      verb={switching?.stopped ? 'Let it go on' : 'Stop it now'}
      reason=""
      busy={acting.busy}
      error={acting.error}
      onClose={close}
      onDone={(because) => {
        if (switching) void acting.run({ workflow: switching.workflow, because }).then((done) => done && close());
      }}
    >
      <p>
        {switching?.stopped
          ? 'Machines take up what waited, as far as their levels let them.'
          : 'No machine acts or proposes any more, from now on and on every server. What is under way is done whole or taken back. People go on as always.'}
      </p>
    </ReasonDialog>
  );
}
