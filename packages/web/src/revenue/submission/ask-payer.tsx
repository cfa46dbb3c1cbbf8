import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { plural } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';

interface AskPayerProps {
  readonly about: { readonly draftIds: readonly string[] } | { readonly batchId: string };
}

/** Asks the payer how claims stand (276): the question is written, and let go by whoever presses. */
export function AskPayer({ about }: AskPayerProps): ReactElement | null {
  const may = useMay('submissions.approve');
  const prepare = useAct('revenue/submission/prepare-inquiry');
  const approve = useAct('revenue/submission/approve-batch');
  const [asked, setAsked] = useState<number | undefined>();
  if (!may) return null;
  const run = async () => {
    const made = await prepare.run(about);
    let claims = 0;
    for (const { batchId, sha256, claims: count } of made?.batches ?? []) if (await approve.run({ batchId, sha256 })) claims += count;
    if (claims > 0) setAsked(claims);
  };
  const error = prepare.error ?? approve.error;
  return (
    <>
      <p>
        <Button variant="default" loading={prepare.busy || approve.busy} disabled={asked !== undefined} onClick={() => void run()}>
          Ask the payer for the status
        </Button>{' '}
        {asked === undefined ? null : (
          <span role="status">The question about {plural(asked, 'claim')} is on its way, under your name.</span>
        )}
      </p>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}
