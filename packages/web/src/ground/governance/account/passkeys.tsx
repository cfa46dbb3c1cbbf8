import type { Factors } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { post } from '../../../app/api.ts';
import { addPasskey } from '../../../app/identity.ts';
import { formatDay } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { useDoing } from './use-account.ts';

export function PasskeyAdd({ onDone }: { onDone?: () => void }): ReactElement {
  const doing = useDoing();
  const [name, setName] = useState<string | undefined>(undefined);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const added = await doing.run(async () => {
      await addPasskey(name?.trim() ?? '');
      return true;
    });
    if (!added) return;
    setName(undefined);
    onDone?.();
  };
  if (name === undefined) {
    return (
      <Button variant="default" size="compact-sm" onClick={() => setName('')}>
        Add a passkey
      </Button>
    );
  }
  return (
    <form className="setup-row" onSubmit={(event) => void add(event)} aria-label="New passkey">
      <TextInput
        label="Name of the passkey"
        placeholder="My laptop"
        required
        autoFocus
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={doing.busy}>
        Go on
      </Button>
      <Button variant="default" onClick={() => setName(undefined)}>
        Cancel
      </Button>
      {doing.error ? <ErrorNote error={doing.error} /> : null}
    </form>
  );
}

export function Passkeys({ passkeys }: Pick<Factors, 'passkeys'>): ReactElement {
  const doing = useDoing();
  const [renaming, setRenaming] = useState<{ readonly id: string; readonly name: string } | undefined>(undefined);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (renaming && (await doing.run(() => post(`/api/account/passkeys/${renaming.id}/rename`, { name: renaming.name }))))
      setRenaming(undefined);
  };
  return (
    <>
      {doing.error ? <ErrorNote error={doing.error} /> : null}
      {passkeys.length > 0 ? (
        <ul className="own-list" aria-label="Passkeys">
          {passkeys.map(({ id, name, createdAt, usedAt }) => (
            <li key={id}>
              {renaming?.id === id ? (
                <form className="setup-row" onSubmit={(event) => void rename(event)}>
                  <TextInput
                    aria-label={`New name of ${name}`}
                    required
                    autoFocus
                    value={renaming.name}
                    onChange={(event) => setRenaming({ id, name: event.currentTarget.value })}
                  />
                  <Button type="submit" size="compact-sm" loading={doing.busy}>
                    Rename
                  </Button>
                </form>
              ) : (
                <>
                  <span>
                    <strong>{name}</strong>{' '}
                    <span className="dim">
                      since {formatDay(createdAt)}
                      {usedAt ? `, last used ${formatDay(usedAt)}` : ', not used yet'}
                    </span>
                  </span>
                  <span className="own-actions">
                    <Button variant="subtle" size="compact-xs" aria-label={`Rename ${name}`} onClick={() => setRenaming({ id, name })}>
                      Rename
                    </Button>
                    <Button
                      variant="subtle"
                      size="compact-xs"
                      aria-label={`Remove ${name}`}
                      disabled={doing.busy}
                      onClick={() => void doing.run(() => post(`/api/account/passkeys/${id}/remove`, {}))}
                    >
                      Remove
                    </Button>
                  </span>
                </>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
