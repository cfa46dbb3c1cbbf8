import type { CandidateView, RemitClaimView } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { inCommon, narrowed } from './narrowed.ts';

const columnsFor = (patientName: string): readonly Column<CandidateView>[] => [
  { id: 'patient', head: 'Patient', width: 'minmax(120px, 1fr)', cell: (row) => <strong>{row.patientName}</strong> },
  {
    id: 'number',
    head: 'Account number',
    width: 'minmax(136px, 0.8fr)',
    cell: (row) => <span className="mono">{row.patientControlNumber}</span>,
  },
  { id: 'served', head: 'DOS', width: '84px', cell: (row) => formatDate(row.servedFrom) },
  { id: 'billed', head: 'Billed', width: '84px', end: true, cell: (row) => <Money amount={row.billed} /> },
  { id: 'payer', head: 'Payer', width: 'minmax(80px, 0.6fr)', cell: (row) => row.payerName, full: (row) => row.payerName, from: 560 },
  {
    id: 'why',
    head: 'In common',
    width: 'minmax(130px, 1.2fr)',
    cell: (row) => <span className="dim">{inCommon(row, patientName)}</span>,
    full: (row) => inCommon(row, patientName),
  },
];

interface MatchDialogProps {
  readonly claim: RemitClaimView;
  readonly opened: boolean;
  onClose(): void;
}

/** A person picks the claim that the payer means; the machine never does so on a name alone. */
export function MatchDialog({ claim, opened, onClose }: MatchDialogProps): ReactElement {
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), 250);
  const [picked, setPicked] = useState<string | undefined>(undefined);
  const found = useAsk(
    'revenue/posting/candidates',
    { remitClaimId: claim.id, ...(typed ? { search: typed } : {}) },
    { enabled: opened, keep: true },
  );
  const match = useAct('revenue/posting/match-claim');
  // While the answer to what is typed is on its way, what stands here already is narrowed to it.
  const answered = typed === search.trim() && !found.isPlaceholderData;
  const rows = answered ? (found.data?.rows ?? []) : narrowed(found.data?.rows ?? [], search);
  const chosen = rows.find((row) => row.claimId === picked);
  const done = async () => {
    if (chosen && (await match.run({ remitClaimId: claim.id, claimId: chosen.claimId }))) onClose();
  };
  return (
    <PickDialog
      title="Match to a claim"
      opened={opened}
      size="xl"
      onClose={onClose}
      says={[
        { name: 'Patient', value: claim.patientName },
        { name: 'Account number', value: <span className="mono">{claim.patientControlNumber}</span> },
        { name: 'DOS', value: formatDate(claim.servedFrom) },
        { name: 'Billed', value: <Money amount={claim.billed} /> },
        { name: 'Paid', value: <Money amount={claim.paid} /> },
      ]}
      table={{
        label: 'Claims that it could be',
        rows,
        rowId: (row) => row.claimId,
        columns: columnsFor(claim.patientName),
        chosen: picked,
        onOpen: (row) => setPicked(row.claimId),
        loading: (found.isPending && opened) || (!answered && rows.length === 0),
        stale: !answered,
        empty: (
          <EmptyState title="No claim fits">
            {typed
              ? 'No claim has all of these words in its name, account number or member number. Type less of it; or it is not ours.'
              : 'No claim has this member, or this charge about this day. Type a part of the account number or of the name; or it is not ours.'}
          </EmptyState>
        ),
      }}
      errors={[found.error, match.error]}
      actions={
        <Button disabled={!chosen} loading={match.busy} onClick={() => void done()}>
          {chosen ? `Match to ${chosen.patientControlNumber}` : 'Pick a claim'}
        </Button>
      }
    >
      <TextInput
        data-autofocus
        type="search"
        label="Your claims"
        placeholder="Account number, patient or member number"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
    </PickDialog>
  );
}
