import type { SourceView, WatchedView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatInstant, formatSize, plural } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status, type Tone } from '../../ui/status.tsx';
import { SourceForm } from './source-form.tsx';

/** How often the page looks anew, in milliseconds: looks that find nothing tell nobody. */
const beat = 10_000;

const moods: { readonly [mood in SourceView['mood']]: { readonly tone: Tone; readonly words: string } } = {
  fine: { tone: 'good', words: 'Watched' },
  waiting: { tone: 'wait', words: 'Files wait' },
  quiet: { tone: 'work', words: 'Silent for too long' },
  failing: { tone: 'stop', words: 'Cannot be looked at' },
  paused: { tone: 'quiet', words: 'Paused' },
};

/** Where files are taken from by themselves, how each place stands, and what to do. */
export function Sources(): ReactElement {
  const { data, error, refetch } = useAsk('ground/intake/sources', {});
  const manages = useMay('sources.manage');
  const [form, setForm] = useState<SourceView | 'new'>();
  useEffect(() => {
    const timer = setInterval(() => void refetch(), beat);
    return () => clearInterval(timer);
  }, [refetch]);
  const add = manages ? <Button onClick={() => setForm('new')}>Watch a place</Button> : undefined;
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Sources</h1>
        <span className="push">{data && data.rows.length + data.watched.length > 0 ? add : null}</span>
      </header>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton lines={8} /> : null}
      {data?.rows.length === 0 && data.watched.length === 0 ? (
        <EmptyState title="No place is watched yet" action={add}>
          A folder on the server, a share of the practice system, or the clearinghouse’s SFTP: name it once, and its files come in by
          themselves, each once and never half-written.{manages ? '' : ' Your office manager or administrator sets it up.'}
        </EmptyState>
      ) : null}
      {data?.rows.map((row) => (
        <Source key={row.id} row={row} manages={manages} onChange={() => setForm(row)} />
      ))}
      {data?.watched.map((one, at) => (
        <Watched key={one.folder ?? String(at)} one={one} />
      ))}
      {form === undefined ? null : (
        <SourceForm source={form === 'new' ? undefined : form} roots={data?.roots ?? []} onClose={() => setForm(undefined)} />
      )}
    </div>
  );
}

const every = (seconds: number): string =>
  seconds < 120
    ? plural(seconds, 'second')
    : seconds < 7200
      ? plural(Math.round(seconds / 60), 'minute')
      : plural(Math.round(seconds / 3600), 'hour');
const afterwardsWords = ({ afterwards, movedTo }: SourceView): string =>
  afterwards === 'delete' ? 'Deleted there' : afterwards === 'move' ? `Moved to ${movedTo ?? 'another folder'}` : 'Left as they are';

/** A folder that somebody watches by `claimwright watch`: told, and changed where it was begun. */
function Watched({ one }: { readonly one: WatchedView }): ReactElement {
  const { tone, words } = one.mood === 'quiet' ? { tone: 'work' as const, words: 'Looked at no more' } : moods[one.mood];
  return (
    <section className="block" aria-label="Watched from the command line">
      <h2>Watched from the command line</h2>
      <p>
        <Status tone={tone}>{words}</Status>
      </p>
      {one.trouble ? <ErrorNote error={{ says: one.trouble.says, fix: one.trouble.fix }} /> : null}
      {one.mood === 'quiet' ? (
        <p className="note">Whoever watched it has gone without ending it: claimwright watch begins it again.</p>
      ) : null}
      <Facts
        facts={[
          { name: 'Where', value: one.folder && <span className="mono">{one.folder}</span> },
          { name: 'Last look', value: formatInstant(one.lookedAt) },
          { name: 'Last file', value: one.lastFileAt ? formatInstant(one.lastFileAt) : 'None yet' },
          { name: 'Taken', value: `${plural(one.taken, 'file')} since ${formatInstant(one.since)}` },
          { name: 'Waiting', value: plural(one.waiting, 'file') },
        ]}
      />
    </section>
  );
}

interface SourceProps {
  readonly row: SourceView;
  readonly manages: boolean;
  onChange(): void;
}

