import type { ClaimView } from '@claimwright/server/api';
import { Button, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { ErrorNote } from '../../ui/notes.tsx';

function AsClaimDialog({ claim, onClose }: { readonly claim: ClaimView; onClose(): void }): ReactElement {
  const go = useNavigate();
  const [servedOn, setServedOn] = useState('');
  const [number, setNumber] = useState('');
  const send = useAct('revenue/claims/send-as-claim');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const predeterminationNumber = number.trim();
    const made = await send.run({ claimId: claim.id, servedOn, ...(predeterminationNumber === '' ? {} : { predeterminationNumber }) });
    if (made) await go({ to: '/claims', search: { view: 'out', draft: made.draftId } });
  };
  return (
    <Modal opened onClose={onClose} title="Send as a claim" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <p>What was asked beforehand waits under Going out as a claim, with the payer’s number. Its charges are booked when it leaves.</p>
        <TextInput
          type="date"
          label="Done on"
          required
          data-autofocus
          value={servedOn}
          onChange={(event) => setServedOn(event.currentTarget.value)}
        />
        <TextInput
          label="The payer’s number of its answer"
          description="Left empty: as its answer or its acknowledgment says"
          maxLength={50}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        {send.error ? <ErrorNote error={send.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={send.busy}>
            Draft the claim
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What was asked beforehand, once it is done. */
export function AsClaim({ claim }: { readonly claim: ClaimView }): ReactElement | null {
  const may = useMay('claims.prepare');
  const [asking, setAsking] = useState(false);
  if (!may || claim.status !== 'asked') return null;
  return (
    <>
      <div className="actions">
        <Button size="xs" onClick={() => setAsking(true)}>
          Send as a claim…
        </Button>
      </div>
      {asking ? <AsClaimDialog claim={claim} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
