import type { Cents } from '@claimwright/core/ground/base';
import type { ChosenPart, LinePart, LinePlan } from '@claimwright/core/revenue/posting';
import type { LineCandidateView, LineDividedView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { preview } from '../../app/api.ts';
import { useAct, useAsk } from '../../app/queries.ts';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { Shape } from '../../ui/status.tsx';
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

/** A part as it is shown: what it leaves is known of a choice that is not made yet. */
type Part = LinePart & Partial<Pick<ChosenPart, 'charge' | 'balance'>>;

interface DividedProps {
  readonly line: Pick<LineDividedView, 'billed' | 'paid'> & { readonly parts: readonly Part[]; readonly balance?: Cents };
  readonly rows: readonly LineCandidateView[];
}

/** How the payer's amounts fall to the chosen lines, and what each is left with: every cent has its place. */
function Divided({ line, rows }: DividedProps): ReactElement {
  const left = line.balance !== undefined;
  const cell = (amount: Cents | number | undefined, strong = false) => (
    <td className="end">{amount === undefined ? null : <Money amount={amount} strong={strong} />}</td>
  );
  const heads = ['Charge', 'Answered', 'Adjusted', 'Paid', ...(left ? ['Leaves'] : [])];
  return (
    <table className="ledger">
      <caption className="sr-only">How it is divided over the chosen lines</caption>
      <thead>
        <tr>
          <th scope="col">Falls to</th>
          {heads.map((head) => (
            <th scope="col" className="end" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {line.parts.map((part) => {
          const row = rows.find((one) => one.claimLineId === part.claimLineId);
          return (
            <tr key={part.claimLineId}>
              <th scope="row">{row ? [row.code, ...row.modifiers].join(' ') : ''}</th>
              {cell(part.charge ?? row?.billed)}
              {cell(part.billed)}
              {cell(-part.adjusted)}
              {cell(part.paid, true)}
              {left ? cell(part.balance) : null}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">The payer's line</th>
          {cell(undefined)}
          {cell(line.billed)}
          {cell(line.paid - line.billed)}
          {cell(line.paid, true)}
          {left ? cell(line.balance) : null}
        </tr>
      </tfoot>
    </table>
  );
}

/** What is odd about a choice, before it is made. */
function Warnings({ says }: { readonly says: readonly string[] }): ReactElement | null {
  if (says.length === 0) return null;
  return (
    <div className="note" data-tone="work" role="status">
      <Shape tone="work" />
      <div>
        {says.map((sentence) => (
          <p className="note-says" key={sentence}>
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}

const sameLines = (marked: ReadonlySet<string>, ids: readonly string[]): boolean =>
  marked.size === ids.length && ids.every((id) => marked.has(id));

interface LineDialogProps {
  readonly remitClaimId: string;
  readonly line: LinePlan;
  onClose(): void;
}

/** A person says which line of the claim the payer's line speaks of, or which lines, where the payer merged them. */
export function LineDialog({ remitClaimId, line, onClose }: LineDialogProps): ReactElement {
  const input = { remitClaimId, lineIndex: line.index };
  const found = useAsk('revenue/posting/line-candidates', input);
  const match = useAct('revenue/posting/match-line');
  const unmatch = useAct('revenue/posting/unmatch-line');
  const rows = found.data?.rows ?? [];
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set(line.claimLineIds));
  const chosen = rows.map((row) => row.claimLineId).filter((id) => marked.has(id));
  const fresh = chosen.length > 0 && !sameLines(marked, line.claimLineIds);
  const seen = useQuery({
    queryKey: ['preview/match-line', remitClaimId, line.index, chosen],
    queryFn: () => preview('revenue/posting/match-line', { ...input, claimLineIds: chosen }),
    enabled: fresh,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const told = fresh ? seen.data?.result.line : undefined;
  const now = fresh || !line.parts ? undefined : { billed: line.billed, paid: line.paid, parts: line.parts };
  const divided = told ?? now;
  const toggle = (row: LineCandidateView) =>
    setMarked((now) => {
      const next = new Set(now);
      if (!next.delete(row.claimLineId)) next.add(row.claimLineId);
      return next;
    });
  const done = async () => {
    if (await match.run({ ...input, claimLineIds: chosen })) onClose();
  };
  const back = async () => {
    if (await unmatch.run(input)) onClose();
  };
  return (
    <PickDialog
      title="Choose the line, or several"
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
        marked,
        onMark: toggle,
        onOpen: toggle,
        loading: found.isPending,
        empty: <EmptyState title="The claim has no line to choose">Match the remit claim to its claim first.</EmptyState>,
      }}
      below={
        divided ? (
          <>
            <Divided line={divided} rows={rows} />
            <Warnings says={told?.warnings ?? []} />
            {told?.posts === false ? <p className="dim">The line stays parked for another reason; its exceptions say which.</p> : null}
          </>
        ) : (
          <p className="dim">Mark the line that the payer means; mark several where it paid them as one.</p>
        )
      }
      errors={[found.error, fresh ? seen.error : undefined, match.error, unmatch.error]}
      actions={
        <>
          {line.matchedBy === 'by-hand' ? (
            <Button variant="default" loading={unmatch.busy} onClick={() => void back()}>
              Take the choice back
            </Button>
          ) : null}
          <Button disabled={!fresh || !seen.data} loading={match.busy} onClick={() => void done()}>
            {chosen.length > 1 ? `Choose these ${chosen.length} lines` : 'Choose this line'}
          </Button>
        </>
      }
    />
  );
}
