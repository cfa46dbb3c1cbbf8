import { Button, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { ErrorNote } from '../../../ui/notes.tsx';

const told = [
  { value: 'mailed', label: 'It was mailed' },
  { value: 'accepted', label: 'The payer took it' },
  { value: 'rejected', label: 'The payer does not take it' },
] as const;
type What = (typeof told)[number]['value'];

/** What went by mail no file answers: a person says when it was mailed, and what the payer said. */
export function ToldByMail({ draftId, onTold }: { readonly draftId: string; onTold(): void }): ReactElement | null {
  const may = useMay('submissions.prepare');
  const [open, setOpen] = useState(false);
  const [what, setWhat] = useState<What>('mailed');
  const [on, setOn] = useState('');
  const [because, setBecause] = useState('');
  const [number, setNumber] = useState('');
  const tell = useAct('revenue/submission/tell-mailed');
  if (!may) return null;
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const payerControlNumber = number.trim();
    const more = what === 'accepted' && payerControlNumber !== '' ? { payerControlNumber } : {};
    if ((await tell.run({ draftId, what, on, because: because.trim(), ...more })) === undefined) return;
    setOpen(false);
    onTold();
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        Mailed, or answered by letter…
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title="What became of it by mail" closeButtonProps={{ 'aria-label': 'Close' }}>
        <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
          <Select
            label="What happened"
            data={[...told]}
            value={what}
            allowDeselect={false}
            data-autofocus
            onChange={(value) => setWhat(told.find((one) => one.value === value)?.value ?? 'mailed')}
          />
          <TextInput label="On" type="date" required value={on} onChange={(event) => setOn(event.currentTarget.value)} />
          {what === 'accepted' ? (
            <TextInput
              label="The payer’s number of the claim"
              description="Left empty where it told none"
              maxLength={50}
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
          ) : null}
          <TextInput
            label="How you know, kept on the record"
            description="Without the patient’s name: certified mail, a call, their letter"
            required
            minLength={3}
            maxLength={500}
            value={because}
            onChange={(event) => setBecause(event.currentTarget.value)}
          />
          {tell.error ? <ErrorNote error={tell.error} /> : null}
          <div className="dialog-actions">
            <Button variant="default" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" loading={tell.busy}>
              Keep it
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
