import type { EmergencyKind } from '@claimwright/server/api';
import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { formatInstant, sentence } from '../ui/format.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { Status } from '../ui/status.tsx';
import { EmergencyAlerts, emergencyKinds } from './emergency-notices.tsx';
import { forget, refreshAll, useAct } from './queries.ts';
import { useMay, useMe } from './session.ts';

const kinds = (['care-now', 'nobody-else', 'system-down', 'other'] as const).map((value) => ({
  value,
  label: sentence(emergencyKinds[value]),
}));

/** For those whose role, or whose sites and payers, do not show all patients: take it, see that it is on, end it. */
function Own({ some }: { readonly some: boolean }): ReactElement | null {
  const me = useMe();
  const client = useQueryClient();
  const take = useAct('ground/governance/take-emergency');
  const end = useAct('ground/governance/end-emergency');
  const [asked, setAsked] = useState(false);
  const [kind, setKind] = useState<EmergencyKind>('care-now');
  const again = () => {
    void client.invalidateQueries({ queryKey: ['me'] });
    refreshAll(client);
  };
  const { emergency } = me;
  // It ends by the clock too, when nobody does anything: what it showed leaves the screen then.
  useEffect(() => {
    if (!emergency) return;
    const endsAt = Date.now() + emergency.secondsLeft * 1000;
    const timer = setInterval(() => {
      if (Date.now() < endsAt) return;
      clearInterval(timer);
      forget(client);
    }, 1000);
    return () => clearInterval(timer);
  }, [client, emergency]);
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
      <span>{some ? 'You see the patients of your sites and payers.' : 'Your role does not show patients.'}</span>
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
          void take.run({ reason, kind }).then((taken) => {
            if (taken === undefined) return;
            setAsked(false);
            again();
          })
        }
      >
        <p>
          You will see claims, remits and documents with their patients{some ? ', of the whole practice' : ''}, for an hour and only to read
          {some ? ' what is not yours' : ''}. The compliance officer is told at once, everything that you read is marked with this access,
          and somebody else reviews it afterwards.
        </p>
        <NativeSelect
          label="What kind of emergency"
          description="The compliance officer sees this and your name at once, wherever they are"
          data={kinds}
          value={kind}
          onChange={(event) => setKind(kinds.find(({ value }) => value === event.currentTarget.value)?.value ?? 'other')}
        />
      </ReasonDialog>
    </div>
  );
}

/** Above every screen, for the few whom it concerns. */
export function EmergencyBar(): ReactElement {
  const takes = useMay('emergency.take');
  const reviews = useMay('emergency.review');
  const seesPatients = useMay('claims.read');
  const { emergency, limited = false } = useMe();
  return (
    <>
      {takes && (emergency || limited || !seesPatients) ? <Own some={limited && seesPatients} /> : null}
      {reviews ? <EmergencyAlerts /> : null}
    </>
  );
}
