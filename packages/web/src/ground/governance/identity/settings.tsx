import { personRoles, roles } from '@claimwright/core/ground/governance';
import type { SignInSettings } from '@claimwright/server/api';
import { Button, Checkbox, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { post } from '../../../app/api.ts';
import { useAct, useAsk } from '../../../app/queries.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';

function Policy({ settings }: { readonly settings: SignInSettings }): ReactElement {
  const set = useAct('ground/governance/set-sign-in-policy');
  const [chosen, setChosen] = useState<readonly string[]>(settings.secondFactorRoles);
  const [idle, setIdle] = useState(settings.idleMinutes);
  const [longest, setLongest] = useState(settings.longestHours);
  const [done, setDone] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setDone((await set.run({ secondFactorRoles: chosen, idleMinutes: idle, longestHours: longest })) !== undefined);
  };
  return (
    <section className="block" aria-label="Second factor and sessions">
      <h2>Second factor and sessions</h2>
      {settings.demo ? (
        <Status tone="quiet">The demo asks for no second factor unless you say so: everybody in it is made up</Status>
      ) : null}
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <Checkbox.Group label="Must show a second factor" value={[...chosen]} onChange={setChosen}>
          <div className="role-list ticks">
            {personRoles.map((role) => (
              <Checkbox key={role} value={role} label={roles[role].title} size="xs" />
            ))}
          </div>
        </Checkbox.Group>
        <div className="setup-row">
          <NumberInput
            size="xs"
            label="Minutes without input until signed off"
            min={1}
            max={240}
            allowDecimal={false}
            value={idle}
            onChange={(value) => setIdle(Number(value))}
          />
          <NumberInput
            size="xs"
            label="Hours a session lasts at most"
            min={1}
            max={24}
            allowDecimal={false}
            value={longest}
            onChange={(value) => setLongest(Number(value))}
          />
          <Button type="submit" loading={set.busy}>
            Save
          </Button>
        </div>
      </form>
      {done ? <p role="status">Saved. It holds for everybody within seconds.</p> : null}
      {set.error ? <ErrorNote error={set.error} /> : null}
    </section>
  );
}

const empty = { name: '', issuer: '', clientId: '', clientSecret: '', domains: '' };

function SignOn({ settings }: { readonly settings: SignInSettings }): ReactElement {
  const client = useQueryClient();
  const end = useAct('ground/governance/end-sign-on');
  const [values, setValues] = useState<typeof empty | undefined>(undefined);
  const [assures, setAssures] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const again = () => void client.invalidateQueries({ queryKey: ['ground/governance/sign-in-settings'] });
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!values) return;
    setBusy(true);
    setError(undefined);
    try {
      await post('/api/sign-on', { ...values, domains: values.domains.split(/[\s,]+/).filter(Boolean), secondFactor: assures });
      setValues(undefined);
      again();
    } catch (wrong) {
      setError(wrong);
    } finally {
      setBusy(false);
    }
  };
  const field = (name: keyof typeof empty, label: string, placeholder = '') => {
    const props = { label, placeholder, required: true, value: values?.[name] ?? '' };
    const Field = name === 'clientSecret' ? PasswordInput : TextInput;
    return <Field {...props} miw={210} onChange={(event) => values && setValues({ ...values, [name]: event.currentTarget.value })} />;
  };
  const { signOn } = settings;
  return (
    <section className="block" aria-label="Identity provider">
      <h2>Identity provider</h2>
      <p className="dim">
        With OpenID Connect your people sign in as they do everywhere. Only people who work here are let in; nobody is made by it. Redirect
        address: <span className="mono">{window.location.origin}/api/auth/sign-on/callback</span>
      </p>
      {signOn ? (
        <p className="own-actions">
          <Status tone="good">{signOn.name}</Status>
          <span className="mono">{signOn.issuer}</span>
          <span className="dim">for {signOn.domains.join(', ')}</span>
          <Button variant="default" size="compact-xs" disabled={end.busy} onClick={() => void end.run({}).then(again)}>
            Take it away
          </Button>
        </p>
      ) : null}
      {values ? (
        <form className="setup-row" onSubmit={(event) => void onSubmit(event)}>
          {field('name', 'Name on the button', 'Elm Health')}
          {field('issuer', 'Issuer', 'https://login.elm.example')}
          {field('clientId', 'Client id')}
          {field('clientSecret', 'Client secret')}
          {field('domains', 'Domains of its addresses', 'elm.example')}
          <Checkbox
            label="It asks for a second factor itself"
            checked={assures}
            onChange={(event) => setAssures(event.currentTarget.checked)}
          />
          <Button type="submit" loading={busy}>
            Set it up
          </Button>
        </form>
      ) : (
        <Button variant="default" size="compact-sm" onClick={() => setValues(empty)}>
          {signOn ? 'Change the provider' : 'Set up a provider'}
        </Button>
      )}
      {error ? <ErrorNote error={error} /> : null}
    </section>
  );
}

function Unlock(): ReactElement | null {
  const people = useAsk('ground/governance/people/people', {});
  const [who, setWho] = useState<string | null>(null);
  const [said, setSaid] = useState<string | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const unlock = async () => {
    setError(undefined);
    try {
      const { wasLocked } = (await post(`/api/people/${who}/unlock`, {})) as { wasLocked: boolean };
      setSaid(wasLocked ? 'Failed tries are forgiven: they may sign in again now.' : 'Nobody was waiting: there were no failed tries.');
    } catch (wrong) {
      setError(wrong);
    }
  };
  if (!people.data) return null;
  return (
    <section className="block" aria-label="Locked out">
      <h2>Locked out</h2>
      <p className="dim">After five failed tries a person waits, from fifteen seconds to a quarter of an hour. You can end it.</p>
      <div className="setup-row">
        <Select
          label="Person"
          searchable
          data={people.data.people.map(({ userId, name }) => ({ value: userId, label: name }))}
          value={who}
          onChange={(value) => {
            setWho(value);
            setSaid(undefined);
          }}
        />
        <Button variant="default" disabled={who === null} onClick={() => void unlock()}>
          Unlock
        </Button>
      </div>
      {said ? <p role="status">{said}</p> : null}
      {error ? <ErrorNote error={error} /> : null}
    </section>
  );
}

/** How people sign in here. */
export function Settings(): ReactElement {
  const { data, error, refetch } = useAsk('ground/governance/sign-in-settings', {});
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <>
      <Policy settings={data} />
      <SignOn settings={data} />
      <Unlock />
    </>
  );
}
