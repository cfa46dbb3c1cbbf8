import type { WrittenRule } from '@claimwright/server/api';
import { Button, FileButton, Modal } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { plural } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { readPack } from './pack-file.ts';

interface Brought {
  readonly file: string;
  readonly rules: readonly WrittenRule[] | undefined;
}

/** A pack from a file: what is in it is told first; all of it is taken in, or nothing. Nothing of it is on. */
export function ImportPack({ known, onDone }: { readonly known: readonly string[]; onDone(): void }): ReactElement {
  const [brought, setBrought] = useState<Brought>();
  const take = useAct('revenue/scrub/import-rules');
  const pick = async (file: File | null) => {
    take.clear();
    if (file !== null) setBrought({ file: file.name, rules: readPack(await file.text()) });
  };
  const close = () => setBrought(undefined);
  const run = async () => {
    if (brought?.rules === undefined || !(await take.run({ rules: brought.rules }))) return;
    close();
    onDone();
  };
  const rules = brought?.rules ?? [];
  return (
    <>
      <FileButton accept=".json,application/json" onChange={(file) => void pick(file)} inputProps={{ 'aria-label': 'File of a pack' }}>
        {(button) => (
          <Button variant="default" {...button}>
            Import a pack
          </Button>
        )}
      </FileButton>
      <Modal opened={brought !== undefined} onClose={close} title="Import a pack" closeButtonProps={{ 'aria-label': 'Close' }}>
        <div className="dialog">
          <p>{brought?.file}</p>
          {brought && brought.rules === undefined ? (
            <ErrorNote
              error={{
                says: 'This file is no pack of rules.',
                fix: 'Choose a file that was exported under Rules, such as payer.rules.json.',
              }}
            />
          ) : (
            <>
              <p>
                {plural(rules.length, 'rule')}; {plural(rules.filter(({ id }) => known.includes(id)).length, 'of them is', 'of them are')}{' '}
                here already, and gets a new version where it says something else. Each is off until somebody switches it on.
              </p>
              <ul className="plain-list" aria-label="Rules of the file">
                {rules.map(({ id, title }) => (
                  <li key={id}>
                    {title} <span className="dim mono">{id}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {take.error ? <ErrorNote error={take.error} /> : null}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button disabled={rules.length === 0} loading={take.busy} onClick={() => void run()}>
              Take them in
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
