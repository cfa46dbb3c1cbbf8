import type { DraftView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';

const open: readonly string[] = ['drafted', 'rejected'];

/** A claim that is not to go out, and why. */
export function Withdraw({ draft }: { readonly draft: DraftView }): ReactElement | null {
  const may = useMay('claims.prepare');
  const [asking, setAsking] = useState(false);
  const withdraw = useAct('revenue/claims/withdraw-draft');
  if (!may || !open.includes(draft.status)) return null;
  const run = async (because: string) => {
    if (await withdraw.run({ draftId: draft.id, because })) setAsking(false);
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        Withdraw…
      </Button>
      <ReasonDialog
        title="Withdraw this claim"
        opened={asking}
        verb="Withdraw it"
        reason=""
        busy={withdraw.busy}
        error={withdraw.error}
        onClose={() => setAsking(false)}
        onDone={(because) => void run(because)}
      >
        <p>It is never sent, and stays readable under Withdrawn.</p>
      </ReasonDialog>
    </>
  );
}
