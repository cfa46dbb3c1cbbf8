import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ask } from '../../app/api.ts';
import { useAsk } from '../../app/queries.ts';
import { saveBytes } from '../../app/save-file.ts';
import { formatInstant } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';

/** All parts of a report, as the one file whose hash is on the record. */
async function fetchReport(batchId: string, as: 'json' | 'pdf'): Promise<{ name: string; bytes: Blob }> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; ; ) {
    const part = await ask('revenue/submission/report', { batchId, as, from }, 'payment');
    parts.push(Uint8Array.from(atob(part.base64), (sign) => sign.charCodeAt(0)));
    if (part.next === undefined) return { name: part.name, bytes: new Blob(parts, { type: part.type }) };
    from = part.next;
  }
}

/** Takes the report on a batch out as a file. */
export function ReportFiles({ batchId, reference }: { readonly batchId: string; readonly reference: string }): ReactElement {
  const [state, setState] = useState<{ readonly busy?: 'json' | 'pdf'; readonly error?: unknown }>({});
  const take = async (as: 'json' | 'pdf') => {
    setState({ busy: as });
    try {
      const { name, bytes } = await fetchReport(batchId, as);
      saveBytes(`${reference} ${name}`, bytes);
      setState({});
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <>
      <Button variant="default" size="xs" loading={state.busy === 'pdf'} onClick={() => void take('pdf')}>
        Report (PDF)
      </Button>{' '}
      <Button variant="default" size="xs" loading={state.busy === 'json'} onClick={() => void take('json')}>
        Report (JSON)
      </Button>
      {state.error === undefined ? null : <ErrorNote error={state.error} />}
    </>
  );
}

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
              <ReportFiles batchId={batchId} reference={reference} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
