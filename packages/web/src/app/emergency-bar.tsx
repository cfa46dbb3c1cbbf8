import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { formatInstant, plural } from '../ui/format.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { Status } from '../ui/status.tsx';
import { refreshAll, useAct, useAsk } from './queries.ts';
import { useMay, useMe } from './session.ts';

/** For those whose role does not show patients: take it, see that it is on, end it. */
function Own(): ReactElement | null {
  const me = useMe();
  const client = useQueryClient();
  const take = useAct('ground/governance/take-emergency');
  const end = useAct('ground/governance/end-emergency');
  const [asked, setAsked] = useState(false);
  const again = () => {
    void client.invalidateQueries({ queryKey: ['me'] });
    refreshAll(client);
  };
  const { emergency } = me;
  if (emergency)
    return (
      <div className="emergency" role="status">
        <Status tone="stop">Emergency access until {formatInstant(emergency.endsAt)}</Status>
        <span>Everything you read is marked, and somebody reviews it.</span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={end.busy}
          onClick={() => void end.run({ emergencyId: emergency.id }).then(again)}
        >
          End it
        </Button>
      </div>
    );
  return (
    <div className="emergency" data-quiet>
      <span>Your role does not show patients.</span>
      <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
        Emergency access
      </Button>
      <ReasonDialog
        title="Take emergency access"
        opened={asked}
        verb="Take it for an hour"
        reason=""
        busy={take.busy}
        error={take.error}
        onClose={() => setAsked(false)}
        onDone={(reason) =>
          void take.run({ reason }).then((taken) => {
            if (taken === undefined) return;
            setAsked(false);
            again();
          })
        }
      >
        <p>
          You will see claims, remits and documents with their patients, for an hour and only to read. The compliance officer is told at
          once, everything that you read is marked with this access, and somebody else reviews it afterwards.
        </p>
      </ReasonDialog>
    </div>
  );
}

/** For those who review it: an alert that does not go away by itself. */
function Alerts(): ReactElement | null {
  const { data } = useAsk('ground/governance/emergencies', {});
  const open = data?.rows.filter(({ state }) => state === 'open').length ?? 0;
  const owed = data?.rows.filter(({ state, own }) => state === 'review-owed' && !own).length ?? 0;
  if (open + owed === 0) return null;
  const says = [
    ...(open > 0 ? [`${plural(open, 'emergency access is', 'emergency accesses are')} open now`] : []),
    ...(owed > 0 ? [`${plural(owed, 'review is', 'reviews are')} owed`] : []),
  ];
  return (
    <div className="emergency" role="alert">
      <Status tone={open > 0 ? 'stop' : 'work'}>{says.join(', ')}</Status>
      <Link to="/identity" search={{ view: 'emergencies' }}>
        Look at it
      </Link>
    </div>
  );
}

/** Above every screen, for the few whom it concerns. */
export function EmergencyBar(): ReactElement {
  const takes = useMay('emergency.take');
  const reviews = useMay('emergency.review');
  const seesPatients = useMay('claims.read');
  const { emergency } = useMe();
  return (
    <>
      {takes && (emergency || !seesPatients) ? <Own /> : null}
      {reviews ? <Alerts /> : null}
    </>
  );
}