function Source({ row, manages, onChange }: SourceProps): ReactElement {
  const { tone, words } = moods[row.mood];
  return (
    <section className="block" aria-label={row.name}>
      <h2>{row.name}</h2>
      <p>
        <Status tone={tone}>{words}</Status>
        {row.paused ? '' : ` every ${every(row.everySeconds)}`}
      </p>
      <Trouble row={row} manages={manages} />
      <Facts
        facts={[
          {
            name: 'Where',
            value: row.path && (
              <span className="mono">{row.kind === 'sftp' ? `${row.username}@${row.host}:${row.port} ${row.path}` : row.path}</span>
            ),
          },
          { name: 'Last look', value: row.lookedAt ? formatInstant(row.lookedAt) : 'Not yet' },
          { name: 'Last file', value: row.lastFileAt ? formatInstant(row.lastFileAt) : 'None yet' },
          {
            name: 'Its name',
            value: row.lastFile ? `${row.lastFile.name}${row.lastFile.repeated ? ' (was here already)' : ''}` : undefined,
          },
          { name: 'In 24 hours', value: plural(row.filesLastDay, 'file') },
          { name: 'Which files', value: row.patterns.join(', ') || 'All' },
          { name: 'Taken files', value: afterwardsWords(row) },
          { name: 'Server’s key', value: row.hostKey ? <span className="mono">{row.hostKey}</span> : undefined },
        ]}
      />
      {row.waiting.length > 0 ? (
        <>
          <h3>Waiting</h3>
          <ul className="plain-list">
            {row.waiting.map(({ name, size, says }, at) => (
              <li key={`${name}-${String(at)}`}>
                <strong>{name}</strong> <span className="dim">{formatSize(size)}</span> {says}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Actions row={row} manages={manages} onChange={onChange} />
    </section>
  );
}

function Trouble({ row, manages }: { readonly row: SourceView; readonly manages: boolean }): ReactElement | null {
  const trust = useAct('ground/intake/trust-host');
  const { trouble, offeredKey, quietSince } = row;
  if (!trouble && !quietSince) return null;
  if (!trouble)
    return (
      <p className="note" data-tone="work">
        Nothing came since {formatInstant(quietSince ?? '')}. If files should have come, ask the sender whether they sent them.
      </p>
    );
  return (
    <>
      <ErrorNote error={{ says: trouble.says, because: `Since ${formatInstant(trouble.since)}.`, fix: trouble.fix }} />
      {offeredKey ? (
        <p>
          It shows <span className="mono">{offeredKey}</span>{' '}
          {manages && trouble.code === 'host-key-unknown' ? (
            <Button size="compact-xs" loading={trust.busy} onClick={() => void trust.run({ sourceId: row.id, hostKey: offeredKey })}>
              It is theirs: confirm
            </Button>
          ) : null}
        </p>
      ) : null}
      {trust.error ? <ErrorNote error={trust.error} /> : null}
    </>
  );
}

function Actions({ row, manages, onChange }: SourceProps): ReactElement {
  const adds = useMay('documents.add');
  const look = useAct('ground/intake/look-now');
  const pause = useAct('ground/intake/pause-source');
  const end = useAct('ground/intake/end-source');
  const [ending, setEnding] = useState(false);
  const error = look.error ?? pause.error ?? end.error;
  const id = { sourceId: row.id };
  return (
    <>
      {error ? <ErrorNote error={error} /> : null}
      <div className="row-actions">
        {adds && !row.paused ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={look.busy}
            onClick={() => void look.run(id)}
            aria-label={`Look now: ${row.name}`}
          >
            Look now
          </Button>
        ) : null}
        {manages ? (
          <>
            <Button
              size="compact-sm"
              variant="default"
              loading={pause.busy}
              onClick={() => void pause.run({ ...id, paused: !row.paused })}
              aria-label={`${row.paused ? 'Go on' : 'Pause'}: ${row.name}`}
            >
              {row.paused ? 'Go on' : 'Pause'}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onChange} aria-label={`Change ${row.name}`}>
              Change
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              loading={end.busy}
              onClick={() => (ending ? void end.run(id) : setEnding(true))}
              onBlur={() => setEnding(false)}
              aria-label={ending ? `Really end ${row.name}` : `End ${row.name}`}
            >
              {ending ? 'Really: watch it no more' : 'End'}
            </Button>
          </>
        ) : null}
      </div>
    </>
  );
}
