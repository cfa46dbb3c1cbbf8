import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { signOut } from '../../../app/api.ts';
import { hasPasskeys } from '../../../app/identity.ts';
import { useMe } from '../../../app/session.ts';
import { AuthenticatorSetUp, RecoveryCodes } from './authenticator.tsx';
import { PasskeyAdd } from './passkeys.tsx';

/** The practice asks this role for a second factor: nothing else is open before there is one. */
export function SetUpFactor({ onDone }: { onDone(): void }): ReactElement {
  const me = useMe();
  const [codes, setCodes] = useState<readonly string[] | undefined>(undefined);
  const leave = async () => {
    await signOut().catch(() => undefined);
    onDone();
  };
  return (
    <main className="door">
      <div className="door-card">
        <header>
          <img src="/mark.svg" alt="" width="40" height="40" />
          <div>
            <h1>One more step</h1>
            <p>
              {me.practice.name} asks you for a second factor when you sign in: your role opens doors for others, and a password alone can
              be guessed or stolen.
            </p>
          </div>
        </header>
        {codes ? <RecoveryCodes codes={codes} onKept={onDone} /> : <AuthenticatorSetUp onConfirmed={setCodes} />}
        {hasPasskeys() && !codes ? <PasskeyAdd onDone={onDone} /> : null}
        <Button variant="subtle" size="sm" onClick={() => void leave()}>
          Sign out
        </Button>
      </div>
    </main>
  );
}
