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

/** For a payer that takes no replacement: the same claim as a new one, once it was sent back and nothing was paid. */
function AgainDialog({ claim, onClose }: { readonly claim: ClaimView; onClose(): void }): ReactElement {
  const go = useNavigate();
  const [because, setBecause] = useState('');
  const again = useAct('revenue/claims/send-again');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await again.run({ claimId: claim.id, because: because.trim() });
    if (made) await go({ to: '/claims', search: { view: 'out', draft: made.draftId } });
  };
  return (
    <Modal opened onClose={onClose} title="Send again as a new claim" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <p>
          Medicare takes no replacement of a claim that it could not process: it wants a new one. A copy waits under Going out, to be mended
          and approved there, and stands in the place of this claim once it leaves.
        </p>
        <TextInput
          label="What was wrong, and is mended"
          required
          minLength={3}
          maxLength={500}
          data-autofocus
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
        {again.error ? <ErrorNote error={again.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={again.busy} disabled={because.trim().length < 3}>
            Draft it again
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Under which number the next payer has the claim, where no answer says it. */
function NextNumber({ busy, onNext }: { readonly busy: boolean; onNext(number: string): void }): ReactElement {
  const [number, setNumber] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim() !== '') onNext(number.trim());
  };
  return (
    <form className="actions" onSubmit={onSubmit}>
      <TextInput
        size="xs"
        aria-label="The next payer’s number of the claim"
        placeholder="The next payer’s number"
        maxLength={50}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" loading={busy}>
        Draft with this number
      </Button>
    </form>
  );
}

const ended: readonly string[] = ['void', 'replaced', 'asked'];
const sentBack = ({ status, lines }: ClaimView): boolean =>
  (status === 'denied' || status === 'partly-paid') && lines.every(({ paid }) => paid === 0);
/** The refusal that a number answers. */
const wantsNumber = (error: { readonly message: string }): boolean => error.message.includes('number of the claim');

/** What can be made of a claim that went out: one in its place, one that takes it back, and that to the next payer. */
export function ClaimAnew({ claim }: { readonly claim: ClaimView }): ReactElement | null {
  const go = useNavigate();
  const may = useMay('claims.prepare');
  const [asking, setAsking] = useState<As | undefined>(undefined);
  const [again, setAgain] = useState(false);
  const next = useAct('revenue/claims/next-payer');
  if (!may || ended.includes(claim.status)) return null;
  const onNext = async (payerControlNumber?: string) => {
    const made = await next.run({ claimId: claim.id, ...(payerControlNumber === undefined ? {} : { payerControlNumber }) });
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
        {sentBack(claim) ? (
          <Button size="xs" variant="default" onClick={() => setAgain(true)}>
            Send again…
          </Button>
        ) : null}
        <Button size="xs" variant="default" onClick={() => setAsking('void')}>
          Take back…
        </Button>
      </div>
      {next.error ? <ErrorNote error={next.error} /> : null}
      {next.error && wantsNumber(next.error) ? <NextNumber busy={next.busy} onNext={(number) => void onNext(number)} /> : null}
      {again ? <AgainDialog claim={claim} onClose={() => setAgain(false)} /> : null}
      {asking ? <AnewDialog key={asking} claim={claim} as={asking} onClose={() => setAsking(undefined)} /> : null}
    </div>
  );
}
