import type { ReactElement } from 'react';
import { BatchReportFiles } from '../../app/batch-report-files.tsx';
import { useAsk, usePages } from '../../app/queries.ts';
import { formatCount, formatInstant, formatMoney } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';

/** Findings that people set aside, by finding, role and person, and how many of them a payer denied afterwards. No claim is named. */
export function Overrides(): ReactElement {
  const { data, error } = useAsk('revenue/scrub/overrides', {});
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={6} />;
  if (data.tally.length === 0)
    return (
      <EmptyState title="No finding was set aside">
        Whoever sends a claim against a finding says in which role and why; what payers deny of it later is counted here.
      </EmptyState>
    );
  return (
    <section className="block">
      <table className="ledger">
        <caption>Set aside before claims left, and denied afterwards</caption>
        <thead>
          <tr>
            <th scope="col">Finding</th>
            <th scope="col">By</th>
            <th scope="col">As</th>
            <th scope="col" data-end>
              Set aside
            </th>
            <th scope="col" data-end>
              Denied later
            </th>
          </tr>
        </thead>
        <tbody>
          {data.tally.map((row) => (
            <tr key={`${row.code} ${row.role} ${row.by}`}>
              <th scope="row" className="mono">
                {row.code}
              </th>
              <td>{row.by}</td>
              <td>{row.role}</td>
              <td data-end>{formatCount(row.overrides)}</td>
              <td data-end>{row.denied > 0 ? <Status tone="stop">{formatCount(row.denied)}</Status> : '0'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Batches with the reports that were kept before they left; a patient is read only by whoever opens a report. */
export function Sendings(): ReactElement {
  const { rows, loading, error, more } = usePages('revenue/submission/batches', {});
  const sent = rows.filter(({ purpose }) => purpose === 'claims');
  if (error) return <ErrorNote error={error} />;
  if (loading) return <Skeleton lines={6} />;
  if (sent.length === 0)
    return <EmptyState title="No batch yet">Each batch is kept with a report on what was found before it left.</EmptyState>;
  return (
    <section className="block">
      <table className="ledger">
        <caption>Batches and the reports on them</caption>
        <thead>
          <tr>
            <th scope="col">Batch</th>
            <th scope="col">Payer</th>
            <th scope="col">Approved</th>
            <th scope="col" data-end>
              Claims
            </th>
            <th scope="col" data-end>
              Billed
            </th>
            <th scope="col">Report</th>
          </tr>
        </thead>
        <tbody>
          {sent.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="mono">
                {row.reference}
              </th>
              <td>{row.payerName}</td>
              <td>{row.approvedAt === undefined ? 'Not yet' : `${formatInstant(row.approvedAt)}, ${row.approvedBy ?? ''}`}</td>
              <td data-end>{row.claims}</td>
              <td data-end>{formatMoney(row.billed)}</td>
              <td>
                <BatchReportFiles batchId={row.id} reference={row.reference} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more.has ? (
        <button type="button" onClick={more.load}>
          Show more
        </button>
      ) : null}
    </section>
  );
}
