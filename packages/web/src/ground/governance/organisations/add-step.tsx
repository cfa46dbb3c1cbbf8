import { fromDecimal } from '@claimwright/core/ground/base';
import {
  grants,
  levels,
  permissions,
  personRoles,
  rank,
  retentionClasses,
  roles,
  textOf,
  workflowCards,
  workflows,
} from '@claimwright/core/ground/governance';
import type { TemplateStep } from '@claimwright/server/api';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { levelWords } from '../switchboard/words.ts';

const kinds = [
  { value: 'limit', label: 'The limit of a role' },
  { value: 'phase', label: 'The phase of a machine' },
  { value: 'time', label: 'How long records are kept' },
] as const;
type Kind = (typeof kinds)[number]['value'];
const limitable = permissions.filter((right) => textOf(right).weighs?.includes('amount'));
const limited = personRoles.filter((role) => role !== 'operations-lead' && limitable.some((right) => grants[role][right]));
const classes = Object.entries(retentionClasses).filter(([, text]) => !('kept' in text));

interface Choice {
  readonly value: string;
  readonly label: string;
}
interface Fields {
  readonly first: { readonly label: string; readonly data: readonly Choice[] };
  second(first: string): { readonly label: string; readonly data: readonly Choice[] } | undefined;
  readonly amount?: { readonly label: string; readonly placeholder: string };
  step(first: string, second: string, amount: string, because: string): TemplateStep | undefined;
}

const fields: { readonly [kind in Kind]: Fields } = {
  limit: {
    first: { label: 'Role', data: limited.map((one) => ({ value: one, label: roles[one].title })) },
    second: (role) => ({
      label: 'Right',
      data: limitable
        .filter((right) => limited.some((one) => one === role && grants[one][right]))
        .map((one) => ({ value: one, label: textOf(one).noun })),
    }),
    amount: { label: 'At most', placeholder: '5,000.00' },
    step: (role, right, amount, because) => {
      const upTo = fromDecimal(amount.replace('$', ''));
      return upTo === undefined ? undefined : { command: 'ground/governance/people/set-limit', input: { role, right, upTo, because } };
    },
  },
  phase: {
    first: { label: 'Workflow', data: workflows.map((one) => ({ value: one, label: workflowCards[one].name })) },
    second: (workflow) => {
      const card = workflows.find((one) => one === workflow);
      const most = card ? rank(workflowCards[card].ceiling) : 0;
      return {
        label: 'Phase',
        data: levels.filter((one) => rank(one) <= most).map((one) => ({ value: one, label: levelWords[one].name })),
      };
    },
    step: (workflow, level, _amount, because) => ({ command: 'ground/governance/set-level', input: { workflow, level, because } }),
  },
  time: {
    first: { label: 'What', data: classes.map(([value, { holds }]) => ({ value, label: holds })) },
    second: () => undefined,
    amount: { label: 'Years', placeholder: '10' },
    step: (of, _none, years, basis) =>
      /^\d{1,3}$/.test(years.trim())
        ? { command: 'ground/governance/retention/set-rule', input: { class: of, years: Number(years), basis } }
        : undefined,
  },
};

/** One thing more that a template sets. */
export function AddStep({ onAdd }: { onAdd(step: TemplateStep): void }): ReactElement {
  const [kind, setKind] = useState<Kind>('limit');
  const { first, second, amount, step } = fields[kind];
  const [one, setOne] = useState('');
  const [two, setTwo] = useState('');
  const [much, setMuch] = useState('');
  const [because, setBecause] = useState('');
  const chosen = first.data.find(({ value }) => value === one)?.value ?? first.data[0]?.value ?? '';
  const more = second(chosen);
  const then = more?.data.find(({ value }) => value === two)?.value ?? more?.data[0]?.value ?? '';
  const made = because.trim().length < 3 ? undefined : step(chosen, then, much, because.trim());
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!made) return;
    onAdd(made);
    setMuch('');
    setBecause('');
  };
  return (
    <form className="setup-row" aria-label="Add to the template" onSubmit={onSubmit}>
      <NativeSelect
        label="It sets"
        value={kind}
        onChange={(event) => setKind(kinds.find(({ value }) => value === event.currentTarget.value)?.value ?? 'limit')}
        data={[...kinds]}
      />
      <NativeSelect label={first.label} value={chosen} onChange={(event) => setOne(event.currentTarget.value)} data={[...first.data]} />
      {more ? (
        <NativeSelect label={more.label} value={then} onChange={(event) => setTwo(event.currentTarget.value)} data={[...more.data]} />
      ) : null}
      {amount ? (
        <TextInput
          label={amount.label}
          placeholder={amount.placeholder}
          value={much}
          error={much !== '' && step(chosen, then, much, 'why') === undefined ? `Such as ${amount.placeholder}` : undefined}
          onChange={(event) => setMuch(event.currentTarget.value)}
        />
      ) : null}
      <TextInput
        label="Reason, kept on each practice’s record"
        miw={240}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={made === undefined}>
        Add it
      </Button>
    </form>
  );
}
