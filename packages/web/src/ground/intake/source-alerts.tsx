import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useAsk } from '../../app/queries.ts';
import { Shape } from '../../ui/status.tsx';

/** Above the files: a place that should bring some and does not. */
export function SourceAlerts(): ReactElement | null {
  const { data } = useAsk('ground/intake/sources', {});
  const troubled = data?.rows.filter(({ mood }) => mood === 'failing' || mood === 'quiet') ?? [];
  if (troubled.length === 0) return null;
  return (
    <div className="note" data-tone="work" role="status">
      <Shape tone="work" />
      <p>
        {troubled
          .map(({ name, mood }) => `${name} ${mood === 'failing' ? 'cannot be looked at' : 'has been silent for too long'}`)
          .join('; ')}
        . <Link to="/sources">See what to do</Link>
      </p>
    </div>
  );
}
