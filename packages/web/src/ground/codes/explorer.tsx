import type { Answer, PairRow } from '@claimwright/core/ground/codes';
import type { CodeView, PairView } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAsk } from '../../app/queries.ts';
import { formatDate, plural } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
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
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onAsk({ a: draft.a.trim() || undefined, b: draft.b.trim() || undefined, on: draft.on || undefined });
  };
  const field = (name: 'a' | 'b' | 'on') => ({
    value: draft[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const { a, b, on = today() } = asked;
  return (
    <div className="page">
      <form className="block" onSubmit={onSubmit} aria-label="Which codes">
        <div className="setup-row">
          <TextInput label="Code" required {...field('a')} />
          <TextInput label="Beside it" description="Another procedure, or nothing" {...field('b')} />
          <TextInput label="Day of service" type="date" required {...field('on')} />
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
      {a !== undefined ? <Code code={a} on={b === undefined ? undefined : on} /> : null}
    </div>
  );
}

const indicatorWords = {
  0: 'Never paid beside it, whatever the modifier',
  1: 'Paid beside it with a modifier that fits',
  9: 'Withdrawn: no edit',
};

function Pair({ a, b, on }: { readonly a: string; readonly b: string; readonly on: string }): ReactElement {
  const { data, error, refetch } = useAsk('ground/codes/pair', { a, b, on });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const unlocks = data.settings.some(({ answers }) => answers.some((one) => one.is === 'found' && one.row.indicator === 1));
  return (
    <>
      {data.settings.map(({ setting, answers }) => (
        <section key={setting} className="block" aria-label={`Pair edits, ${setting}`}>
          <h2>Pair edits, {setting}</h2>
          <PairAnswers a={a} b={b} on={on} answers={answers} />
        </section>
      ))}
      {unlocks ? <Modifiers modifiers={data.modifiers} /> : null}
      <section className="block" aria-label="Unit limits">
        <h2>Unit limits, practitioner</h2>
        <ul className="plain-list">
          {data.units.map(({ code, answer }) => (
            <li key={code}>
              <strong className="mono">{code}</strong>{' '}
              {answer.is === 'found'
                ? `${plural(answer.row.units, 'unit')} (${['', 'by line', 'by day, never more', 'by day, more with documentation'][answer.row.adjudication]})`
                : answer.is === 'absent'
                  ? 'no limit is published'
                  : `no edition loaded for ${formatDate(on)}`}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function PairAnswers({ a, b, on, answers }: { a: string; b: string; on: string; answers: readonly Answer<PairRow>[] }): ReactElement {
  if (answers.some(({ is }) => is === 'no-edition')) return <p>No edition loaded for {formatDate(on)}.</p>;
  const found = answers.flatMap((one) => (one.is === 'found' ? [one] : []));
  if (found.length === 0)
    return (
      <p>
        No edit: <span className="mono">{a}</span> and <span className="mono">{b}</span> may stand beside each other on {formatDate(on)}.
      </p>
    );
  return (
    <ul className="plain-list">
      {found.map(({ row, edition }) => (
        <li key={row.column1}>
          <Status tone={row.indicator === 0 ? 'stop' : row.indicator === 1 ? 'work' : 'quiet'}>Indicator {row.indicator}</Status>{' '}
          <strong className="mono">{row.column1}</strong> is paid, <strong className="mono">{row.column2}</strong> is not.{' '}
          {indicatorWords[row.indicator]}.
          <p className="dim">
            {[
              row.rationale,
              row.effective ? `since ${formatDate(row.effective)}` : '',
              row.deleted ? `until ${formatDate(row.deleted)}` : '',
              edition.name,
              edition.source,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Modifiers({ modifiers }: { readonly modifiers: PairView['modifiers'] }): ReactElement {
  return (
    <section className="block" aria-label="Modifiers that count">
      <h2>Modifiers that count</h2>
      <ul className="plain-list">
        <li>Another place on the body: {modifiers.anatomic.join(', ')}</li>
        <li>Around a procedure and its days after: {modifiers.globalSurgery.join(', ')}; 25 and 57 on an evaluation only</li>
        <li>Otherwise apart: {modifiers.other.join(', ')}</li>
      </ul>
      <p>The note has to say what the modifier says: another place, another meeting, another reason. None is ever added to be paid.</p>
    </section>
  );
}

function Code({ code, on }: { readonly code: string; readonly on: string | undefined }): ReactElement {
  const { data, error, refetch } = useAsk('ground/codes/explain', { code, ...(on === undefined ? {} : { on }) });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <section className="block" aria-label={`What is said of ${data.code}`}>
      <h2>
        {data.code} {on === undefined ? 'over time' : `on ${formatDate(on)}`}
      </h2>
      {data.editions.length === 0 ? <p>No edition that is loaded names it.</p> : <Lines editions={data.editions} />}
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
          {one.lines.map((line) => (
            <p key={line.words}>{line.words}</p>
          ))}
          {one.pairs ? (
            <p>{`Paid first in ${plural(one.pairs.first, 'pair')}, not paid beside another in ${plural(one.pairs.second, 'pair')}.`}</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
