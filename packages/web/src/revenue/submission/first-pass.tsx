import type { ReactElement } from 'react';
import { useAsk } from '../../app/queries.ts';
import { formatDate, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import type { FirstPassRow, FirstPassView } from './pages.ts';

export const percent = (share: number | undefined): string => (share === undefined ? 'No answer yet' : `${(share / 100).toFixed(1)} %`);
export const firstPassId = ({ payerId, month }: FirstPassRow): string => `${payerId}.${month}`;

const share = (row: FirstPassRow): ReactElement => <strong>{percent(row.share)}</strong>;
export const firstPassWide: readonly Column<FirstPassRow>[] = [
  { id: 'month', head: 'Sent in', width: '90px', cell: (row) => row.month },
  { id: 'payer', head: 'Payer', width: 'minmax(140px, 1fr)', cell: (row) => row.payerName, full: (row) => row.payerName },
  { id: 'share', head: 'Taken at first', width: '120px', cell: share },
  { id: 'sent', head: 'Sent', width: '72px', cell: (row) => row.sent },
  { id: 'rejected', head: 'Rejected', width: '84px', cell: (row) => row.rejected, from: 560 },
];
export const firstPassSlim: readonly Column<FirstPassRow>[] = [
  { id: 'payer', head: 'Payer', width: 'minmax(0, 1fr)', cell: (row) => `${row.payerName}, ${row.month}` },
  { id: 'share', head: 'Taken at first', width: '110px', cell: share },
];

/** All of them against what it was before. */
export function FirstPassTotal({ view }: { readonly view: FirstPassView }): ReactElement {
  const { total, baseline } = view;
  const more = baseline === undefined || total.share === undefined ? undefined : total.share - baseline;
  return (
    <p className="pane-note">
      <strong>{percent(total.share)}</strong> of {plural(total.accepted + total.rejected, 'answered claim')} taken at the first sending
      {more === undefined
        ? '.'
        : `, ${(Math.abs(more) / 100).toFixed(1)} points ${more < 0 ? 'less' : 'more'} than before (${percent(baseline)}).`}
    </p>
  );
}

const outcomeWords = { accepted: 'Taken', rejected: 'Rejected' } as const;

/** The claims that a share counts. */
export function FirstPassClaims({ row }: { readonly row: FirstPassRow }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/submission/first-pass-claims', { payerId: row.payerId, month: row.month });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{percent(row.share)} taken at the first sending</h1>
          <p>
            {row.payerName}, sent in {row.month}: {row.accepted} taken, {row.rejected} rejected, {row.sent - row.accepted - row.rejected}{' '}
            without an answer yet
          </p>
        </div>
      </header>
      <section className="block">
        <h2>Its claims</h2>
        <table className="ledger">
          <thead>
            <tr>
              <th>Outcome</th>
              <th>Patient</th>
              <th>Number</th>
              <th>Served</th>
              <th className="money">Billed</th>
            </tr>
          </thead>
          <tbody>
            {data.map((claim) => (
              <tr key={claim.draftId}>
                <td>
                  <Status tone={claim.outcome === 'rejected' ? 'stop' : claim.outcome === 'accepted' ? 'good' : 'wait'}>
                    {claim.outcome ? outcomeWords[claim.outcome] : 'Waits'}
                  </Status>
                </td>
                <td>{claim.patientName}</td>
                <td className="mono">{claim.patientControlNumber}</td>
                <td>{formatDate(claim.servedFrom)}</td>
                <td className="money">
                  <Money amount={claim.billed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {data.length < row.sent ? <p className="dim">{row.sent - data.length} more are not shown; rejected ones come first.</p> : null}
      </section>
    </>
  );
}
