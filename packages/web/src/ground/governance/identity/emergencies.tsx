import type { EmergencyView } from '@claimwright/server/api';
import { Button, Radio, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { emergencyKinds } from '../../../app/emergency-notices.tsx';
import { useAct, useAsk } from '../../../app/queries.ts';
import { formatCount, formatInstant, plural } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';

function Review({ row }: { readonly row: EmergencyView }): ReactElement {
  const review = useAct('ground/governance/review-emergency');
  const [finding, setFinding] = useState<'justified' | 'not-justified' | ''>('');
  const [note, setNote] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (finding !== '') void review.run({ emergencyId: row.id, finding, note });
  };
  if (row.own) return <p className="dim">You took it yourself: somebody else reviews it.</p>;
  return (
    <form className="dialog" aria-label={`Review of ${row.name}`} onSubmit={onSubmit}>
      <Radio.Group
        label="What you found"
        value={finding}
        onChange={(value) => setFinding(value === 'justified' ? 'justified' : 'not-justified')}
      >
        <div className="own-actions">
          <Radio value="justified" label="Justified" size="xs" />
          <Radio value="not-justified" label="Not justified" size="xs" />
        </div>
      </Radio.Group>
      <Textarea
        label="Why, kept on the record"
        description="Without the patient's name"
        required
        minLength={10}
        autosize
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {review.error ? <ErrorNote error={review.error} /> : null}
      <div className="dialog-actions">
        <Button type="submit" loading={review.busy} disabled={finding === '' || note.trim().length < 10}>
          Sign the review
        </Button>
      </div>
    </form>
  );
}

function Emergency({ row }: { readonly row: EmergencyView }): ReactElement {
  const stop = useAct('ground/governance/stop-emergency');
  return (
    <section className="block" aria-label={`Emergency access of ${row.name}`}>
      <div className="block-head">
        <h2>{row.name}</h2>
        {row.state === 'open' ? <Status tone="stop">Open until {formatInstant(row.endsAt)}</Status> : null}
        {row.state === 'review-owed' ? <Status tone="work">Review owed</Status> : null}
        {row.state === 'reviewed' ? (
          <Status tone={row.finding === 'justified' ? 'good' : 'stop'}>
            {row.finding === 'justified' ? 'Justified' : 'Not justified'}
          </Status>
        ) : null}
        <span className="dim">
          taken {formatInstant(row.takenAt)}: {emergencyKinds[row.kind]}
        </span>
        {row.state === 'open' ? (
          <Button
            className="push"
            variant="default"
            size="compact-xs"
            disabled={stop.busy}
            onClick={() => void stop.run({ emergencyId: row.id })}
          >
            Stop it now
          </Button>
        ) : null}
      </div>
      <p>“{row.reason}”</p>
      <p className="dim">
        {row.readings === 0 ? (
          'Nothing was read under it.'
        ) : (
          <>
            Read under it, {row.readings === 1 ? 'once' : `${formatCount(row.readings)} times`}: {seenInWords(row.seen)}.{' '}
            <Link to="/record" search={{ view: 'reads', actor: row.userId, from: dayOf(row.takenAt), until: dayOf(row.endsAt) }}>
              Each of them on the record
            </Link>
          </>
        )}
      </p>
      {stop.error ? <ErrorNote error={stop.error} /> : null}
      {row.state === 'review-owed' ? <Review row={row} /> : null}
      {row.note ? <p>Review: {row.note}</p> : null}
    </section>
  );
}

const seenInWords = (seen: EmergencyView['seen']): string =>
  seen.map(({ kind, count }) => plural(count, kind.replaceAll('-', ' '))).join(', ');

/** The day here that an instant is in, as the record is narrowed to. */
function dayOf(instant: string): string {
  const at = new Date(instant);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Emergency access that was taken, and the reviews that are owed. */
export function Emergencies(): ReactElement {
  const { data, error, refetch } = useAsk('ground/governance/emergencies', {});
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  if (data.rows.length === 0)
    return (
      <EmptyState title="Nobody took emergency access">
        Somebody whose role does not show patients may take it for an hour, with a reason. It stands here at once, and you review what was
        read.
      </EmptyState>
    );
  return (
    <>
      {data.rows.map((row) => (
        <Emergency key={row.id} row={row} />
      ))}
    </>
  );
}
