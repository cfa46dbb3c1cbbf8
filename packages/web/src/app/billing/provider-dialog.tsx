import type { ProviderToSend } from '@claimwright/core/revenue/claims';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../../ui/notes.tsx';
import { type BoxFaults, providerOf, type TypedProvider } from './billing-form.ts';

interface ProviderDialogProps {
  readonly title: string;
  readonly start: TypedProvider;
  /** Whoever bills says more. */
  readonly bills: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  onClose(): void;
  onDone(provider: ProviderToSend): void;
}

type Name = Exclude<keyof TypedProvider, 'entity' | 'taxIdKind'>;
type Field = readonly [name: Name, label: string, hint?: string];

const address: readonly Field[] = [
  ['line1', 'Street'],
  ['line2', 'Suite'],
  ['city', 'City'],
  ['state', 'State'],
  ['zip', 'Zip'],
  ['phone', 'Telephone'],
];

/** Somebody whom claims name: who bills, who does it, or where. */
export function ProviderDialog({ title, start, bills, busy, error, onClose, onDone }: ProviderDialogProps): ReactElement {
  const [typed, setTyped] = useState(start);
  const [faults, setFaults] = useState<BoxFaults<TypedProvider>>({});
  const person = typed.entity === 'person';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const read = providerOf(typed, bills);
    setFaults('faults' in read ? read.faults : {});
    if ('provider' in read) onDone(read.provider);
  };
  const field = ([name, label, hint]: Field, first = false) => (
    <TextInput
      key={name}
      {...{ label, value: typed[name], error: faults[name], autoComplete: 'off', 'data-autofocus': first || undefined }}
      {...(hint === undefined ? {} : { placeholder: hint })}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" noValidate onSubmit={onSubmit}>
        <div className="tell-boxes">
          <NativeSelect
            label="Is"
            data={[
              { value: 'organisation', label: 'An organisation' },
              { value: 'person', label: 'A person' },
            ]}
            value={typed.entity}
            onChange={(event) => setTyped({ ...typed, entity: event.currentTarget.value === 'person' ? 'person' : 'organisation' })}
          />
          {field(['name', person ? 'Last name' : 'Name'], true)}
          {person ? field(['first', 'First name']) : null}
          {field(['npi', 'NPI', 'Ten digits'])}
          {field(['taxonomy', 'Taxonomy', 'Ten letters or digits'])}
          {field(['taxId', 'Tax number', 'Nine digits'])}
          <NativeSelect
            label="The tax number is"
            data={[
              { value: 'employer', label: 'An employer’s (EIN)' },
              { value: 'person', label: 'A person’s (SSN)' },
            ]}
            value={typed.taxIdKind}
            onChange={(event) => setTyped({ ...typed, taxIdKind: event.currentTarget.value === 'person' ? 'person' : 'employer' })}
          />
          {address.map((one) => field(one))}
        </div>
        {error ? <ErrorNote error={error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}
