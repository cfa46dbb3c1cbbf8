import type { LinePlan } from '@claimwright/core/revenue/posting';
import type { LineCandidateView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import type { Column } from '../../ui/virtual-table.tsx';

const columns: readonly Column<LineCandidateView>[] = [
  { id: 'code', head: 'Line', width: 'minmax(90px, 0.7fr)', cell: (row) => <strong>{[row.code, ...row.modifiers].join(' ')}</strong> },
  { id: 'dos', head: 'DOS', width: '84px', cell: (row) => formatDate(row.servedOn) },
  { id: 'billed', head: 'Billed', width: '84px', end: true, cell: (row) => <Money amount={row.billed} /> },
  { id: 'open', head: 'Payer owes', width: '90px', end: true, cell: (row) => <Money amount={row.open} /> },
  {
    id: 'why',
    head: 'In common',
    width: 'minmax(120px, 1.4fr)',
    cell: (row) => <span className="dim">{row.because}</span>,
    full: (row) => row.because,
  },
];

interface LineDialogProps {
  readonly remitClaimId: string;
  readonly line: LinePlan;
  onClose(): void;
}

/** A person says which line of the claim the payer's line speaks of. */
export function LineDialog({ remitClaimId, line, onClose }: LineDialogProps): ReactElement {
  const input = { remitClaimId, lineIndex: line.index };
  const found = useAsk('revenue/posting/line-candidates', input);
  const match = useAct('revenue/posting/match-line');
  const unmatch = useAct('revenue/posting/unmatch-line');
  const rows = found.data?.rows ?? [];
  const [picked, setPicked] = useState<string | undefined>(line.claimLineId);
  const done = async () => {
    if (picked && (await match.run({ ...input, claimLineId: picked }))) onClose();
  };
  const back = async () => {
    if (await unmatch.run(input)) onClose();
  };
  return (
    <PickDialog
      title="Choose the line"
      opened
      size="lg"
      onClose={onClose}
      says={[
        { name: 'Line', value: [line.code ?? '', ...line.modifiers].join(' ') },
        { name: 'Billed', value: <Money amount={line.billed} /> },
        { name: 'Paid', value: <Money amount={line.paid} /> },
        { name: 'Because', value: line.because },
      ]}
      table={{
        label: 'Lines of the claim',
        rows,
        rowId: (row) => row.claimLineId,
        columns,
        chosen: picked,
        onOpen: (row) => setPicked(row.claimLineId),
        loading: found.isPending,
        empty: <EmptyState title="The claim has no line to choose">Match the remit claim to its claim first.</EmptyState>,
      }}
      errors={[found.error, match.error, unmatch.error]}
      actions={
        <>
          {line.matchedBy === 'by-hand' ? (
            <Button variant="default" loading={unmatch.busy} onClick={() => void back()}>
              Take the choice back
            </Button>
          ) : null}
          <Button disabled={!picked} loading={match.busy} onClick={() => void done()}>
            Choose this line
          </Button>
        </>
      }
    />
  );
}
