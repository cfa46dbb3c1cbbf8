import type { AskedView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { MachineSign } from '../../ui/machine-mark.tsx';

const task = 'explain-reason';

function Standing({ last }: { readonly last: NonNullable<AskedView['last']> }): ReactElement | null {
  const open = last.state === 'waiting' || last.state === 'sent';
  const says = open
    ? 'A model is being asked what it means.'
    : last.state === 'answered'
      ? 'A model has answered; a person decides on it.'
      : (last.findings.at(-1)?.says ?? 'The model gave no answer that can be used.');
  return (
    <span role="status">
      <MachineSign /> {says}{' '}
      {last.proposalId ? (
        <Link to="/approvals" search={{ proposal: last.proposalId }}>
          See the proposal
        </Link>
      ) : null}
    </span>
  );
}

/** Beside a code that nobody knows: ask a model, where one is set up for such work, and see where the question stands. */
export function AskModel({ carc }: { readonly carc: string }): ReactElement | null {
  const may = useMay('models.ask');
  const subject = `carc:${carc}`;
  const asked = useAsk('ground/governance/models/asked', { task, subject }, { enabled: may });
  const ask = useAct('ground/governance/models/ask');
  const { serves = false, last } = asked.data ?? {};
  const open = last?.state === 'waiting' || last?.state === 'sent';
  if (!may || (!serves && !last)) return null;
  return (
    <>
      {serves && !open ? (
        <Button variant="default" size="compact-xs" loading={ask.busy} onClick={() => void ask.run({ task, subject })}>
          {last ? 'Ask the model again' : 'Ask the model'}
        </Button>
      ) : null}
      {last ? <Standing last={last} /> : null}
      {ask.error ? <span role="alert">{ask.error.message}</span> : null}
    </>
  );
}
