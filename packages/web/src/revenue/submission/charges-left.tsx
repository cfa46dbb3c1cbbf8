import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useAsk } from '../../app/queries.ts';
import { plural } from '../../ui/format.ts';
import { Shape } from '../../ui/status.tsx';

/** What was entered and makes no claim tonight: nothing is billed of it until somebody looks. */
export function ChargesLeft(): ReactElement | null {
  const held = useAsk('revenue/charges/charges', { state: 'held' }).data?.total ?? 0;
  const ready = useAsk('revenue/charges/charges', { state: 'ready' }).data?.total ?? 0;
  if (held + ready === 0) return null;
  return (
    <p className="pane-tools">
      <Shape tone={held > 0 ? 'stop' : 'work'} />
      {held > 0 ? (
        <Link to="/claims" search={{ view: 'charges' }}>
          {plural(held, 'charge')} held: no claim could be made
        </Link>
      ) : null}
      {ready > 0 ? (
        <Link to="/claims" search={{ view: 'charges', charges: 'ready' }}>
          {plural(ready, 'charge')} waiting for claims to be made
        </Link>
      ) : null}
    </p>
  );
}
