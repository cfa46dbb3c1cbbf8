import type { SubmissionWorkView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

/** A person says that it is done, or means nothing, and why. */
export function CloseByHand({ row, onClosed }: { readonly row: SubmissionWorkView; onClosed(): void }): ReactElement | null {
  const may = useMay('submissions.prepare');
  const [asking, setAsking] = useState(false);
  const close = useAct('revenue/submission/close-work');
  if (!may) return null;
  const run = async (because: string) => {
    const { kind } = row;
    if (kind !== 'late' && kind !== 'paper' && kind !== 'unplaced') return;
    if (await close.run({ kind, about: row.draftId ?? row.documentId ?? '', because })) onClosed();
  };
  const verb = row.kind === 'paper' ? 'It was sent' : 'Close';
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {verb}
      </Button>
      <ReasonDialog
        title={row.kind === 'paper' ? 'The attachment was sent' : 'Close this work'}
        opened={asking}
        verb={verb}
        reason={row.kind === 'paper' ? 'Sent by mail' : ''}
        busy={close.busy}
        error={close.error ?? undefined}
        onClose={() => setAsking(false)}
        onDone={(because) => void run(because)}
      />
    </>
  );
}
