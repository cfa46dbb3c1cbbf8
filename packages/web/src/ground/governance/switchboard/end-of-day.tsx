import type { ChangeView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { act, newIntention } from '../../../app/api.ts';
import { useCommands } from '../../../app/commands.tsx';
import { refreshAll, useAct, usePages } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatInstant, formatMoney, plural } from '../../../ui/format.ts';
import { MachineSign } from '../../../ui/machine-mark.tsx';
import { moneyColumn } from '../../../ui/money-column.tsx';
import { EmptyState, ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { PagedTable } from '../../../ui/paged-table.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { percent } from './words.ts';

function Subject({ change }: { readonly change: ChangeView }): ReactElement {
  const [kind, id = ''] = change.subject.split(':');
  const short = change.says ?? `${kind} ${id.slice(-8)}`;
  if (kind === 'remit')
    return (
      <Link to="/post-era" search={{ view: 'all', remit: id }}>
        {short}
      </Link>
    );
  if (kind === 'deposit')
    return (
      <Link to="/deposits" search={{ view: 'all', deposit: id }}>
        {short}
      </Link>
    );
  const { draftId } = change.reversal.input;
  if (kind === 'finding' && typeof draftId === 'string')
    return (
      <Link to="/send" search={{ one: draftId }}>
        {short}
      </Link>
    );
  return <>{short}</>;
}

/** Takes back one change by the command that reverses it, as this person's act. */
async function reverse({ reversal: { command, input } }: ChangeView, reason: string): Promise<unknown> {
  const { remitId, depositId } = input;
  if (command === 'revenue/posting/undo-remit' && typeof remitId === 'string') return act(command, { remitId, reason }, newIntention());
  if (command === 'ground/bank/untie-deposit' && typeof depositId === 'string') return act(command, { depositId, reason }, newIntention());
  const { draftId, version, code, line } = input;
  if (command === 'revenue/scrub/take-back' && typeof version === 'number' && typeof line === 'number')
    return act(command, { draftId: String(draftId), version, code: String(code), line, reason }, newIntention());
  throw new Error(`${command} is taken back where it stands`);
}

function columns(
  may: boolean,
  onCheck: (change: ChangeView) => void,
  onReverse: (change: ChangeView) => void,
): readonly Column<ChangeView>[] {
  return [
    { id: 'at', head: 'When', width: '124px', cell: (row) => formatInstant(row.at), from: 620 },
    {
      id: 'what',
      head: 'What applied itself',
      width: 'minmax(180px, 1.4fr)',
      cell: (row) => (
        <span>
          <MachineSign /> <strong>{row.summary}</strong> <Subject change={row} />
        </span>
      ),
    },
    { id: 'sure', head: 'Sure', width: '70px', cell: (row) => percent(row.confidence), from: 700 },
    {
      id: 'drawn',
      head: 'Check',
      width: '150px',
      cell: (row) => (row.sampled ? <Status tone="work">Look at it</Status> : <span className="dim">with the rest</span>),
      from: 560,
    },
    moneyColumn({ id: 'amount', head: 'Amount', width: '104px', of: (row) => row.amount }),
    {
      id: 'do',
      head: 'Decide',
      width: '178px',
      cell: (row) =>
        row.state !== 'waiting' ? (
          <span>
            {row.state} {row.by ? `by ${row.by}` : ''}
          </span>
        ) : may ? (
          <span className="actions">
            {row.sampled ? (
              <Button size="compact-xs" variant="default" onClick={() => onCheck(row)}>
                Checked
              </Button>
            ) : null}
            <Button size="compact-xs" variant="default" onClick={() => onReverse(row)}>
              Take back
            </Button>
          </span>
        ) : null,
    },
  ];
}

/** What applied itself and waits for the supervisor: signed off in one go, taken back one by one. */
export function EndOfDay({ state }: { readonly state: 'waiting' | 'reviewed' }): ReactElement {
  const pages = usePages('ground/governance/end-of-day', { state });
  const may = useMay('autonomy.review');
  const client = useQueryClient();
  const review = useAct('ground/governance/review-changes');
  const [taking, setTaking] = useState<ChangeView | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | undefined>(undefined);
  const rest = pages.rows.filter((row) => row.state === 'waiting' && !row.sampled);
  const drawn = pages.rows.filter((row) => row.state === 'waiting' && row.sampled).length;
  const sum = rest.reduce((total, row) => total + row.amount, 0);
  const signOff = () => {
    if (rest.length > 0) void review.run({ changeIds: rest.map(({ id }) => id), says: 'signed' });
  };
  useCommands([
    {
      id: 'sign-off',
      label: 'Sign off what applied itself',
      group: 'Switchboard',
      keys: 'a',
      run: signOff,
      not: may && rest.length > 0 ? undefined : 'Nothing here is yours to sign off.',
    },
  ]);
  const takeBack = async (reason: string) => {
    if (!taking) return;
    setBusy(true);
    try {
      await reverse(taking, reason);
      setTaking(undefined);
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    } finally {
      setBusy(false);
      refreshAll(client);
    }
  };
  return (
    <>
      {state === 'waiting' && pages.rows.length > 0 ? (
        <div className="block actions">
          {may ? (
            <Button loading={review.busy} disabled={rest.length === 0} onClick={signOff}>
              Sign off {plural(rest.length, 'change')} of {formatMoney(sum)} <KeyHint keys="a" />
            </Button>
          ) : (
            <span className="dim">The billing manager or the office manager signs these off.</span>
          )}
          {drawn > 0 ? <span className="dim">{plural(drawn, 'change')} drawn at random to be looked at one by one.</span> : null}
        </div>
      ) : null}
      {review.error ? <ErrorNote error={review.error} /> : null}
      <PagedTable
        pages={pages}
        label="What applied itself"
        rowId={(row) => row.id}
        columns={columns(
          may,
          (row) => void review.run({ changeIds: [row.id], says: 'checked' }),
          (row) => {
            setError(undefined);
            setTaking(row);
          },
        )}
        onOpen={() => undefined}
        footLabel={plural(pages.rows.length, 'change')}
        empty={
          <EmptyState title={state === 'waiting' ? 'Nothing applied itself' : 'Nothing has been reviewed yet'}>
            Where a workflow stands at Conditional, what is on the list applies itself within its limits and waits here until a supervisor
            has signed it off or taken it back.
          </EmptyState>
        }
      />
      <ReasonDialog
        title="Take it back"
        opened={taking !== undefined}
        verb="Take back"
        reason=""
        busy={busy}
        error={error}
        onClose={() => setTaking(undefined)}
        onDone={(reason) => void takeBack(reason)}
      >
        <p>A mirrored entry is booked as your act. The machine leaves this one to people from then on.</p>
      </ReasonDialog>
    </>
  );
}
