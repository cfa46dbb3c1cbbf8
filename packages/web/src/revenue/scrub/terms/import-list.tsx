import { readTermsCsv } from '@claimwright/core/revenue/scrub';
import type { PayerTermsView } from '@claimwright/server/api';
import { Button, FileButton, Modal } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { plural } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { EffectWords } from './outcome.tsx';

interface Brought {
  readonly file: string;
  readonly text: string;
}

/** As many of what is wrong as a person mends at once. */
const mostTold = 50;

/** Terms of many payers from a list: what is wrong is told by row and column before anything is kept. */
export function ImportTerms({ payers }: { readonly payers: readonly PayerTermsView[] }): ReactElement {
  const [brought, setBrought] = useState<Brought>();
  const take = useAct('revenue/scrub/import-terms');
  const [done, setDone] = useState<Awaited<ReturnType<typeof take.run>>>();
  const { rows, findings } = brought ? readTermsCsv(brought.text, payers) : { rows: [], findings: [] };
  const pick = async (file: File | null) => {
    take.clear();
    setDone(undefined);
    if (file !== null) setBrought({ file: file.name, text: await file.text() });
  };
  const close = () => setBrought(undefined);
  const run = async () => setDone(brought ? await take.run({ text: brought.text }) : undefined);
  return (
    <>
      <FileButton accept=".csv,text/csv" onChange={(file) => void pick(file)} inputProps={{ 'aria-label': 'File of a list of terms' }}>
        {(button) => (
          <Button variant="default" {...button}>
            Import a list
          </Button>
        )}
      </FileButton>
      <Modal
        opened={brought !== undefined}
        onClose={close}
        title="Import payers’ terms"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className="dialog">
          <p>{brought?.file}</p>
          {findings.length > 0 ? (
            <>
              <p>Nothing is taken in before these are mended:</p>
              <ul className="plain-list" aria-label="What cannot be read">
                {findings.slice(0, mostTold).map(({ at, says, fix }) => (
                  <li key={`${at} ${says}`}>
                    <strong>{at}:</strong> {says} {fix}
                  </li>
                ))}
              </ul>
              {findings.length > mostTold ? <p>and {plural(findings.length - mostTold, 'more', 'more')}.</p> : null}
            </>
          ) : (
            <p>
              {plural(rows.length, 'row')} for {plural(new Set(rows.map(({ payerId }) => payerId)).size, 'payer')}. An empty cell leaves a
              term as it is; unset takes it away. All of it is kept, or nothing.
            </p>
          )}
          {done ? (
            <div role="status">
              <p>
                {done.payers === 0
                  ? 'Nothing was changed: all of it is so already.'
                  : `${plural(done.payers, 'payer')} changed; ${plural(done.same, 'row says', 'rows say')} what was so already.`}
              </p>
              {done.payers === 0 ? null : <EffectWords effect={done.effect} />}
            </div>
          ) : null}
          {take.error ? <ErrorNote error={take.error} /> : null}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              {done ? 'Close' : 'Cancel'}
            </Button>
            {done ? null : (
              <Button disabled={findings.length > 0} loading={take.busy} onClick={() => void run()}>
                Take it in
              </Button>
            )}
          </div>
        </div>
      </Modal>
    </>
  );
}
