import type { ClaimView } from '@claimwright/server/api';
import { Button, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { ErrorNote } from '../../ui/notes.tsx';

type As = 'replacement' | 'void';

const words: Readonly<Record<As, { readonly title: string; readonly verb: string; readonly what: string }>> = {
  replacement: {
    title: 'Draft a replacement',
    verb: 'Draft the replacement',
    what: 'A copy of what was sent waits under Going out, to be mended and approved there. It tells the payer which claim it takes the place of.',
  },
  void: {
    title: 'Draft a void',
    verb: 'Draft the void',
    what: 'A claim that takes this one back waits under Going out, to be approved there. What the payer paid on it, it will want again.',
  },
};

/** Nothing is sent by it: a draft is made, and a person approves its batch. */
function AnewDialog({ claim, as, onClose }: { readonly claim: ClaimView; readonly as: As; onClose(): void }): ReactElement {
  const go = useNavigate();
  const [number, setNumber] = useState('');
  const anew = useAct('revenue/claims/anew');
  const { title, verb, what } = words[as];
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const payerControlNumber = number.trim();
    const made = await anew.run({ claimId: claim.id, as, ...(payerControlNumber === '' ? {} : { payerControlNumber }) });
    if (made) await go({ to: '/claims', search: { view: 'out', draft: made.draftId } });
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <p>{what}</p>
        <TextInput
          label="The payer’s number of the claim"
          description="Left empty: as its remit or its acknowledgment says"
          maxLength={50}
          data-autofocus
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        {anew.error ? <ErrorNote error={anew.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={anew.busy}>
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const ended: readonly string[] = ['void', 'replaced', 'asked'];

/** What can be made of a claim that went out: one in its place, one that takes it back, and that to the next payer. */
export function ClaimAnew({ claim }: { readonly claim: ClaimView }): ReactElement | null {
  const go = useNavigate();
  const may = useMay('claims.prepare');
  const [asking, setAsking] = useState<As | undefined>(undefined);
  const next = useAct('revenue/claims/next-payer');
  if (!may || ended.includes(claim.status)) return null;
  const onNext = async () => {
    const made = await next.run({ claimId: claim.id });
    if (made) await go({ to: '/claims', search: { view: 'out', draft: made.draftId } });
  };
  return (
    <div className="block">
      <div className="actions">
        {claim.coverages.length > 1 ? (
          <Button
            size="xs"
            variant={claim.status === 'next-payer-due' ? 'filled' : 'default'}
            loading={next.busy}
            onClick={() => void onNext()}
          >
            Draft to the next payer
          </Button>
        ) : null}
        <Button size="xs" variant="default" onClick={() => setAsking('replacement')}>
          Replace…
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsking('void')}>
          Take back…
        </Button>
      </div>
      {next.error ? <ErrorNote error={next.error} /> : null}
      {asking ? <AnewDialog key={asking} claim={claim} as={asking} onClose={() => setAsking(undefined)} /> : null}
    </div>
  );
}
