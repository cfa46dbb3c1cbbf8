import { grants, isRole, type Permission, roleNames, roles, scopeOf, scopesWithin } from '@claimwright/core/ground/governance';
import type { KeyMade, ServiceAccountView } from '@claimwright/server/api';
import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { post } from '../../../app/api.ts';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMe } from '../../../app/session.ts';
import { formatDay } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';

/** Machines' roles first: they are the narrow ones. */
const offered = roleNames
  .filter((role) => role !== 'patient' && role !== 'system')
  .sort((a, b) => Number(roles[a].held !== 'machine') - Number(roles[b].held !== 'machine'));

/** What a role gives, as far as whoever makes the key has it too. */
const scopesOf = (role: string, own: readonly string[]): readonly string[] =>
  isRole(role)
    ? scopesWithin(
        own,
        Object.keys(grants[role]).flatMap((right) => scopeOf(right as Permission) ?? []),
      ).toSorted()
    : [];

function useKeys() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const [made, setMade] = useState<KeyMade | undefined>(undefined);
  const run = async (path: string, input: object) => {
    setBusy(true);
    setError(undefined);
    try {
      setMade((await post(path, input)) as KeyMade);
      void client.invalidateQueries({ queryKey: ['ground/governance/service-accounts'] });
    } catch (wrong) {
      setError(wrong);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, made, run, forget: () => setMade(undefined) };
}

/** The key, this once. */
function Made({ made, onKept }: { readonly made: KeyMade; onKept(): void }): ReactElement {
  return (
    <section className="codes-once" aria-label="The new key">
      <h2>Copy this key now</h2>
      <p>It is shown this once. Send it as “Authorization: Bearer …”; it opens until {formatDay(made.expiresAt)}.</p>
      <p className="mono codes" data-testid="new-key">
        {made.key}
      </p>
      <div className="dialog-actions">
        <Button variant="default" onClick={() => void navigator.clipboard?.writeText(made.key)}>
          Copy
        </Button>
        <Button onClick={onKept}>I have kept it</Button>
      </div>
    </section>
  );
}

function NewAccount({ busy, onMake, onCancel }: { readonly busy: boolean; onMake(input: object): void; onCancel(): void }): ReactElement {
  const me = useMe();
  const [name, setName] = useState('');
  const [role, setRole] = useState('posting-agent');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [validDays, setDays] = useState(90);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onMake({ name, role, scopes: chosen, validDays });
  };
  return (
    <form className="dialog" aria-label="New service account" onSubmit={onSubmit}>
      <div className="setup-row">
        <TextInput
          label="What the program is called"
          required
          autoFocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Role"
          allowDeselect={false}
          data={offered.map((value) => ({ value, label: roles[value].title }))}
          value={role}
          onChange={(value) => {
            setRole(value ?? role);
            setChosen([]);
          }}
        />
        <NumberInput
          size="xs"
          label="Days until it ends"
          min={1}
          max={366}
          allowDecimal={false}
          value={validDays}
          onChange={(value) => setDays(Number(value))}
          w={150}
        />
      </div>
      <Checkbox.Group
        label="What it may do"
        description="Nothing but what is ticked, and nothing that you may not do yourself"
        value={[...chosen]}
        onChange={setChosen}
      >
        <div className="role-list ticks">
          {scopesOf(role, me.roles).map((scope) => (
            <Checkbox key={scope} value={scope} label={<span className="mono">{scope}</span>} size="xs" />
          ))}
        </div>
      </Checkbox.Group>
      <div className="dialog-actions">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={busy} disabled={chosen.length === 0}>
          Make the key
        </Button>
      </div>
    </form>
  );
}

const tones = { active: 'good', expired: 'quiet', revoked: 'stop', suspended: 'work' } as const;
const words = { active: 'Active', expired: 'Over', revoked: 'Revoked', suspended: 'Suspended' } as const;

