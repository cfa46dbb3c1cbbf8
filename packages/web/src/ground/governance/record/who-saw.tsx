import type { SeerView } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { formatCount, formatInstant, plural } from '../../../ui/format.ts';
import { MachineSign } from '../../../ui/machine-mark.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { instantsOf, type Narrowing } from './narrow.tsx';

function Who({ who, onOnly }: { readonly who: readonly SeerView[]; onOnly(actor: string): void }): ReactElement {
  return (
    <table className="ledger">
      <caption className="sr-only">Who looked</caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col" data-end>
            Times
          </th>
          <th scope="col">First</th>
          <th scope="col">Last</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {who.map(({ actor, times, first, last, purposes }) => (
          <tr key={actor.id}>
            <th scope="row">
              {actor.kind === 'person' ? null : <MachineSign />}{' '}
              <button type="button" className="source-link" onClick={() => onOnly(actor.id)}>
                {actor.name}
              </button>
            </th>
            <td data-end>{formatCount(times)}</td>
            <td>{formatInstant(first)}</td>
            <td>{formatInstant(last)}</td>
            <td>{purposes.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who saw a patient, a claim, a remit or a file: with how often, when and why. */
export function WhoSaw({ now, onOnly }: { readonly now: Narrowing; onOnly(actor: string): void }): ReactElement {
  const { subject, actor, purpose } = now;
  const asked = subject !== undefined;
  const { data, error, isPending } = useAsk(
    'gate/who-saw',
    {
      ...(subject ? { subject } : {}),
      ...(actor ? { actor } : {}),
      ...(purpose ? { purpose } : {}),
      ...instantsOf(now),
    },
    { enabled: asked },
  );
  if (!asked)
    return (
      <EmptyState title="Whom or what?">
        Look above for a patient by name or birth date, for a claim by its control number, or for whoever reads by name or e-mail. Or choose
        “only this” beside what an entry is about.
      </EmptyState>
    );
  if (error) return <ErrorNote error={error} />;
  if (isPending) return <Skeleton lines={6} />;
  const also = data.about.length - 1;
  return (
    <section className="block" aria-label="Who looked">
      <p>
        {plural(data.total, 'reading')} of {subject}
        {also > 0 ? `, and of ${plural(also, 'thing')} that shows the same patient or claim` : ''}, by {plural(data.who.length, 'reader')}.
      </p>
      {data.about
        .filter((one) => one.startsWith('patient:'))
        .map((one) => (
          <p key={one}>
            <Link to="/retention" search={{ view: 'disclosures', patient: one.slice('patient:'.length) }}>
              Who outside was told of this patient
            </Link>
          </p>
        ))}
      {data.who.length > 0 ? <Who who={data.who} onOnly={onOnly} /> : null}
    </section>
  );
}
