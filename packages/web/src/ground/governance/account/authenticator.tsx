import type { AuthenticatorOffer } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { post } from '../../../app/api.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { useDoing } from './use-account.ts';

/** Shown once: each is a way in when the phone is lost. */
export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; onKept(): void }): ReactElement {
  const text = `${codes.join('\n')}\n`;
  return (
    <section aria-label="Recovery codes" className="codes-once">
      <h2>Write these recovery codes down now</h2>
      <p>Each of them opens your account once when your phone is not at hand. They are not shown again.</p>
      <ul className="codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button
          variant="default"
          component="a"
          download="claimwright-recovery-codes.txt"
          href={`data:text/plain,${encodeURIComponent(text)}`}
        >
          Save as a file
        </Button>
        <Button onClick={onKept}>I have kept them</Button>
      </div>
    </section>
  );
}

/** Scan, type a code; whoever shows this shows the recovery codes then. */
export function AuthenticatorSetUp({ onConfirmed }: { onConfirmed(recoveryCodes: readonly string[]): void }): ReactElement {
  const doing = useDoing();
  const [offer, setOffer] = useState<AuthenticatorOffer | undefined>(undefined);
  const [code, setCode] = useState('');
  const begin = async () => setOffer((await doing.run(() => post('/api/account/authenticator', {}))) as AuthenticatorOffer | undefined);
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await doing.run(() => post('/api/account/authenticator/confirm', { code: code.replaceAll(/\s/g, '') }));
    setCode('');
    if (answer) onConfirmed((answer as { recoveryCodes: readonly string[] }).recoveryCodes);
  };
  if (!offer) {
    return (
      <>
        {doing.error ? <ErrorNote error={doing.error} /> : null}
        <Button size="compact-sm" loading={doing.busy} onClick={() => void begin()}>
          Set up an authenticator app
        </Button>
      </>
    );
  }
  return (
    <form onSubmit={(event) => void confirm(event)} className="authenticator" aria-label="Authenticator app">
      <img
        className="qr"
        src={`data:image/svg+xml,${encodeURIComponent(offer.picture)}`}
        alt="QR code for your authenticator app"
        width="188"
        height="188"
      />
      <div>
        <p>Scan this with an authenticator app on your phone, or type the key into it:</p>
        <p className="mono authenticator-key" data-testid="authenticator-key">
          {offer.secret.match(/.{1,4}/g)?.join(' ')}
        </p>
        {doing.error ? <ErrorNote error={doing.error} /> : null}
        <TextInput
          label="The code that the app shows"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <div className="dialog-actions">
          <Button type="submit" loading={doing.busy}>
            Confirm
          </Button>
        </div>
      </div>
    </form>
  );
}
