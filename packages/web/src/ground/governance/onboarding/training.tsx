import type { PractisingView, ProgressView } from '@claimwright/server/api';
import { Button, Modal, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { askAt } from '../../../app/api.ts';
import { useCommands } from '../../../app/commands.tsx';
import { choosePractice } from '../../../app/practice.ts';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay, useMe } from '../../../app/session.ts';
import { formatDay, formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { Exercises } from './exercises.tsx';
import './onboarding.css';

const beat = 1_000;
type Asked = 'again' | 'end' | undefined;

/** In the training practice its exercises; at the practice itself the training practice that it has. */
export function Training(): ReactElement {
  const { training } = useMe();
  return training && 'of' in training ? <Exercises /> : <Place />;
}

function Place(): ReactElement {
  const manages = useMay('training.manage');
  const { data, error, refetch } = useAsk('ground/governance/training-practice/standing', {});
  const make = useAct('ground/governance/training-practice/make');
  const [asked, setAsked] = useState<Asked>(undefined);
  const making = data?.now?.state === 'making';
  useEffect(() => {
    const timer = making ? setInterval(() => void refetch(), beat) : undefined;
    return () => clearInterval(timer);
  }, [making, refetch]);
  const go = data?.now?.practice;
  useCommands(
    go === undefined ? [] : [{ id: 'practise', label: 'Go to the training practice', group: 'Training', run: () => choosePractice(go) }],
  );
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Training practice</h1>
      </header>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {make.error ? <ErrorNote error={make.error} /> : null}
      {data?.now ? (
        <Now now={data.now} manages={manages} onAsk={setAsked} />
      ) : data ? (
        <EmptyState
          title="There is no training practice yet"
          action={
            manages ? (
              <Button loading={make.busy} onClick={() => void make.run({ again: false })}>
                Make a training practice
              </Button>
            ) : undefined
          }
        >
          It holds a fictional practice with claims, remits and deposits, in which everybody who works here tries what they will do, with
          exercises. Nothing of it counts, and nothing leaves it. {manages ? '' : 'The office manager or an administrator makes one.'}
        </EmptyState>
      ) : error ? null : (
        <Skeleton lines={8} />
      )}
      {data && manages && go !== undefined ? <Who training={go} /> : null}
      {data ? <Before view={data} /> : null}
      <SureDialog asked={asked} onClose={() => setAsked(undefined)} />
    </div>
  );
}

interface NowProps {
  readonly now: NonNullable<PractisingView['now']>;
  readonly manages: boolean;
  onAsk(what: Asked): void;
}

function Now({ now, manages, onAsk }: NowProps): ReactElement {
  const share = now.files === 0 ? 0 : Math.round((now.read / now.files) * 100);
  const { practice } = now;
  return (
    <section className="block training-now" aria-label="The training practice">
      <p>
        {now.state === 'ready' ? <Status tone="good">Ready</Status> : null}
        {now.state === 'making' ? <Status tone="wait">Being made</Status> : null}
        {now.state === 'lost' ? <Status tone="stop">Not there</Status> : null}{' '}
        {now.state === 'lost'
          ? 'No backup holds a training practice, and this practice was restored. Begin it again.'
          : `Made by ${now.madeBy}, ${formatInstant(now.madeAt)}.`}
      </p>
      {now.state === 'making' ? (
        <div role="status">
          <p>
            {now.files === 0 ? 'Its files are being made.' : `${now.read} of ${now.files} files read. You may go on with something else.`}
          </p>
          <Progress value={share} aria-label={`${share} percent of the files`} />
        </div>
      ) : null}
      <p className="dim">
        Fictional data, made by the program, apart from everything: nothing that is done there enters your books, your record, your figures
        or what machines are judged by; nothing leaves it; and no backup holds it.
      </p>
      <div className="training-acts">
        {practice === undefined ? null : <Button onClick={() => choosePractice(practice)}>Go there and practise</Button>}
        {manages ? (
          <>
            <Button variant="default" onClick={() => onAsk('again')}>
              Begin it again
            </Button>
            <Button variant="default" onClick={() => onAsk('end')}>
              Delete it
            </Button>
          </>
        ) : null}
      </div>
    </section>
  );
}

/** Asked of the training practice itself, by whoever manages it here. */
function Who({ training }: { readonly training: string }): ReactElement {
  const { data, error } = useQuery<ProgressView, Error>({
    queryKey: ['ground/governance/training-practice/progress', training],
    queryFn: ({ signal }) => askAt(training, 'ground/governance/training-practice/progress', {}, signal),
    staleTime: 15_000,
  });
  return (
    <section className="block" aria-label="Who has practised">
      <h2>Who has practised</h2>
      {error ? <ErrorNote error={error} /> : null}
      {data && data.rows.length === 0 ? <p className="dim">Nobody has begun an exercise yet.</p> : null}
      {data && data.rows.length > 0 ? (
        <div className="scrolls">
          <table className="ledger">
            <caption className="sr-only">Exercises, by person</caption>
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">Exercise</th>
                <th scope="col">State</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map(({ userId, name, exercise, title, state, begunAt, doneAt }) => (
                <tr key={`${userId}-${exercise}`}>
                  <th scope="row">{name}</th>
                  <td>{title}</td>
                  <td>
                    <Status tone={state === 'done' ? 'good' : 'wait'}>{state === 'done' ? 'Done' : 'Begun'}</Status>
                  </td>
                  <td>{formatInstant(state === 'done' ? doneAt : begunAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}

/** What was done in those that are gone, and how they went. */
function Before({ view }: { readonly view: PractisingView }): ReactElement | null {
  if (view.ended.length === 0) return null;
  return (
    <section className="block" aria-label="Before">
      <h2>Before</h2>
      <ul className="training-before">
        {view.results.map(({ userId, name, exercise, title, doneAt }) => (
          <li key={`${userId}-${exercise}-${doneAt}`}>
            {formatDay(doneAt)}: {name}, {title}
          </li>
        ))}
      </ul>
      {view.ended.map(({ placeId, endedAt, endedBy }) => (
        <p key={placeId} className="dim small">
          Deleted by {endedBy}, {formatInstant(endedAt)}. What was destroyed is certified on the record.
        </p>
      ))}
    </section>
  );
}

function SureDialog({ asked, onClose }: { readonly asked: Asked; onClose(): void }): ReactElement {
  const make = useAct('ground/governance/training-practice/make');
  const end = useAct('ground/governance/training-practice/end');
  const [shown, setShown] = useState<Asked>(asked);
  useEffect(() => {
    if (asked) setShown(asked);
  }, [asked]);
  const again = shown === 'again';
  const error = make.error ?? end.error;
  const onDone = async () => {
    const done = again ? await make.run({ again: true }) : await end.run({});
    if (done) onClose();
  };
  const title = again ? 'Begin the training practice again' : 'Delete the training practice';
  return (
    <Modal opened={asked !== undefined} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        <p>
          All that was done in it is deleted for good; whoever is there now is sent back. Who had done which exercise is kept, and the
          record has a certificate of what was deleted. {again ? 'Then it is made anew, as it was at first.' : ''}
        </p>
        {error ? <ErrorNote error={error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={make.busy || end.busy} onClick={() => void onDone()} data-autofocus>
            {again ? 'Begin it again' : 'Delete it'}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
