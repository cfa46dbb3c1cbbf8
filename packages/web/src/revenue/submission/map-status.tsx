import type { SubmissionWorkView } from '@claimwright/server/api';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { StatusClaims } from './status-claims.tsx';
import { meaningWords } from './words.ts';

const verdicts = ['received', 'accepted', 'pending', 'rejected', 'information'] as const;

/** A person says what a payer means by a status of its own: what it said of its claims already counts by that at once. */
export function MapStatus({ row, onMapped }: { readonly row: SubmissionWorkView; onMapped(): void }): ReactElement | null {
  const may = useMay('submissions.manage');
  const map = useAct('revenue/submission/map-status');
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]>('information');
  const [says, setSays] = useState('');
  const [fix, setFix] = useState('');
  const { payerId } = row;
  const code = row.causes[0]?.code;
  if (payerId === undefined || code === undefined) return null;
  const claims = <StatusClaims payerId={payerId} code={code} />;
  if (!may)
    return (
      <>
        <p>Whoever sets up the clearinghouses says what it means.</p>
        {claims}
      </>
    );
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (await map.run({ payerId, code, meaning: { verdict, says: says.trim(), fix: fix.trim() } })) onMapped();
  };
  return (
    <>
      {claims}
      <form className="dialog" aria-label={`What ${code} means`} onSubmit={(event) => void onSubmit(event)}>
        <p>
          Until then nothing completes itself on claims to this payer: a person decides. What is said here can be taken back under{' '}
          <Link to="/send" search={{ view: 'routes', one: payerId }}>
            Routes, {row.payerName ?? 'the payer'}
          </Link>
          .
        </p>
        <NativeSelect
          label={`What ${row.payerName ?? 'the payer'} means by ${code}`}
          value={verdict}
          data={verdicts.map((value) => ({ value, label: meaningWords[value] }))}
          onChange={({ currentTarget: { value } }) => setVerdict(verdicts.find((one) => one === value) ?? 'information')}
        />
        <Textarea
          label="In plain words"
          autosize
          required
          maxLength={300}
          value={says}
          onChange={(event) => setSays(event.currentTarget.value)}
        />
        <Textarea
          label="What to do then"
          autosize
          required
          maxLength={300}
          value={fix}
          onChange={(event) => setFix(event.currentTarget.value)}
        />
        {map.error ? <ErrorNote error={map.error} /> : null}
        <div className="dialog-actions">
          <Button type="submit" loading={map.busy} disabled={says.trim() === '' || fix.trim() === ''}>
            This is what it means
          </Button>
        </div>
      </form>
    </>
  );
}
