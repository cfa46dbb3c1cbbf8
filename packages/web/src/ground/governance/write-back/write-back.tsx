import type { WriteBackView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Answers } from '../../../ui/facts.tsx';
import { formatInstant, plural } from '../../../ui/format.ts';
import { MachineSign } from '../../../ui/machine-mark.tsx';
import { ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';
import { kindWords, sendWords, stateWords, tones, whyOf } from './words.ts';

function Subject({ subject }: { readonly subject: string }): ReactElement {
  const [kind, id = ''] = subject.split(':');
  if (kind !== 'claim') return <span className="mono">{subject}</span>;
  return (
    <Link to="/claims" search={{ claim: id }}>
      The claim
    </Link>
  );
}

/** What may still be done with it, and why the rest may not. */
function canOf({ state }: WriteBackView, may: boolean): { readonly send: string | undefined; readonly drop: string | undefined } {
  const over = state === 'done' || state === 'dropped' ? 'It is over.' : undefined;
  const not = may ? over : 'Your role may not decide on it.';
  const busy = state === 'sent' ? 'It is under way: wait until it ended or waits again.' : undefined;
  return { send: not ?? busy ?? (state === 'waiting' ? 'It is sent by itself.' : undefined), drop: not ?? busy };
}

/** One note to a partner system: how it stands, why, and a person's word on it. */
export function WriteBack({ row, onDecided }: { readonly row: WriteBackView; onDecided(): void }): ReactElement {
  const may = useMay('write-backs.decide');
  const decide = useAct('ground/governance/write-back/decide');
  const [dropping, setDropping] = useState(false);
  const can = canOf(row, may);
  const run = async (how: 'send' | 'drop', reason?: string) => {
    if (!(await decide.run({ writeBackId: row.id, how, ...(reason === undefined ? {} : { reason }) }))) return;
    setDropping(false);
    onDecided();
  };
  const group = 'This note';
  useCommands([
    { id: 'send', label: sendWords(row), group, keys: 's', run: () => void run('send'), not: can.send },
    { id: 'drop', label: 'Give it up with a reason', group, keys: 'r', run: () => setDropping(true), not: can.drop },
  ]);
  const fix = row.findings[0]?.fix;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>
            {kindWords(row)} to {row.partner}
          </h1>
          <p>
            <Subject subject={row.subject} />
          </p>
          <div className="badges">
            <Status tone={tones[row.state]}>{stateWords[row.state]}</Status>
          </div>
        </div>
        {can.send === undefined || can.drop === undefined ? (
          <div className="actions">
            {can.send === undefined ? (
              <Button loading={decide.busy} onClick={() => void run('send')}>
                {sendWords(row)} <KeyHint keys="s" />
              </Button>
            ) : null}
            <Button variant="default" onClick={() => setDropping(true)}>
              Give it up <KeyHint keys="r" />
            </Button>
          </div>
        ) : null}
      </header>
      {decide.error && !dropping ? <ErrorNote error={decide.error} /> : null}
      <div className="block">
        <Answers
          what={
            <>
              A note of what {row.byPerson ? null : <MachineSign />} {row.queuedBy} did on {formatInstant(row.queuedAt)}. What it says
              stands at the claim.
            </>
          }
          why={fix === undefined ? whyOf(row) : `${whyOf(row)} ${fix}`}
          otherwise={
            row.state === 'held' || row.state === 'needs-person'
              ? 'The partner system does not know of it, and later notes on the same claim wait behind it.'
              : row.state === 'waiting' || row.state === 'sent'
                ? `It is sent by itself${row.notBefore ? `, not before ${formatInstant(row.notBefore)}` : ''}.`
                : 'Nothing is left to do here.'
          }
          decided={
            row.state === 'done'
              ? `Told on ${formatInstant(row.endedAt)}, after ${plural(row.tries, 'try', 'tries')}.`
              : row.state === 'dropped'
                ? `Given up by ${row.endedBy ?? 'somebody'} on ${formatInstant(row.endedAt)}.`
                : row.tries === 0
                  ? 'It was not sent yet.'
                  : `Sent ${plural(row.tries, 'time')} so far.`
          }
        />
      </div>
      <ReasonDialog
        title="Give this note up"
        verb="Give it up"
        opened={dropping}
        reason=""
        busy={decide.busy}
        error={dropping ? decide.error : undefined}
        onClose={() => setDropping(false)}
        onDone={(reason) => void run('drop', reason)}
      >
        <p>{row.partner} is not told of this. What was done here stays as it is; the reason stands on the record.</p>
      </ReasonDialog>
    </>
  );
}
