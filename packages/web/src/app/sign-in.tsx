import type { NotSignedIn } from '@claimwright/server/api';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { sentence } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { signIn } from './api.ts';

interface SignInProps {
  readonly not: NotSignedIn;
  onSignedIn(): void;
}

const duties: { readonly [role: string]: string } = {
  biller: 'Posts the remits and works the exceptions.',
  'office-manager': 'Everything a biller does, the practice itself and the books.',
  'compliance-officer': 'Reads the record and verifies it; posts nothing.',
};

/** Signs in; a demo practice offers its people as one-click cards. */
export function SignIn({ not, onSignedIn }: SignInProps): ReactElement {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const enter = async (as: string, secret: string) => {
    setBusy(true);
    setError(undefined);
    try {
      await signIn(as, secret);
      onSignedIn();
    } catch {
      setError({
        says: 'That did not sign you in.',
        because: 'The address or the password is not right, or there were too many tries.',
        fix: 'Check both and try again.',
      });
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void enter(email, password);
  };
  const demo = not.demoSignIns ?? [];
  return (
    <main className="door">
      <div className="door-card">
        <header>
          <img src="/mark.svg" alt="" width="40" height="40" />
          <div>
            <h1>Claimwright</h1>
            <p>The payer's money, explained to the cent.</p>
          </div>
        </header>
        {demo.length > 0 ? (
          <section aria-label="Demo sign-ins">
            <h2>Look around the demo practice as</h2>
            <ul className="door-people">
              {demo.map((person) => (
                <li key={person.email}>
                  <button type="button" disabled={busy} onClick={() => void enter(person.email, person.password)}>
                    <strong>{sentence(person.role)}</strong>
                    <span>{duties[person.role.toLowerCase().replaceAll(' ', '-')] ?? ''}</span>
                    <span className="door-email">{person.email}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {error ? <ErrorNote error={error} /> : null}
        <form onSubmit={onSubmit} className="door-form">
          <h2>{demo.length > 0 ? 'Or sign in with your own password' : 'Sign in'}</h2>
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            size="sm"
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            size="sm"
          />
          <Button type="submit" loading={busy} size="sm" variant={demo.length > 0 ? 'default' : 'filled'}>
            Sign in
          </Button>
        </form>
      </div>
    </main>
  );
}
