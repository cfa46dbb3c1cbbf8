import type { ExerciseView } from '@claimwright/server/api';
import { Button, Radio, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../../app/queries.ts';
import { formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status, type Tone } from '../../../ui/status.tsx';
import { exercisePlaces, postEra } from './words.ts';

const states: { readonly [state in ExerciseView['state']]: { readonly tone: Tone; readonly says: string } } = {
  'not-begun': { tone: 'quiet', says: 'Not begun' },
  begun: { tone: 'wait', says: 'Begun' },
  done: { tone: 'good', says: 'Done' },
};

/** One's own exercises. Each is judged by what one did in the training practice since one began it. */
export function Exercises(): ReactElement {
  const { data, error, refetch } = useAsk('ground/governance/training-practice/exercises', {});
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Exercises</h1>
        {data ? (
          <span className="dim">
            {data.done} of {data.rows.length} done
          </span>
        ) : null}
      </header>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {data && data.rows.length === 0 ? (
        <EmptyState title="There are no exercises for your role">You may look around all the same: nothing here counts.</EmptyState>
      ) : null}
      {data ? (
        <section className="block" aria-label="Your exercises">
          <ol className="steps">
            {data.rows.map((row) => (
              <Exercise key={row.exercise} row={row} />
            ))}
          </ol>
        </section>
      ) : error ? null : (
        <Skeleton lines={10} />
      )}
    </div>
  );
}

function Exercise({ row }: { readonly row: ExerciseView }): ReactElement {
  const begin = useAct('ground/governance/training-practice/begin-exercise');
  const { tone, says } = states[row.state];
  const place = exercisePlaces[row.exercise] ?? postEra;
  const verb = row.state === 'done' ? 'Begin again' : 'Begin';
  return (
    <li className="step" data-state={row.state}>
      <div className="step-state">
        <Status tone={tone}>{says}</Status>
      </div>
      <div className="step-words">
        <h2>{row.title}</h2>
        <p>{row.says}</p>
        <p className="dim small">
          {row.begunAt === undefined ? 'It counts what you do from when you begin it.' : `Begun ${formatInstant(row.begunAt)}.`}
          {row.doneAt === undefined ? '' : ` Done ${formatInstant(row.doneAt)}.`}
        </p>
        {row.state === 'begun' && row.asks ? <Question row={row} asks={row.asks} /> : null}
        {begin.error ? <ErrorNote error={begin.error} /> : null}
      </div>
      <div className="step-acts">
        {row.state === 'begun' ? (
          <Link to={place.to} className="step-link" aria-label={`${place.name}: ${row.title}`}>
            {place.name}
          </Link>
        ) : (
          <Button
            size="compact-sm"
            variant={row.state === 'done' ? 'default' : 'filled'}
            loading={begin.busy}
            aria-label={`${verb}: ${row.title}`}
            onClick={() => void begin.run({ exercise: row.exercise })}
          >
            {verb}
          </Button>
        )}
      </div>
    </li>
  );
}

interface QuestionProps {
  readonly row: ExerciseView;
  readonly asks: NonNullable<ExerciseView['asks']>;
}

function Question({ row, asks }: QuestionProps): ReactElement {
  const answer = useAct('ground/governance/training-practice/answer');
  const [said, setSaid] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (said.trim()) void answer.run({ exercise: row.exercise, answer: said.trim() });
  };
  return (
    <form className="question" onSubmit={onSubmit}>
      {asks.choices ? (
        <Radio.Group label={asks.question} value={said} onChange={setSaid}>
          {asks.choices.map(({ id, says }) => (
            <Radio key={id} value={id} label={says} />
          ))}
        </Radio.Group>
      ) : (
        <TextInput label={asks.question} value={said} maxLength={60} onChange={(event) => setSaid(event.currentTarget.value)} />
      )}
      <div className="question-acts">
        <Button type="submit" size="compact-sm" loading={answer.busy} disabled={!said.trim()}>
          Answer
        </Button>
        <span role="status">{row.wrong > 0 && !answer.busy ? <Status tone="work">Not right yet: look again</Status> : null}</span>
      </div>
      {answer.error ? <ErrorNote error={answer.error} /> : null}
    </form>
  );
}
