import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../../ui/notes.tsx';
import { type BoxFaults, payToOf, type TypedPlace, typedPlace } from './billing-form.ts';

type PayTo = BillingFacts['payTo'];

interface PayToDialogProps {
  readonly start: NonNullable<PayTo>['address'] | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  onClose(): void;
  onDone(payTo: PayTo): void;
}

const fields: readonly (readonly [keyof TypedPlace, string])[] = [
  ['line1', 'Street, or P.O. box'],
  ['line2', 'Suite'],
  ['city', 'City'],
  ['state', 'State'],
  ['zip', 'Zip'],
];

/** A lock box, or another office. Left empty: payments go to whoever bills. */
export function PayToDialog({ start, busy, error, onClose, onDone }: PayToDialogProps): ReactElement {
  const [typed, setTyped] = useState(typedPlace(start));
  const [faults, setFaults] = useState<BoxFaults<TypedPlace>>({});
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const read = payToOf(typed);
    setFaults('faults' in read ? read.faults : {});
    if (!('faults' in read)) onDone(read.payTo);
  };
  return (
    <Modal opened onClose={onClose} title="Where payments go" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" noValidate onSubmit={onSubmit}>
        <p>Left empty, payments go to the address of whoever bills.</p>
        {fields.map(([name, label], i) => (
          <TextInput
            key={name}
            {...{ label, value: typed[name], error: faults[name], 'data-autofocus': i === 0 || undefined }}
            onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
          />
        ))}
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
