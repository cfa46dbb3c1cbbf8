import type { EmergencyKind, EmergencyNotice } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { formatCount, formatInstant, plural } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { useAsk } from './queries.ts';
import { useMay } from './session.ts';

export const emergencyKinds: { readonly [kind in EmergencyKind]: string } = {
  'care-now': 'a patient is being treated now',
  'nobody-else': 'nobody who may look can be reached',
  'system-down': 'a system that shows it is down',
  other: 'another reason',
};

const none: readonly EmergencyNotice[] = [];

/** What is open or waits for a review. It runs out by the clock, and nobody tells: it is asked for again then. */
function useEmergencies(): readonly EmergencyNotice[] {
  const { data, refetch } = useAsk('ground/governance/emergencies-owed', {}, { enabled: useMay('emergency.review') });
  useEffect(() => {
    const left = (data?.rows ?? []).flatMap(({ secondsLeft }) => (secondsLeft === undefined ? [] : [secondsLeft]));
    if (left.length === 0) return;
    const timer = setTimeout(() => void refetch(), (Math.min(...left) + 1) * 1000);
    return () => clearTimeout(timer);
  }, [data, refetch]);
  return data?.rows ?? none;
}

const isOpen = ({ secondsLeft }: EmergencyNotice): boolean => secondsLeft !== undefined;

/** On the rail: how many are open now, or wait for a review by whoever looks. */
export function EmergencyCount({ id }: { readonly id: string }): ReactElement | null {
  const mine = useEmergencies().filter((one) => isOpen(one) || !one.own);
  if (mine.length === 0) return null;
  return (
    <>
      <span className="rail-count" aria-hidden="true">
        {mine.length}
      </span>
      <span id={id} hidden>
        {plural(mine.length, 'emergency access', 'emergency accesses')} to look at
      </span>
    </>
  );
}

/** So many are said one by one; the others stand behind the link. */
const said = 3;

/** For those who review it: an alert on every screen that goes when the review is signed, and not before. */
export function EmergencyAlerts(): ReactElement | null {
  const rows = useEmergencies();
  const open = rows.filter(isOpen);
  const owed = rows.filter((one) => !isOpen(one) && !one.own);
  const shown = [...open, ...owed];
  if (shown.length === 0) return null;
  const heads = [
    ...(open.length > 0 ? [`${plural(open.length, 'emergency access is', 'emergency accesses are')} open now`] : []),
    ...(owed.length > 0 ? [`${plural(owed.length, 'review is', 'reviews are')} owed`] : []),
  ];
  return (
    <div className="emergency" role="alert">
      <Status tone={open.length > 0 ? 'stop' : 'work'}>{heads.join(', ')}</Status>
      <span>
        {shown
          .slice(0, said)
          .map(({ name, kind, takenAt }) => `${name}, ${formatInstant(takenAt)}: ${emergencyKinds[kind]}`)
          .join('; ')}
        {shown.length > said ? `; ${formatCount(shown.length - said)} more` : ''}
      </span>
      <Link to="/identity" search={{ view: 'emergencies' }}>
        Look at it
      </Link>
    </div>
  );
}
