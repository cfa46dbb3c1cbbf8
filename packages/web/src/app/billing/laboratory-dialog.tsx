import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../../ui/notes.tsx';
import { cliaOf } from './billing-form.ts';

interface LaboratoryDialogProps {
  readonly start: string;
  readonly busy: boolean;
  readonly error: unknown;
  onClose(): void;
  onDone(cliaNumber: string | undefined): void;
}

/** The certificate under which the practice does tests itself. Left empty: it does none, or each charge says whose. */
export function LaboratoryDialog({ start, busy, error, onClose, onDone }: LaboratoryDialogProps): ReactElement {
  const [typed, setTyped] = useState(start);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const read = cliaOf(typed);
    setFault('fault' in read ? read.fault : undefined);
    if (!('fault' in read)) onDone(read.cliaNumber);
  };
  return (
    <Modal opened onClose={onClose} title="The practice’s laboratory" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" noValidate onSubmit={onSubmit}>
        <p>
          Goes with each claim of a test that is done where the practice bills: of a code from 80000 to 89999, or with QW, and without 90. A
          charge that names another number keeps its own.
        </p>
        <TextInput
          label="CLIA number"
          placeholder="05D1234567"
          {...{ value: typed, error: fault, autoComplete: 'off', 'data-autofocus': true }}
          onChange={(event) => setTyped(event.currentTarget.value)}
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
