import { rowsInWords } from '@claimwright/core/ground/codes';
import type { CodeView } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useEffect, useState } from 'react';
import { useAsk } from '../../app/queries.ts';
import { formatDate, plural } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import './explorer.css';
import { Pair } from './explorer-pair.tsx';
import { Timeline } from './explorer-timeline.tsx';
import { daysOf, tableOf, tableWords } from './words.ts';

interface Asked {
  readonly a?: string | undefined;
  readonly b?: string | undefined;
  readonly on?: string | undefined;
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** Two codes and a day: whether one may stand beside the other, and by which modifiers. One code: what the tables say of it. */
export function Explorer({ onAsk, ...asked }: Asked & { onAsk(asked: Asked): void }): ReactElement {
  const [draft, setDraft] = useState({ a: asked.a ?? '', b: asked.b ?? '', on: asked.on ?? today() });
  // A link, or the way back, asks something else.
  useEffect(() => setDraft({ a: asked.a ?? '', b: asked.b ?? '', on: asked.on ?? today() }), [asked.a, asked.b, asked.on]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const code = (text: string) => text.trim().toUpperCase().replaceAll('.', '') || undefined;
    onAsk({ a: code(draft.a), b: code(draft.b), on: draft.on || undefined });
  };
  const field = (name: 'a' | 'b' | 'on') => ({
    value: draft[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const { a, b, on = today() } = asked;
  return (
    <div className="page explorer">
      <form className="block" onSubmit={onSubmit} aria-label="Which codes">
        <div className="setup-row">
          <TextInput label="Code" description="A procedure, a diagnosis, a modifier" required autoFocus data-search {...field('a')} />
          <TextInput label="Beside it" description="Another procedure, or nothing" {...field('b')} />
          <TextInput label="Day of service" description="As the tables stood then" type="date" required {...field('on')} />
        </div>
        <div className="actions">
          <Button type="submit">Look it up</Button>
        </div>
      </form>
      {a === undefined ? (
        <EmptyState title="Two procedures and a day">
          Whether a pair edit hits, in which direction, and which modifiers count. With one code alone: what every edition says of it.
        </EmptyState>
      ) : null}
      {a !== undefined && b !== undefined ? <Pair a={a} b={b} on={on} /> : null}
      {a !== undefined ? <Code code={a} on={b === undefined ? undefined : on} today={on} /> : null}
      {b !== undefined && b !== a ? <Code code={b} on={on} today={on} /> : null}
    </div>
  );
}

interface CodeProps {
  readonly code: string;
  /** Of one day; over time where none is said. */
  readonly on: string | undefined;
  readonly today: string;
}

function Code({ code, on, today }: CodeProps): ReactElement {
  const { data, error, refetch } = useAsk('ground/codes/explain', { code, ...(on === undefined ? {} : { on }) });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <section className="block" aria-label={`What is said of ${data.code}`}>
      <h2>
        {data.code} {on === undefined ? 'over time' : `on ${formatDate(on)}`}
      </h2>
      {on === undefined ? <Timeline editions={data.editions} today={today} /> : null}
      {data.editions.length === 0 ? (
        <p>No edition that is loaded names it.{data.without.length === 0 ? ' Look at how it is written.' : ''}</p>
      ) : (
        <Lines editions={data.editions} />
      )}
      {data.without.length > 0 ? (
        <p className="dim">
          No edition loaded{on === undefined ? '' : ` for ${formatDate(on)}`}: {data.without.map((table) => tableWords[table]).join(', ')}.
        </p>
      ) : null}
    </section>
  );
}

function Lines({ editions }: { readonly editions: CodeView['editions'] }): ReactElement {
  return (
    <ul className="plain-list">
      {editions.map((one) => (
        <li key={`${one.table} ${one.part} ${one.name} ${one.from}`}>
          <strong>
            {tableOf(one)} {one.name}
          </strong>{' '}
          <span className="dim">for services {daysOf(one)}</span>
          {rowsInWords(
            one.table,
            one.lines.map(({ words }) => words),
          ).map((words) => (
            <p key={words}>{words}</p>
          ))}
          {one.pairs ? (
            <p>{`Paid first in ${plural(one.pairs.first, 'pair')}, not paid beside another in ${plural(one.pairs.second, 'pair')}.`}</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
