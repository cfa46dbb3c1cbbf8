import type { PasswordReset, PersonView } from '@claimwright/server/api';
import { Button, Modal, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { post } from '../../../app/api.ts';
import { formatInstant } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';

function Given({ given, name, onClose }: { readonly given: PasswordReset; readonly name: string; onClose(): void }): ReactElement {
  const [copied, setCopied] = useState(false);
  if (given.waits !== undefined)
    return (
      <div className="dialog" role="status">
        <p>It waits under Approvals. {given.waits} When they have agreed, ask here again within a day: the link is shown then.</p>
        <div className="dialog-actions">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    );
  if (given.link === undefined)
    return (
      <div className="dialog" role="status">
        <p>
          A link went to {given.mailedTo}. It opens once, until {formatInstant(given.until)}.
        </p>
        <div className="dialog-actions">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    );
  const { link } = given;
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="dialog" role="status">
      <p>
        Send this link to {name} alone. It is shown this once, and opens once, until {formatInstant(given.until)}.
      </p>
      <TextInput label="Link" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      <div className="dialog-actions">
        <Button variant="default" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={onClose}>I have sent it</Button>
      </div>
    </div>
  );
}

/** The way out of a forgotten password. */
export function ResetDialog({ person, onClose }: { readonly person: PersonView; onClose(): void }): ReactElement {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const [given, setGiven] = useState<PasswordReset | undefined>(undefined);
  const make = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setGiven((await post(`/api/people/${encodeURIComponent(person.userId)}/password-reset`, {})) as PasswordReset);
    } catch (wrong) {
      setError(wrong);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={`A new password for ${person.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      {given ? (
        <Given given={given} name={person.name} onClose={onClose} />
      ) : (
        <div className="dialog">
          <p>
            {person.name} gets a link by which they choose a new password. Their sessions end then, their second factor is asked for as
            ever, and they are told at their next sign-in. That you made it stands on the record.
          </p>
          {error ? <ErrorNote error={error} /> : null}
          <div className="dialog-actions">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button loading={busy} onClick={() => void make()}>
              Make the link
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
