import type { NotSignedIn, SecondFactor, SignInAnswer } from '@claimwright/server/api';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { sentence } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { signIn } from './api.ts';
import { hasPasskeys, signInByPasskey } from './identity.ts';
import { chosenPractice, forgetPractice } from './practice.ts';
import { SecondStep } from './second-step.tsx';

interface SignInProps {
  readonly not: NotSignedIn;
  onSignedIn(): void;
}

const duties: { readonly [role: string]: string } = {
  biller: 'Posts the remits and works the exceptions.',
  'office-manager': 'Everything a biller does, the practice itself and the books.',
  'compliance-officer': 'Reads the record and verifies it; posts nothing.',
};

/** What the way back from the identity provider brought along. */
function returned(): { readonly refused: boolean; readonly factors: readonly SecondFactor[] } {
  const said = new URLSearchParams(window.location.search).get('sign-on') ?? '';
  const known: readonly SecondFactor[] = ['totp', 'passkey', 'recovery-code'];
  return { refused: said === 'refused', factors: known.filter((factor) => said.split('.').includes(factor)) };
}
const refusedByProvider = {
  says: 'Your organisation’s sign-in did not open Claimwright.',
  because: 'It does not know you here, it took too long, or the address is not one of this practice.',
  fix: 'Try again, sign in with your password, or ask your administrator.',
};

/** The practices' identity providers: a way there that comes back to where one wanted to go. */
function OtherWays({
  not,
  busy,
  onPasskey,
}: Pick<SignInProps, 'not'> & { readonly busy: boolean; onPasskey(): void }): ReactElement | null {
  const to = encodeURIComponent(`${window.location.pathname}${window.location.search.replace(/[?&]sign-on=[^&]*/, '')}`);
  const providers = not.signOn ?? [];
  if (providers.length === 0 && !hasPasskeys()) return null;
  return (
    <section aria-label="Other ways" className="door-form">
      {hasPasskeys() ? (
        <Button variant="default" size="sm" disabled={busy} onClick={onPasskey}>
          Sign in with a passkey
        </Button>
      ) : null}
      {providers.map(({ id, name }) => (
        <Button key={id} component="a" href={`/api/auth/sign-on/${id}?to=${to}`} variant="default" size="sm">
          Sign in with {name}
        </Button>
      ))}
    </section>
  );
}

/** Nobody can be let in without a link: who gives it is said here. */
function Forgotten(): ReactElement {
  return (
    <details className="door-because">
      <summary>I forgot my password</summary>
      <p>
        Ask whoever administers your practice for a link to a new one: they make it under People. Where nobody is left to ask, whoever runs
        the server does it by <span className="mono">claimwright password-reset</span>.
      </p>
    </details>
  );
}

/** Signs in; a demo practice offers its people as one-click cards. */
export function SignIn({ not, onSignedIn }: SignInProps): ReactElement {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [back] = useState(returned);
  const [error, setError] = useState<unknown>(back.refused ? refusedByProvider : undefined);
  const [factors, setFactors] = useState(back.factors);
  const run = async (way: () => Promise<SignInAnswer>) => {
    setBusy(true);
    setError(undefined);
    try {
      const answer = await way();
      if (answer.signedIn) onSignedIn();
      else setFactors(answer.factors);
    } catch (wrong) {
      setError(wrong);
    } finally {
      setBusy(false);
    }
  };
  const enter = (as: string, secret: string) => run(() => signIn(as, secret));
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
        {not.because && !error ? (
          <p role="status" className="door-because">
            {not.because}{' '}
            {chosenPractice() === undefined ? null : (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => {
                  forgetPractice();
                  window.location.assign('/');
                }}
              >
                Back to where I was
              </Button>
            )}
          </p>
        ) : null}
        {factors.length > 0 ? <SecondStep factors={factors} onDone={onSignedIn} onBack={() => setFactors([])} /> : null}
        {demo.length > 0 && factors.length === 0 ? (
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
        {factors.length === 0 ? (
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
        ) : null}
        {factors.length === 0 ? <Forgotten /> : null}
        {factors.length === 0 ? <OtherWays not={not} busy={busy} onPasskey={() => void run(signInByPasskey)} /> : null}
      </div>
    </main>
  );
}
