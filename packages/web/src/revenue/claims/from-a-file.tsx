import type { ClaimView } from '@claimwright/server/api';
import { Button, Modal, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { ErrorNote } from '../../ui/notes.tsx';

interface SayProps {
  readonly claim: ClaimView;
  readonly counts: boolean;
  onClose(): void;
}

function Say({ claim, counts, onClose }: SayProps): ReactElement {
  const [because, setBecause] = useState('');
  const say = useAct('revenue/submission/count-replacement');
  const ended = claim.frequency === '8' ? 'voided' : 'replaced';
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (await say.run({ claimId: claim.id, counts, because: because.trim() })) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={counts ? 'It counts' : 'It does not count'} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <p>
          {counts
            ? `Claim ${claim.ends?.patientControlNumber} is ${ended} in the books: its charges are taken back. It can be said otherwise later.`
            : `Claim ${claim.ends?.patientControlNumber} stands as it did, and nothing is owed on this one. It can be said otherwise later.`}
        </p>
        <TextInput
          label="How you know, kept on the record"
          description="Without the patient’s name: the payer’s portal, a call, their letter"
          required
          minLength={3}
          maxLength={500}
          data-autofocus
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
        {say.error ? <ErrorNote error={say.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={say.busy}>
            Keep it
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Another system’s replacement or void of a claim that left from here: a person says whether it counts. */
export function FromAFile({ claim }: { readonly claim: ClaimView }): ReactElement | null {
  const [saying, setSaying] = useState<boolean | undefined>(undefined);
  const may = useMay('submissions.prepare');
  const { ends, endedIf } = claim;
  if (endedIf)
    return (
      <section className="block" aria-label="What a file says of it">
        <h2>A file {endedIf.frequency === '8' ? 'voids' : 'replaces'} this claim</h2>
        <p>
          Another system made it. This one stands until somebody says that{' '}
          <Link to="/claims" search={{ claim: endedIf.claimId }}>
            the other counts
          </Link>
          .
        </p>
      </section>
    );
  if (!ends) return null;
  const verb = claim.frequency === '8' ? 'voids' : 'replaces';
  return (
    <section className="block" aria-label="Whether it counts">
      <h2>Whether it counts</h2>
      <p>
        It came in a file of another system and {verb} claim{' '}
        <Link to="/claims" search={{ claim: ends.claimId }}>
          {ends.patientControlNumber}
        </Link>
        , which was sent from here.{' '}
        {ends.counts === undefined
          ? 'What the payer did with it is not known here: until somebody says so, the first claim stands.'
          : ends.counts
            ? 'Somebody said that it counts.'
            : 'Somebody said that it does not count.'}
      </p>
      {may ? (
        <div className="actions">
          {ends.counts === true ? null : (
            <Button size="xs" onClick={() => setSaying(true)}>
              It counts…
            </Button>
          )}
          {ends.counts === false ? null : (
            <Button size="xs" variant="default" onClick={() => setSaying(false)}>
              It does not count…
            </Button>
          )}
        </div>
      ) : null}
      {saying === undefined ? null : <Say claim={claim} counts={saying} onClose={() => setSaying(undefined)} />}
    </section>
  );
}
