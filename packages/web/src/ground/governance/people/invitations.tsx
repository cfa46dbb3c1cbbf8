import type { InvitationView, ProposalView } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { Link as To } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { roleTitle } from './people-table.tsx';

export interface Link {
  readonly name: string;
  readonly email: string;
  readonly url: string;
  /** None: a second person decides first. */
  readonly until: string | undefined;
}

/** The link is shown this once: nobody, not the server either, can show it again. */
export function NewLink({ link, onKept }: { readonly link: Link; onKept(): void }): ReactElement {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(link.url).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <section className="block" aria-label="Invitation link" role="status">
      <h2>{link.until === undefined ? `Keep this link for ${link.name}` : `Send this link to ${link.name}`}</h2>
      <p className="dim">
        {link.until === undefined
          ? 'It is shown once, now, and opens nothing yet. Send it when a second person has agreed: it opens for seven days from then.'
          : `It is shown once and opens until ${formatInstant(link.until)}.`}{' '}
        Whoever has it comes in, so send it to them alone.
      </p>
      <div className="setup-row">
        <TextInput label="Link" readOnly value={link.url} style={{ flex: '4 1 260px' }} onFocus={(event) => event.currentTarget.select()} />
        <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy'}</Button>
        <Button variant="default" onClick={onKept}>
          {link.until === undefined ? 'I have kept it' : 'I have sent it'}
        </Button>
      </div>
    </section>
  );
}

/** Invitations that a second person has yet to agree to: an invitation stands only from then on. */
function useWaiting(): readonly ProposalView[] {
  const may = useMay('approvals.read');
  const { data } = useAsk('gate/approvals', {}, { enabled: may });
  return (data?.rows ?? []).filter(({ command }) => command === 'ground/governance/people/invite');
}

export function Invitations({
  invitations,
  may,
}: {
  readonly invitations: readonly InvitationView[];
  readonly may: boolean;
}): ReactElement {
  const withdraw = useAct('ground/governance/people/withdraw');
  const waiting = useWaiting();
  return (
    <section className="block" aria-label="Invitations">
      <h2>Invitations</h2>
      {withdraw.error ? <ErrorNote error={withdraw.error} /> : null}
      {invitations.length + waiting.length === 0 ? (
        <EmptyState title="Nobody is invited">Whoever is invited stands here until they come in.</EmptyState>
      ) : (
        <ul className="plain-list">
          {waiting.map(({ id, about }) => (
            <li key={id}>
              {about?.says} · <Status tone="wait">Waits for a second person</Status>{' '}
              <To to="/approvals" search={{ proposal: id }} aria-label={`Look at it: ${about?.says ?? ''}`}>
                Look at it
              </To>
            </li>
          ))}
          {invitations.map((one) => (
            <li key={one.invitationId}>
              <strong>{one.name}</strong> <span className="dim">{one.email}</span> · {one.roles.map(roleTitle).join(', ')} ·{' '}
              {one.expired ? <Status tone="work">Over</Status> : <>open until {formatInstant(one.expiresAt)}</>}{' '}
              {may ? (
                <Button
                  variant="default"
                  size="compact-xs"
                  disabled={withdraw.busy}
                  aria-label={`Withdraw: ${one.name}`}
                  onClick={() => void withdraw.run({ invitationId: one.invitationId })}
                >
                  Withdraw
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
