import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../../ui/notes.tsx';
import { type BoxFaults, payerOf, type TypedPayer } from './billing-form.ts';

interface PayerDialogProps {
  readonly start: TypedPayer;
  /** The numbers under which payers are known. */
  readonly known: readonly { readonly id: string; readonly name: string }[];
  readonly busy: boolean;
  readonly error: unknown;
  onClose(): void;
  onDone(payer: BillingFacts['payers'][number]): void;
}

/** How a payer wants its claims. */
export function PayerDialog({ start, known, busy, error, onClose, onDone }: PayerDialogProps): ReactElement {
  const [typed, setTyped] = useState(start);
  const [faults, setFaults] = useState<BoxFaults<TypedPayer>>({});
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const read = payerOf(typed);
    setFaults('faults' in read ? read.faults : {});
    if ('payer' in read) onDone(read.payer);
  };
  const isNew = start.payerId === '';
  const listed = known.some(({ id }) => id === typed.payerId) || typed.payerId === '';
  return (
    <Modal opened onClose={onClose} title="How a payer wants its claims" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" noValidate onSubmit={onSubmit}>
        <NativeSelect
          label="Payer, by the number that claims name"
          data={[
            { value: '', label: 'Choose' },
            ...(listed ? [] : [{ value: typed.payerId, label: typed.payerId }]),
            ...known.map(({ id, name }) => ({ value: id, label: `${name} · ${id}` })),
          ]}
          {...{ value: typed.payerId, error: faults.payerId, disabled: !isNew, 'data-autofocus': isNew || undefined }}
          onChange={(event) => setTyped({ ...typed, payerId: event.currentTarget.value })}
        />
        <TextInput
          label="Filing indicator"
          placeholder="CI commercial, MB Medicare, MC Medicaid"
          {...{ value: typed.filingIndicator, error: faults.filingIndicator }}
          onChange={(event) => setTyped({ ...typed, filingIndicator: event.currentTarget.value })}
        />
        <TextInput
          label="Lines of one claim, where it takes fewer than the format"
          {...{ value: typed.lineLimit, error: faults.lineLimit }}
          onChange={(event) => setTyped({ ...typed, lineLimit: event.currentTarget.value })}
        />
        <NativeSelect
          label="What it pays is accepted"
          data={[
            { value: '', label: 'Yes, as usual (A)' },
            { value: 'B', label: 'For laboratory services only (B)' },
            { value: 'C', label: 'No (C)' },
          ]}
          value={typed.assignment === 'A' ? '' : typed.assignment}
          onChange={(event) => setTyped({ ...typed, assignment: event.currentTarget.value })}
        />
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
