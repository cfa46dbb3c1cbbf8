import type { ReactElement } from 'react';
import { BatchReportFiles } from '../../app/batch-report-files.tsx';
import { useAsk } from '../../app/queries.ts';
import { formatInstant } from '../../ui/format.ts';

/** The reports that were made before this claim left, each by the hash that is on the record. */
export function ReportsOnClaim({ draftId }: { readonly draftId: string }): ReactElement | null {
  const { data } = useAsk('revenue/submission/reports', { draftId });
  if (!data || data.length === 0) return null;
  return (
    <section className="block" aria-label="Reports before it was sent">
      <h2>Reports before it was sent</h2>
      <ul className="work-list">
        {data.map(({ batchId, reference, attempt, madeAt, pdfSha256 }) => (
          <li className="work-item" key={batchId}>
            <div>
              <p>
                <span className="mono">{reference}</span>, sending {attempt}, {formatInstant(madeAt)}
              </p>
              <p className="small dim">
                On the record as <span className="mono">{pdfSha256.slice(0, 16)}…</span>
              </p>
              <BatchReportFiles batchId={batchId} reference={reference} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
