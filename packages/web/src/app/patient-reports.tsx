import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { formatDate, formatInstant } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { ask } from './api.ts';
import { useAsk } from './queries.ts';
import { saveBytes } from './save-file.ts';
import { useMay } from './session.ts';

function Extract({ batchId, claimId, reference }: { readonly batchId: string; readonly claimId: string; readonly reference: string }) {
  const [error, setError] = useState<unknown>();
  const take = async (as: 'json' | 'pdf') => {
    setError(undefined);
    try {
      const { name, type, base64 } = await ask('revenue/submission/report-extract', { batchId, claimId, as }, 'payment');
      saveBytes(`${reference} ${name}`, new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type }));
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={() => void take('pdf')}>
        PDF
      </Button>{' '}
      <Button variant="default" size="xs" onClick={() => void take('json')}>
        JSON
      </Button>
      {error === undefined ? null : <ErrorNote error={error} />}
    </>
  );
}

/** The reports that were made before claims of this patient left: this patient’s rows of them, and what stands on the record. */
export function PatientReports({ claimId }: { readonly claimId: string }): ReactElement | null {
  const may = useMay('submissions.audit');
  const { data } = useAsk('revenue/submission/reports', { claimId }, { enabled: may });
  if (!data || data.length === 0) return null;
  const batchIds = [...new Set(data.map(({ batchId }) => batchId))];
  const byBatch = batchIds.map((batchId) => [batchId, data.filter((row) => row.batchId === batchId)] as const);
  return (
    <section className="block" aria-label="Reports before this patient’s claims were sent">
      <h2>Checked before it was sent</h2>
      <p className="dim">The reports on the batches of this patient’s claims, with the rows of this patient alone.</p>
      <ul className="work-list">
        {byBatch.map(([batchId, rows]) => (
          <li className="work-item" key={batchId}>
            <div>
              <p>
                <span className="mono">{rows[0]?.reference}</span>, {formatInstant(rows[0]?.madeAt)}
              </p>
              <p className="small">
                {rows
                  .map(({ patientControlNumber, servedFrom, attempt }) =>
                    [patientControlNumber, formatDate(servedFrom), attempt > 1 ? `sending ${attempt}` : '']
                      .filter((part) => part !== '')
                      .join(', '),
                  )
                  .join('; ')}
              </p>
              <p className="small dim">
                The whole is on the record as <span className="mono">{rows[0]?.pdfSha256.slice(0, 16)}…</span>
              </p>
              <Extract batchId={batchId} claimId={claimId} reference={rows[0]?.reference ?? ''} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
