import type { Device, Account as Own } from '@claimwright/server/api';
import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';
import { post } from '../../../app/api.ts';
import { hasPasskeys } from '../../../app/identity.ts';
import { useMe } from '../../../app/session.ts';
import { Facts } from '../../../ui/facts.tsx';
import { formatInstant } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { AuthenticatorSetUp, RecoveryCodes } from './authenticator.tsx';
import { Confirm } from './confirm.tsx';
import { PasskeyAdd, Passkeys } from './passkeys.tsx';
import { useAccount, useDoing } from './use-account.ts';

function Section({ title, says, children }: { readonly title: string; readonly says: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      <p className="dim">{says}</p>
      {children}
    </section>
  );
}

function Password(): ReactElement {
  const doing = useDoing();
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const change = async (event: FormEvent) => {
    event.preventDefault();
    setDone((await doing.run(() => post('/api/account/password', { password }))) !== undefined);
    setPassword('');
  };
  return (
    <Section title="Password" says="At least twelve characters; a few words that only you would put together are best.">
      <form className="setup-row" onSubmit={(event) => void change(event)}>
        <PasswordInput
          label="New password"
          autoComplete="new-password"
          minLength={12}
          required
          miw={260}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={doing.busy}>
          Change the password
        </Button>
      </form>
      {done ? <p role="status">The password is changed. Every other device is signed off.</p> : null}
      {doing.error ? <ErrorNote error={doing.error} /> : null}
    </Section>
  );
}

function Authenticator({ own }: { readonly own: Own }): ReactElement {
  const doing = useDoing();
  const [codes, setCodes] = useState<readonly string[] | undefined>(undefined);
  const renew = async () => {
    const answer = await doing.run(() => post('/api/account/recovery-codes', {}));
    if (answer) setCodes((answer as { recoveryCodes: readonly string[] }).recoveryCodes);
  };
  if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />;
  return (
    <Section title="Authenticator app" says="An app on your phone shows six digits; nobody signs in as you with your password alone.">
      {doing.error ? <ErrorNote error={doing.error} /> : null}
      {own.authenticator ? (
        <div className="own-actions">
          <Status tone="good">Set up</Status>
          <Button
            variant="default"
            size="compact-sm"
            disabled={doing.busy}
            onClick={() => void doing.run(() => post('/api/account/authenticator/remove', {}))}
          >
            Remove the app
          </Button>
        </div>
      ) : (
        <AuthenticatorSetUp onConfirmed={setCodes} />
      )}
      {own.authenticator || own.passkeys.length > 0 ? (
        <p className="own-actions">
          <span>{own.recoveryCodesLeft} recovery codes left.</span>
          <Button variant="default" size="compact-sm" disabled={doing.busy} onClick={() => void renew()}>
            Make new recovery codes
          </Button>
        </p>
      ) : null}
    </Section>
  );
}

const browserOf = (agent: string): string => {
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrom/.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : 'A program';
  const system = /Windows/.test(agent)
    ? 'Windows'
    : /Android/.test(agent)
      ? 'Android'
      : /iPhone|iPad/.test(agent)
        ? 'iOS'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : '';
  return system ? `${browser} on ${system}` : browser;
};

function Devices({ devices }: { readonly devices: readonly Device[] }): ReactElement {
  const doing = useDoing();
  return (
    <Section title="Devices" says="Where you are signed in now. A place is known by its network address only.">
      {doing.error ? <ErrorNote error={doing.error} /> : null}
      <ul className="own-list" aria-label="Devices">
        {devices.map((device) => (
          <li key={device.id}>
            <span>
              <strong>{browserOf(device.agent)}</strong> <span className="mono">{device.from}</span>{' '}
              <span className="dim">
                since {formatInstant(device.startedAt)}, last seen {formatInstant(device.seenAt)}
              </span>
            </span>
            {device.current ? (
              <Status tone="good">This device</Status>
            ) : (
              <Button
                variant="subtle"
                size="compact-xs"
                disabled={doing.busy}
                aria-label={`Sign off ${browserOf(device.agent)} at ${device.from}`}
                onClick={() => void doing.run(() => post(`/api/account/devices/${device.id}/sign-off`, {}))}
              >
                Sign off
              </Button>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={doing.busy}
          onClick={() => void doing.run(() => post('/api/account/devices/sign-off-others', {}))}
        >
          Sign off all other devices
        </Button>
      ) : null}
    </Section>
  );
}

/** One's own account. */
export function Account(): ReactElement {
  const me = useMe();
  const { data, error, refetch } = useAccount();
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reachable by keys
    <div className="page" tabIndex={0} role="group" aria-label="My account">
      <header className="thing-head">
        <div className="thing-title">
          <h1>My account</h1>
          <Facts
            facts={[
              { name: 'Name', value: me.user.name },
              { name: 'Email', value: me.user.email },
              { name: 'Practice', value: me.practice.name },
            ]}
          />
        </div>
        {me.practice.demo ? <Status tone="quiet">Demo: no second factor is asked for, everybody in it is made up</Status> : null}
      </header>
      {data.confirmed ? null : <Confirm />}
      <Authenticator own={data} />
      <Section
        title="Passkeys"
        says="Your finger, face or PIN on this device, or a security key: both factors in one, and nobody can phish it."
      >
        <Passkeys passkeys={data.passkeys} />
        {hasPasskeys() ? <PasskeyAdd /> : <p className="dim">This browser cannot make passkeys here; they need https or localhost.</p>}
      </Section>
      <Password />
      <Devices devices={data.devices} />
    </div>
  );
}
