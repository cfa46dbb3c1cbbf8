import type { TieOutView } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useAsk } from '../../app/queries.ts';
import { formatDay, formatMoney, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';

function Comparisons({ rows }: { readonly rows: TieOutView['rows'] }): ReactElement {
  return (
    <table className="ledger">
      <caption className="sr-only">What must be equal</caption>
      <thead>
        <tr>
          <th scope="col">What must be equal</th>
          <th scope="col" className="end">
            One side
          </th>
          <th scope="col" className="end">
            The other
          </th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <td>{row.says}</td>
            <td className="end">
              <Money amount={row.left.amount} />
              <span className="dim small tie-label">{row.left.label}</span>
            </td>
            <td className="end">
              <Money amount={row.right.amount} />
              <span className="dim small tie-label">{row.right.label}</span>
            </td>
            <td>
              <Status tone={row.difference === 0 ? 'good' : 'stop'}>{formatMoney(row.difference)}</Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Clearing({ rows, total }: { readonly rows: TieOutView['clearing']; readonly total: TieOutView['clearingTotal'] }): ReactElement {
  if (rows.length === 0) return <p>Every clearing account is zero: each payment that was posted is tied to its deposit.</p>;
  return (
    <table className="ledger">
      <caption className="sr-only">Clearing that is not zero yet</caption>
      <thead>
        <tr>
          <th scope="col">Trace</th>
          <th scope="col">Because</th>
          <th scope="col">Booked on</th>
          <th scope="col" className="end">
            Balance
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.account}>
            <td className="mono">
              {row.remitId ? (
                <Link to="/post-era" search={{ view: 'all', remit: row.remitId }}>
                  {row.traceNumber}
                </Link>
              ) : (
                row.traceNumber
              )}
            </td>
            <td>{row.because}</td>
            <td>{formatDay(row.bookedAt)}</td>
            <td className="end">
              <Money amount={row.balance} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            In clearing
            {rows.length < total.accounts ? (
              <span className="dim small">
                {' '}
                of {plural(total.accounts, 'payment')}, of which the oldest {rows.length} stand here
              </span>
            ) : null}
          </th>
          <td className="end">
            <Money amount={total.balance} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Bank, remits, receivables and the ledger against each other. */
export function TieOut(): ReactElement {
  const { data, error, refetch } = useAsk('ground/ledger/tie-out', {}, { keep: true });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  if (data.notShown !== undefined) return <EmptyState title="The tie-out is of the whole practice">{data.notShown}</EmptyState>;
  const off = data.rows.filter((row) => row.difference !== 0).length;
  return (
    <>
      <div className="block">
        <div className="block-head">
          <h2>Tie-out</h2>
          <Status tone={off === 0 ? 'good' : 'stop'}>
            {off === 0 ? 'Everything agrees to the cent' : `${off} of ${data.rows.length} do not agree`}
          </Status>
        </div>
        <Comparisons rows={data.rows} />
      </div>
      <div className="block">
        <h2>Clearing that is not zero yet</h2>
        <Clearing rows={data.clearing} total={data.clearingTotal} />
      </div>
      <div className="block">
        <h2>Forwarded and recouped, still open by reference</h2>
        {data.references.length === 0 ? (
          <p>Nothing is open: what payers forwarded or took back has come to zero.</p>
        ) : (
          <ul className="plain-list">
            {data.references.map((row) => (
              <li key={row.account} className="strip">
                <span>{row.account}</span>
                <Money amount={row.balance} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
