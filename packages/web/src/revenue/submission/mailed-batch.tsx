import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { plural } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';

interface MailedBatchProps {
  readonly batchId: string;
  readonly claims: number;
  readonly opened: boolean;
  onClose(): void;
}

/** Envelopes are mailed together: of each claim of which nothing was told yet it is said at once. */
export function MailedBatch({ batchId, claims, opened, onClose }: MailedBatchProps): ReactElement {
  const [on, setOn] = useState('');
  const [because, setBecause] = useState('');
  const tell = useAct('revenue/submission/tell-batch-mailed');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (await tell.run({ batchId, on, because: because.trim() })) onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="These claims were mailed" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <p>Said of each of the {plural(claims, 'claim')} of which nobody has told anything yet.</p>
        <TextInput label="On" type="date" required data-autofocus value={on} onChange={(event) => setOn(event.currentTarget.value)} />
        <TextInput
          label="How you know, kept on the record"
          description="Without a patient’s name: certified mail and its number, the carrier"
          required
          minLength={3}
          maxLength={500}
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
        {tell.error ? <ErrorNote error={tell.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={tell.busy}>
            Keep it
          </Button>
        </div>
      </form>
    </Modal>
  );
}
