import type { KeyRotationView, KeysView } from '@claimwright/server/api';
import { Button, Modal, Progress } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Facts } from '../../../ui/facts.tsx';
import { formatCount, formatDay, formatInstant, plural } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status, type Tone } from '../../../ui/status.tsx';
import { keeperWords, share, stateWords, verdictOf } from './words.ts';

/** How often a rotation is looked at while it runs, in milliseconds. */
const beat = 1_000;

/** The keys that seal patient data: which one, how old, who keeps it, and what was proved last. */
export function Keys(): ReactElement {
  const may = useMay('keys.read');
  const mayReplace = useMay('keys.manage');
  const { data, error, refetch } = useAsk('ground/governance/keys/status', {}, { enabled: may });
  const [asking, setAsking] = useState(false);
  const running = data?.running !== undefined;
  useEffect(() => {
    const timer = running ? setInterval(() => void refetch(), beat) : undefined;
    return () => clearInterval(timer);
  }, [running, refetch]);
  useCommands(
    mayReplace
      ? [
          {
            id: 'replace-key',
            label: 'Replace the key now',
            group: 'Keys',
            run: () => setAsking(true),
            not: running ? 'A key is being replaced already' : undefined,
          },
        ]
      : [],
  );
  if (!may)
    return (
      <EmptyState title="The keys are not open to your role">The administrator and the compliance officer look after them.</EmptyState>
    );
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Keys</h1>
      </header>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {data ? <Standing keys={data} mayReplace={mayReplace} onReplace={() => setAsking(true)} /> : error ? null : <Skeleton lines={8} />}
      <ReplaceDialog opened={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

interface StandingProps {
  readonly keys: KeysView;
  readonly mayReplace: boolean;
  onReplace(): void;
}

function Standing({ keys, mayReplace, onReplace }: StandingProps): ReactElement {
  const { keeper, current, nextOn, everyDays, running, last } = keys;
  return (
    <>
      <section className="block" aria-label="The key in use">
        <p className="dim">
          Names, birth dates, member numbers, notes and documents lie sealed in the database and on the disk. This key seals them; it is
          itself wrapped by one that the database does not hold.
        </p>
        <Facts
          facts={[
            { name: 'Key in use', value: `Version ${current.version}` },
            { name: 'Age', value: plural(current.ageDays, 'day') },
            { name: 'Replaced by itself', value: `${formatDay(nextOn)}, every ${everyDays} days` },
            { name: 'Kept by', value: keeperWords(keeper.kind) },
            { name: 'Where', value: <span className="mono">{keeper.where}</span> },
            { name: 'Wrapped by', value: <span className="mono">{keeper.kekId}</span> },
          ]}
        />
        {keeper.kind === 'local' ? (
          <p className="dim">
            A backup without the key file is useless. Keep a copy of it away from the data and from the backups: claimwright keys
            export-recovery writes one.
          </p>
        ) : null}
        {running ? (
          <Running rotation={running} />
        ) : mayReplace ? (
          <Button onClick={onReplace}>Replace it now</Button>
        ) : (
          <p className="dim">The administrator and the compliance officer may replace it.</p>
        )}
      </section>
      {last ? <Proof rotation={last} /> : null}
      <Versions keys={keys} />
    </>
  );
}

function Running({ rotation }: { readonly rotation: KeyRotationView }): ReactElement {
  const done = share(rotation);
  return (
    <div role="status">
      <p>
        <Status tone="wait">Being replaced</Status> by version {rotation.toVersion}: {formatCount(rotation.resealed)} of{' '}
        {formatCount(rotation.total)} rows sealed anew. Everybody may go on working.
      </p>
      <Progress value={done} aria-label={`${done} percent of the rows`} />
    </div>
  );
}

function Proof({ rotation }: { readonly rotation: KeyRotationView }): ReactElement {
  const { tone, says } = verdictOf(rotation);
  return (
    <section className="block" aria-label="The last proof">
      <h2>The last proof</h2>
      <p>
        <Status tone={tone}>{says}</Status>
      </p>
      <Facts
        facts={[
          { name: 'When', value: formatInstant(rotation.doneAt) },
          { name: 'For', value: `Version ${rotation.toVersion}` },
          { name: 'Values by key', value: counted(rotation.proof?.values) },
          { name: 'Documents by key', value: counted(rotation.proof?.documents) },
          { name: 'Read back', value: rotation.proof ? formatCount(rotation.proof.opened) : '' },
          { name: 'Would not open', value: rotation.proof ? formatCount(rotation.proof.failed) : '' },
        ]}
      />
    </section>
  );
}

const counted = (by: { readonly [version: string]: number } | undefined): string =>
  Object.entries(by ?? {})
    .map(([version, n]) => `version ${version}: ${formatCount(n)}`)
    .join(', ') || 'none';

const tones: { readonly [state in KeysView['versions'][number]['state']]: Tone } = {
  coming: 'wait',
  current: 'good',
  old: 'work',
  retired: 'quiet',
};

function Versions({ keys }: { readonly keys: KeysView }): ReactElement {
  return (
    <section className="block" aria-label="All versions">
      <h2>All versions</h2>
      <table className="ledger">
        <caption className="sr-only">Versions of the key</caption>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">State</th>
            <th scope="col">Made</th>
            <th scope="col">In use from</th>
            <th scope="col">Retired</th>
          </tr>
        </thead>
        <tbody>
          {keys.versions.map((one) => (
            <tr key={one.version}>
              <th scope="row">{one.version}</th>
              <td>
                <Status tone={tones[one.state]}>{stateWords[one.state]}</Status>
              </td>
              <td>{formatDay(one.createdAt)}</td>
              <td>{one.currentFrom ? formatDay(one.currentFrom) : ''}</td>
              <td>{one.retiredAt ? formatDay(one.retiredAt) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ReplaceDialog({ opened, onClose }: { readonly opened: boolean; onClose(): void }): ReactElement {
  const rotate = useAct('ground/governance/keys/rotate');
  const onDone = async () => {
    if (await rotate.run({})) onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Replace the key" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        <p>
          A new key is made, and all that the old one sealed is sealed anew, read back and counted. Nobody has to stop working. The old key
          is retired when nothing needs it any more; backups of before keep their own.
        </p>
        {rotate.error ? <ErrorNote error={rotate.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={rotate.busy} onClick={() => void onDone()} data-autofocus>
            Replace it
          </Button>
        </div>
      </div>
    </Modal>
  );
}
