import { nameOfFact } from '@claimwright/core/revenue/claims';
import type { DraftView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import { useAct } from '../../../app/queries.ts';
import { formatInstant, plural } from '../../../ui/format.ts';
import { MachineSign } from '../../../ui/machine-mark.tsx';
import { ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { shownFact } from './box-values.ts';

type Version = DraftView['versions'][number];

const whatOf = ({ version, restores }: Version): string =>
  version === 1 ? 'Made' : restores === undefined ? 'Changed' : `Taken back to version ${restores}`;

function Changes({ version }: { readonly version: Version }): ReactElement | null {
  // The sum follows from the lines.
  const changes = version.changes.filter(({ at }) => at !== 'billed');
  if (changes.length === 0) return null;
  return (
    <ul className="version-changes">
      {changes.map(({ at, from, to }) => (
        <li key={at}>
          {nameOfFact(at)}: <span className="dim mono">{shownFact(at, from)}</span> → <strong className="mono">{shownFact(at, to)}</strong>
        </li>
      ))}
    </ul>
  );
}

/** Every version of a claim that goes out, the newest first: who, when, what from and to, and whose machine proposed it. */
export function History({ draft, may }: { readonly draft: DraftView; readonly may: boolean }): ReactElement {
  const undo = useAct('revenue/claims/undo-change');
  const can = may && draft.status === 'drafted' && draft.version > 1;
  const run = () => void undo.run({ draftId: draft.id, version: draft.version });
  useCommands([
    {
      ...{ id: 'undo-change', label: 'Take the last change back', group: 'This claim', keys: 'u', run },
      not: can ? undefined : 'There is no change that could be taken back here.',
    },
  ]);
  return (
    <section className="block" aria-label="Versions">
      <div className="block-head">
        <h2>{plural(draft.versions.length, 'version')}</h2>
        {can ? (
          <Button className="push" size="xs" variant="default" loading={undo.busy} onClick={run}>
            Take the last change back <KeyHint keys="u" />
          </Button>
        ) : null}
      </div>
      {undo.error ? <ErrorNote error={undo.error} /> : null}
      <ol className="timeline">
        {draft.versions.toReversed().map((version) => (
          <li key={version.version}>
            <strong>Version {version.version}</strong> {whatOf(version)}
            {version.by ? ` by ${version.by}` : ''} <span className="when">{formatInstant(version.madeAt)}</span>{' '}
            {version.machine === undefined ? null : (
              <span className="machine-mark">
                <MachineSign /> {version.machine === version.by ? 'a machine’s work' : `proposed by ${version.machine}, let by a person`}
              </span>
            )}
            {version.version === draft.version ? <Status tone="quiet">as it stands</Status> : null}
            <Changes version={version} />
            {version.because ? <p className="small dim">“{version.because}”</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
