import type { BatchReport } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/session.ts';
import { KeyHint } from '../../ui/notes.tsx';
import { MailedBatch } from './mailed-batch.tsx';
import { PrintBatch } from './print-batch.tsx';

/** What a person does with a batch that no partner takes: prints it, and says when it was mailed. */
export function ByMail({ batch }: { readonly batch: BatchReport['batch'] }): ReactElement {
  const [open, setOpen] = useState<'print' | 'mailed' | undefined>(undefined);
  const mayPrint = useMay('claims.read');
  const mayTell = useMay('submissions.prepare');
  const untold = batch.state === 'sent' ? (batch.steps.sent ?? 0) : 0;
  useCommands([
    {
      ...{ id: 'print', label: 'Print its claims on paper', group: 'This batch', keys: 'p', run: () => setOpen('print') },
      not: mayPrint ? undefined : 'Your role may not read claims.',
    },
  ]);
  const onClose = () => setOpen(undefined);
  return (
    <>
      {mayPrint ? (
        <Button variant="default" onClick={() => setOpen('print')}>
          Print… <KeyHint keys="p" />
        </Button>
      ) : null}
      {untold > 0 && mayTell ? (
        <Button variant="default" onClick={() => setOpen('mailed')}>
          Mailed…
        </Button>
      ) : null}
      <PrintBatch batch={batch} opened={open === 'print'} onClose={onClose} />
      <MailedBatch batchId={batch.id} claims={untold} opened={open === 'mailed'} onClose={onClose} />
    </>
  );
}
