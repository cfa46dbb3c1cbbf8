import { checkReasons, reasonFamilies, type TypedReason } from '@claimwright/core/ground/codes';
import type { ReasonView } from '@claimwright/server/api';
import { Button, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { readCells } from '../../app/read-balances.ts';
import { plural } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Shape } from '../../ui/status.tsx';

/** Pasted rows: code, words, family; a heading row is left out. */
function readReasons(text: string): TypedReason[] {
  const rows = readCells(text);
  const head = rows[0]?.some((cell) => /^(?:carc|code|words|family)$/i.test(cell)) ?? false;
  return rows.slice(head ? 1 : 0).map(([carc = '', words = '', family = '']) => ({ carc, words, family }));
}

function Import({ onDone }: { onDone(): void }): ReactElement {
  const [text, setText] = useState('');
  const save = useAct('ground/codes/import-reasons');
  const rows = readReasons(text);
  const checked = checkReasons(rows);
  const wrong = checked.flatMap((one, at) => (one.wrong.length > 0 ? [{ row: at + 1, says: one.wrong.join(' ') }] : []));
  const done = async () => {
    if (await save.run({ rows })) onDone();
  };
  return (
    <div className="dialog">
      <Textarea
        label="Code, words, family; one a row"
        description={`Families: ${Object.keys(reasonFamilies).join(', ')}`}
        placeholder="P12, Workers\u2019 compensation fee schedule, contractual"
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      {rows.length > 0 ? (
        <p className="setup-count">
          <Shape tone={wrong.length > 0 ? 'stop' : 'good'} /> {plural(rows.length, 'row')} read,{' '}
          {wrong.length === 0 ? 'all in order' : `${plural(wrong.length, 'row')} to mend`}
        </p>
      ) : null}
      {wrong.length > 0 ? (
        <ul className="setup-wrong">
          {wrong.map(({ row, says }) => (
            <li key={row}>
              <strong>Row {row}</strong> {says}
            </li>
          ))}
        </ul>
      ) : null}
      {save.error ? <ErrorNote error={save.error} /> : null}
      <div className="actions">
        <Button disabled={rows.length === 0 || wrong.length > 0} loading={save.busy} onClick={() => void done()}>
          Keep {plural(rows.length, 'code')}
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

function Row({ reason, may }: { readonly reason: ReasonView; readonly may: boolean }): ReactElement {
  const drop = useAct('ground/codes/drop-reason');
  return (
    <tr>
      <th scope="row">{reason.carc}</th>
      <td>{reason.words}</td>
      <td>{reasonFamilies[reason.family].words}</td>
      <td className="dim">{reason.house ? `Otherwise: ${reason.house.words}` : 'Otherwise unknown: its line is parked'}</td>
      <td className="end">
        {may ? (
          <Button variant="default" size="compact-xs" loading={drop.busy} onClick={() => void drop.run({ carc: reason.carc })}>
            Drop
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** What the practice itself says of reason codes, from its own licence or in its own words. */
export function ReasonCodes({ may }: { readonly may: boolean }): ReactElement {
  const { data, error, refetch } = useAsk('ground/codes/reasons', {});
  const [importing, setImporting] = useState(false);
  return (
    <section className="block" aria-label="Reason codes">
      <h2>Reason codes</h2>
      <p className="dim">
        A code that nobody has named parks its line. Name it here, from the list that your practice is licensed for, and what waits is
        worked out anew. What is posted stays as it is.
      </p>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {data && data.rows.length > 0 ? (
        <div className="ledger-scroll">
          <table className="ledger">
            <caption className="sr-only">Reason codes that the practice has named</caption>
            <thead>
              <tr>
                <th scope="col">CARC</th>
                <th scope="col">Words</th>
                <th scope="col">Family</th>
                <th scope="col">Without it</th>
                <th scope="col">
                  <span className="sr-only">Drop</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((reason) => (
                <Row key={reason.carc} reason={reason} may={may} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {data?.rows.length === 0 ? <p>The practice has named no code of its own yet.</p> : null}
      {!data && !error ? <Skeleton lines={2} /> : null}
      {may && !importing ? (
        <Button variant="default" size="compact-xs" onClick={() => setImporting(true)}>
          Name or import codes
        </Button>
      ) : null}
      {importing ? <Import onDone={() => setImporting(false)} /> : null}
    </section>
  );
}
