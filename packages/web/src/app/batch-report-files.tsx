import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ErrorNote } from '../ui/notes.tsx';
import { ask } from './api.ts';
import { saveBytes } from './save-file.ts';

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
export function BatchReportFiles({ batchId, reference }: { readonly batchId: string; readonly reference: string }): ReactElement {
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
