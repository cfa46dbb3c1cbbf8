import { fromDecimal } from '@claimwright/core/ground/base';
import { grants, permissions, personRoles, roles as roleTexts, textOf } from '@claimwright/core/ground/governance';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { useMe } from '../../../app/session.ts';
import { ErrorNote } from '../../../ui/notes.tsx';

const limitable = permissions.filter((right) => textOf(right).weighs?.includes('amount'));

/** Sets a limit for a role that one does not hold oneself. */
export function LimitForm(): ReactElement {
  const me = useMe();
  const set = useAct('ground/governance/people/set-limit');
  const choices = personRoles.filter((role) => !me.roles.includes(role) && limitable.some((right) => grants[role][right]));
  const [role, setRole] = useState<string>(choices[0] ?? '');
  const rights = limitable.filter((right) => choices.some((one) => one === role && grants[one][right]));
  const [chosen, setRight] = useState<string>('');
  const right = rights.find((one) => one === chosen) ?? rights[0];
  const [amount, setAmount] = useState('');
  const [because, setBecause] = useState('');
  const cents = fromDecimal(amount.replace('$', ''));
  const send = async (ended: boolean) => {
    if (right === undefined || (!ended && cents === undefined)) return;
    const done = await set.run({ role, right, because, ...(ended ? { ended } : { upTo: cents ?? 0 }) });
    if (!done) return;
    setAmount('');
    setBecause('');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send(false);
  };
  return (
    <form className="setup-row" onSubmit={onSubmit} aria-label="Set a limit">
      <NativeSelect
        label="Role"
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
        data={choices.map((one) => ({ value: one, label: roleTexts[one].title }))}
      />
      <NativeSelect
        label="Right"
        value={right ?? ''}
        onChange={(event) => setRight(event.currentTarget.value)}
        data={rights.map((one) => ({ value: one, label: textOf(one).noun }))}
      />
      <TextInput
        label="At most"
        placeholder="5,000.00"
        value={amount}
        error={amount !== '' && cents === undefined ? 'An amount such as 5,000.00' : undefined}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <TextInput
        label="Reason, kept on the record"
        required
        miw={240}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      <Button type="submit" loading={set.busy} disabled={cents === undefined}>
        Set the limit
      </Button>
      <Button variant="default" disabled={set.busy || because.trim() === ''} onClick={() => void send(true)}>
        As the table says
      </Button>
      {set.error ? <ErrorNote error={set.error} /> : null}
    </form>
  );
}