function Account({ row, busy, onRotate }: { readonly row: ServiceAccountView; readonly busy: boolean; onRotate(): void }): ReactElement {
  const endKey = useAct('ground/governance/revoke-service-key');
  const endAccount = useAct('ground/governance/revoke-service-account');
  const error = endKey.error ?? endAccount.error;
  const orphaned = row.keys.some(({ state }) => state === 'suspended') && !row.keys.some(({ state }) => state === 'active');
  const replace = orphaned ? 'Take over' : 'Replace the key';
  return (
    <section className="block" aria-label={row.name}>
      <div className="block-head">
        <h2>{row.name}</h2>
        {row.revokedAt ? <Status tone="stop">Revoked {formatDay(row.revokedAt)}</Status> : null}
        <span className="dim">{row.roles.join(', ')}</span>
        {row.revokedAt ? null : (
          <span className="push own-actions">
            <Button
              variant="default"
              size="compact-xs"
              disabled={busy}
              onClick={onRotate}
              aria-label={orphaned ? `Take over ${row.name}` : `Replace the key of ${row.name}`}
            >
              {replace}
            </Button>
            <Button
              variant="default"
              size="compact-xs"
              disabled={endAccount.busy}
              onClick={() => void endAccount.run({ accountId: row.id })}
              aria-label={`Revoke ${row.name}`}
            >
              Revoke
            </Button>
          </span>
        )}
      </div>
      <p className="mono">{row.scopes.join('  ')}</p>
      {orphaned ? (
        <p role="status">
          Whoever made its key has left, or lost every right that it had: it opens nothing. Take it over by a new key, which you answer for,
          or revoke it.
        </p>
      ) : null}
      {error ? <ErrorNote error={error} /> : null}
      <ul className="own-list" aria-label={`Keys of ${row.name}`}>
        {row.keys.map((key) => (
          <li key={key.id}>
            <span>
              <span className="mono">{key.prefix}…</span>{' '}
              <span className="dim">
                made by {key.madeBy}, since {formatDay(key.createdAt)}, until {formatDay(key.expiresAt)},{' '}
                {key.usedAt ? `last used ${formatDay(key.usedAt)}` : 'not used yet'}
              </span>
              {key.lost && key.state === 'active' ? (
                <span className="dim">
                  , without {key.lost.join(', ')}, which {key.madeBy} does not have any more
                </span>
              ) : null}
            </span>
            <span className="own-actions">
              <Status tone={tones[key.state]}>{words[key.state]}</Status>
              {key.state === 'active' || key.state === 'suspended' ? (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  disabled={endKey.busy}
                  onClick={() => void endKey.run({ keyId: key.id })}
                  aria-label={`Revoke the key ${key.prefix}`}
                >
                  Revoke
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The programs that work here with keys of their own. */
export function Programs(): ReactElement {
  const { data, error, refetch } = useAsk('ground/governance/service-accounts', {});
  const keys = useKeys();
  const [making, setMaking] = useState(false);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const begin = (
    <Button size="compact-sm" onClick={() => setMaking(true)}>
      New service account
    </Button>
  );
  return (
    <>
      {keys.error ? <ErrorNote error={keys.error} /> : null}
      {keys.made ? (
        <Made made={keys.made} onKept={keys.forget} />
      ) : (
        <div className="page-note">
          {making ? (
            <NewAccount
              busy={keys.busy}
              onCancel={() => setMaking(false)}
              onMake={(input) => void keys.run('/api/service-accounts', input).then(() => setMaking(false))}
            />
          ) : data.rows.length > 0 ? (
            begin
          ) : null}
        </div>
      )}
      {data.rows.length === 0 && !making && !keys.made ? (
        <EmptyState title="No program has a key" action={begin}>
          A program of yours or of a vendor comes in with a key of its own: only for what you tick, only for as long as you say, and
          everything that it brings waits for a person.
        </EmptyState>
      ) : null}
      {data.rows.map((row) => (
        <Account
          key={row.id}
          row={row}
          busy={keys.busy}
          onRotate={() => void keys.run(`/api/service-accounts/${row.id}/rotate`, { validDays: 90, overlapHours: 24 })}
        />
      ))}
    </>
  );
}
