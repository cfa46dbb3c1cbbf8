import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useAsk } from '../../app/queries.ts';
import { plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { stepWords } from './words.ts';

const steps = new Map<string, string>(stepWords);

/** The claims of which a payer said a status of its own: each leads to all that is known of it. */
export function StatusClaims({ payerId, code }: { readonly payerId: string; readonly code: string }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/submission/status-claims', { payerId, code });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={2} />;
  return (
    <section aria-label={`Claims of which the payer says ${code}`}>
      <p>
        <strong>{plural(data.total, 'claim')} of which the payer says it</strong>
      </p>
      <ul className="plain-list">
        {data.rows.map((row) => (
          <li key={row.draftId}>
            <Link to="/claims" search={{ view: 'out', draft: row.draftId }}>
              {row.patientName} <span className="mono">{row.patientControlNumber}</span>
            </Link>{' '}
            <Money amount={row.billed} /> <span className="dim">{steps.get(row.status) ?? row.status}</span>
          </li>
        ))}
      </ul>
      {data.total > data.rows.length ? <p className="dim">And {data.total - data.rows.length} more.</p> : null}
    </section>
  );
}
