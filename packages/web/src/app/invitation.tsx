import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../ui/notes.tsx';
import { post } from './api.ts';

/** The code of a link stands behind its #. */
export const codeAt = (path: '/invitation' | '/password-reset'): string | undefined =>
  window.location.pathname === path ? window.location.hash.slice(1) || undefined : undefined;

const doors = {
  invitation: {
    title: 'You are invited',
    says: 'Choose a password, and you work here.',
    about: 'At least twelve characters. Where you have a sign-in at Claimwright already, its password.',
    verb: 'Come in',
    done: 'Your place is ready.',
  },
  'password-reset': {
    title: 'A new password',
    says: 'Choose it here; you are signed off everywhere else.',
    about: 'At least twelve characters; a few words that only you would put together are best.',
    verb: 'Set the password',
    done: 'The password is set.',
  },
} as const;

/** The door that a link opens: for whoever was invited, and for whoever forgot a password. */
export function LinkDoor({ code, to }: { readonly code: string; readonly to: keyof typeof doors }): ReactElement {
  const door = doors[to];
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const [email, setEmail] = useState<string | undefined>(undefined);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      setEmail(((await post(`/api/auth/${to}`, { code, password })) as { email: string }).email);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="door">
      <div className="door-card">
        <header>
          <img src="/mark.svg" alt="" width="40" height="40" />
          <div>
            <h1>{door.title}</h1>
            <p className="dim">{door.says}</p>
          </div>
        </header>
        {email === undefined ? (
          <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
            <PasswordInput
              label="Password"
              description={door.about}
              autoComplete="new-password"
              required
              data-autofocus
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {error ? <ErrorNote error={error} /> : null}
            <Button type="submit" loading={busy}>
              {door.verb}
            </Button>
          </form>
        ) : (
          <div role="status">
            <p>
              {door.done} Sign in as {email}.
            </p>
            <Button onClick={() => window.location.assign('/')}>Go to sign-in</Button>
          </div>
        )}
      </div>
    </main>
  );
}
