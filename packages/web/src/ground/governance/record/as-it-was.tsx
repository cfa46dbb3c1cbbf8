import type { LedgerAt, RecordRow } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { formatCount, formatInstant, plural } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { instantOf, typedOf } from './moment.ts';
import { SubjectLink } from './subject.tsx';

interface WhenProps {
  readonly subject: string | undefined;
  readonly at: string | undefined;
  onWhen(when: { readonly subject: string; readonly at: string }): void;
}

/** Of what, and when. */
export function When({ subject, at, onWhen }: WhenProps): ReactElement {
  const [of, setOf] = useState(subject ?? '');
  const [typed, setTyped] = useState(at === undefined ? { day: '', time: '23:59' } : typedOf(at));
  const when = instantOf(typed.day, typed.time);
  const known = /^[a-z-]+:[\w-]{1,64}$/.test(of);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (known && when) onWhen({ subject: of, at: when });
  };
  return (
    <>
      <form className="setup-row pane-tools" onSubmit={onSubmit} aria-label="Of what, and when">
        <TextInput
          label="Of what"
          placeholder="claim:…, remit:…"
          value={of}
          onChange={(event) => setOf(event.currentTarget.value.trim())}
        />
        <TextInput
          label="As it was on"
          type="date"
          value={typed.day}
          onChange={(event) => setTyped({ ...typed, day: event.currentTarget.value })}
        />
        <TextInput
          label="At"
          type="time"
          step={1}
          value={typed.time}
          onChange={(event) => setTyped({ ...typed, time: event.currentTarget.value })}
        />
        <Button type="submit" disabled={!known || !when}>
          Show
        </Button>
      </form>
      {at === undefined || subject === undefined ? (
        <EmptyState title="Of what, and when?">
          Any claim, remit, file or proposal can be shown as it stood at a moment: what had been done with it, who had looked, and what was
          owed. Choose “as it was then” beside what an entry is about, or “As it was on another day” on a claim.
        </EmptyState>
      ) : (
        <p className="dim pane-tools">To look is a reading too: it goes on the record, for an audit.</p>
      )}
    </>
  );
}

function Entries({
  rows,
  chain,
  empty,
}: {
  readonly rows: readonly RecordRow[];
  readonly chain: 'acts' | 'reads';
  readonly empty: string;
}): ReactElement {
  if (rows.length === 0) return <p className="dim">{empty}</p>;
  return (
    <ol className="timeline">
      {rows.map((row) => (
        <li key={row.seq}>
          <Link to="/record" search={{ ...(chain === 'reads' ? { view: 'reads' } : {}), entry: String(row.seq) }}>
            {row.says}
          </Link>{' '}
          <span className="dim">
            {formatInstant(row.at)} · {row.actor.name}
            {row.purpose ? ` · for ${row.purpose}` : ''}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Books({ then, now }: { readonly then: LedgerAt; readonly now: LedgerAt }): ReactElement {
  const rows = [
    { name: 'Open with payers', was: then.payerOpen, now: now.payerOpen },
    { name: 'Open with the patient', was: then.patientOpen, now: now.patientOpen },
    ...now.lines.map(({ party, kind, amount }) => ({
      name: `${party}, ${kind}`,
      was: then.lines.find((line) => line.party === party && line.kind === kind)?.amount ?? 0,
      now: amount,
    })),
  ];
  return (
    <table className="ledger">
      <caption className="sr-only">The ledger then and now</caption>
      <thead>
        <tr>
          <th scope="col">Money</th>
          <th scope="col" data-end>
            Then
          </th>
          <th scope="col" data-end>
            Now
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td data-end>
              <Money amount={row.was} />
            </td>
            <td data-end>{row.now === row.was ? <span className="dim">the same</span> : <Money amount={row.now} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A case as it stood at a moment, and what changed since. */
export function AsItWas({ subject, at }: { readonly subject: string; readonly at: string }): ReactElement {
  const { data, error } = useAsk('ground/governance/record/replay', { subject, at });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={10} />;
  const { since } = data;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>As it was on {formatInstant(data.at)}</h1>
          <p className="dim">
            <SubjectLink subject={subject} />, told from the record and the ledger, which are only ever added to.
          </p>
        </div>
      </header>
      {data.ledger && since.ledger ? (
        <div className="block">
          <h2>What was owed</h2>
          <Books then={data.ledger} now={since.ledger} />
        </div>
      ) : null}
      <div className="block">
        <h2>What had been done</h2>
        <Entries rows={data.acts} chain="acts" empty="Nothing had been done with it by then." />
      </div>
      <div className="block">
        <h2>Who had looked</h2>
        <Entries rows={data.reads} chain="reads" empty="Nobody had looked at it by then." />
      </div>
      <section className="block" aria-label="What changed since">
        <h2>What changed since</h2>
        <p>
          {plural(since.total, 'act')}
          {since.total > since.acts.length ? ` (the newest ${formatCount(since.acts.length)} are shown)` : ''}, and it was looked at{' '}
          {since.reads === 1 ? 'once' : `${formatCount(since.reads)} times`}.
        </p>
        <Entries rows={since.acts} chain="acts" empty="Nothing was done with it since." />
      </section>
    </>
  );
}
