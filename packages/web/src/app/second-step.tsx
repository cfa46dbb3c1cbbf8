import type { SecondFactor } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../ui/notes.tsx';
import { hasPasskeys, secondFactor, signInByPasskey } from './identity.ts';

interface SecondStepProps {
  readonly factors: readonly SecondFactor[];
  onDone(): void;
  onBack(): void;
}

/** The second factor, after the password or the identity provider. */
export function SecondStep({ factors, onDone, onBack }: SecondStepProps): ReactElement {
  const [recovery, setRecovery] = useState(!factors.includes('totp') && !factors.includes('passkey'));
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      onDone();
    } catch (wrong) {
      setError(wrong);
      setCode('');
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => secondFactor(recovery ? { recoveryCode: code } : { code: code.replaceAll(/\s/g, '') }));
  };
  const byCode = recovery || factors.includes('totp');
  return (
    <form onSubmit={onSubmit} className="door-form" aria-label="Second factor">
      <h2>{recovery ? 'Use a recovery code' : 'Show your second factor'}</h2>
      {error ? <ErrorNote error={error} /> : null}
      {byCode ? (
        <TextInput
          key={String(recovery)}
          label={recovery ? 'Recovery code' : 'Code of your authenticator app'}
          description={recovery ? 'One of those that you wrote down. Each opens once.' : 'Six digits, a new one every half minute'}
          autoComplete="one-time-code"
          inputMode={recovery ? 'text' : 'numeric'}
          required
          autoFocus
          data-autofocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          size="sm"
        />
      ) : null}
      {byCode ? (
        <Button type="submit" loading={busy} size="sm">
          Sign in
        </Button>
      ) : null}
      {factors.includes('passkey') && hasPasskeys() ? (
        <Button variant={byCode ? 'default' : 'filled'} disabled={busy} size="sm" onClick={() => void run(signInByPasskey)}>
          Use a passkey
        </Button>
      ) : null}
      {factors.includes('recovery-code') && !recovery ? (
        <Button variant="subtle" size="sm" onClick={() => setRecovery(true)}>
          Use a recovery code
        </Button>
      ) : null}
      <Button variant="subtle" size="sm" onClick={onBack}>
        Back
      </Button>
    </form>
  );
}
