import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../ui/notes.tsx';
import { post } from './api.ts';

/** The code of an invitation stands behind the # of its link. */
export const invitationCode = (): string | undefined =>
  window.location.pathname === '/invitation' ? window.location.hash.slice(1) || undefined : undefined;

/** The door for whoever was invited: a password, and one is in the practice. */
export function Invitation({ code }: { readonly code: string }): ReactElement {
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const [email, setEmail] = useState<string | undefined>(undefined);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      setEmail(((await post('/api/auth/invitation', { code, password })) as { email: string }).email);
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
            <h1>You are invited</h1>
            <p className="dim">Choose a password, and you work here.</p>
          </div>
        </header>
        {email === undefined ? (
          <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
            <PasswordInput
              label="Password"
              description="At least twelve characters. Where you have a sign-in at Claimwright already, its password."
              autoComplete="new-password"
              required
              data-autofocus
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {error ? <ErrorNote error={error} /> : null}
            <Button type="submit" loading={busy}>
              Come in
            </Button>
          </form>
        ) : (
          <div role="status">
            <p>Your place is ready. Sign in as {email}.</p>
            <Button onClick={() => window.location.assign('/')}>Go to sign-in</Button>
          </div>
        )}
      </div>
    </main>
  );
}
