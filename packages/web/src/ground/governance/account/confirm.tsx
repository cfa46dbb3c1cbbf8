import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { post } from '../../../app/api.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { useDoing } from './use-account.ts';

/** Before anything that changes how one signs in, once in ten minutes: a screen that was left open must not be enough. */
export function Confirm(): ReactElement {
  const doing = useDoing();
  const [password, setPassword] = useState('');
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    await doing.run(() => post('/api/account/confirm', /^\d{6}$/.test(password) ? { code: password } : { password }));
    setPassword('');
  };
  return (
    <section className="block" aria-label="Show again who you are">
      <h2>Show again who you are</h2>
      <p className="dim">It was a while ago. Passwords, factors and passkeys are changed only shortly after.</p>
      <form className="setup-row" onSubmit={(event) => void confirm(event)}>
        <PasswordInput
          label="Your password, or a code of your app"
          autoComplete="current-password"
          required
          miw={260}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={doing.busy}>
          Go on
        </Button>
      </form>
      {doing.error ? <ErrorNote error={doing.error} /> : null}
    </section>
  );
}
