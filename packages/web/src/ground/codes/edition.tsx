import type { ChangesView, EditionView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { Answers, Facts } from '../../ui/facts.tsx';
import { formatCount, formatDate, formatInstant, formatSize, plural } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { daysOf, standingOf, tableOf } from './words.ts';

type Changed = ChangesView['rows'][number];

const columns: readonly Column<Changed>[] = [
  { id: 'code', head: 'Code', width: '120px', cell: (row) => <strong className="mono">{row.code}</strong> },
  {
    id: 'what',
    head: 'Change',
    width: '88px',
    cell: (row) => (row.before === undefined ? 'Added' : row.after === undefined ? 'Removed' : 'Changed'),
  },
  {
    id: 'before',
    head: 'Before',
    width: 'minmax(120px, 1fr)',
    cell: (row) => <span className="dim">{row.before ?? ''}</span>,
    full: (row) => row.before ?? '',
    from: 480,
  },
  { id: 'after', head: 'Now', width: 'minmax(120px, 1fr)', cell: (row) => row.after ?? '', full: (row) => row.after ?? '' },
];

/** One edition: where it came from, for which days it counts, and what it says otherwise than the one before. */
export function Edition({ edition, may }: { readonly edition: EditionView; readonly may: boolean }): ReactElement {
  const changed = useAsk('ground/codes/edition-changes', { editionId: edition.id }, { forever: true });
  const against = changed.data?.against;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>
            {tableOf(edition)} {edition.name}
          </h1>
          <div className="badges">
            <Status tone={edition.endedAt || edition.replacedBy !== undefined ? 'quiet' : 'good'}>{standingOf(edition)}</Status>
          </div>
        </div>
        {may ? <RollBack edition={edition} /> : null}
      </header>
      <div className="block">
        <Answers
          what={`${plural(edition.rows, 'row')} of ${tableOf(edition)}, from ${edition.source}.`}
          why={`It answers for services ${daysOf(edition)}${edition.back ? `, and back to ${formatDate(edition.back)} where no nearer edition is loaded` : ''}.${beside(edition)}`}
          otherwise={
            edition.endedAt
              ? 'It answers nothing. Findings that rest on it keep its name.'
              : 'Rolled back, an earlier edition answers for these days, or none.'
          }
          decided={`Imported by ${edition.importedBy} on ${formatInstant(edition.importedAt)}${
            edition.endedAt ? `; rolled back by ${edition.endedBy} on ${formatInstant(edition.endedAt)}` : ''
          }.`}
        />
      </div>
      <div className="block">
        <Facts
          facts={[
            { name: 'Layout', value: edition.layout },
            { name: 'Files', value: edition.files.join(', ') },
            { name: 'Kept in', value: formatSize(edition.size) },
            { name: 'Licensed', value: edition.attestedBy ? `${edition.attestedBy} said so` : undefined },
          ]}
        />
      </div>
      {edition.table === 'procedures' && edition.part !== 'HCPCS' ? <WithoutFamily edition={edition} /> : null}
      <div className="block">
        <h2>{against ? `Against ${against.name}` : 'Against nothing: it is the first'}</h2>
        <p>
          {formatCount(edition.added)} added, {formatCount(edition.changed)} changed, {formatCount(edition.removed)} removed.
          {changed.data && changed.data.rows.length < edition.added + edition.changed + edition.removed
            ? ` The first ${formatCount(changed.data.rows.length)} are shown.`
            : ''}
        </p>
        {changed.error ? <ErrorNote error={changed.error} retry={() => void changed.refetch()} /> : null}
        {changed.isPending ? <Skeleton lines={6} /> : null}
        {changed.data ? (
          <div className="reason-list">
            <VirtualTable
              label="Changes"
              rows={changed.data.rows}
              rowId={(row) => row.code}
              columns={columns}
              onOpen={() => undefined}
              empty={<EmptyState title="Nothing is different">It says what the edition before it said.</EmptyState>}
            />
          </div>
        ) : null}
      </div>
      {edition.findings.length > 0 ? (
        <div className="block">
          <h2>What was told of its files</h2>
          <ul className="plain-list">
            {edition.findings.map((finding) => (
              <li key={finding.at}>
                {finding.at}: {finding.says}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

/** Why it answers for fewer days than it says of itself. */
function beside({ until, replacedBy }: EditionView): string {
  if (replacedBy !== undefined) return ` Of these it answers none any more: ${replacedBy} was imported later for the same days.`;
  return until === undefined ? '' : ' It has no end of its own; the next edition begins on the day after.';
}

const mostShown = 40;

/** Codes at which edits that ask for a kind of service look for nothing: these would pass as checked otherwise. */
function WithoutFamily({ edition }: { readonly edition: EditionView }): ReactElement | null {
  const { data, error, refetch } = useAsk('ground/codes/without-family', { editionId: edition.id }, { forever: true });
  const [all, setAll] = useState(false);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data || data.codes.length === 0) return null;
  const shown = all ? data.codes : data.codes.slice(0, mostShown);
  return (
    <section className="block" aria-label="Codes without a family">
      <h2>
        {plural(data.codes.length, 'code')} of {formatCount(data.rows)} without a family
      </h2>
      <p>
        Edits that ask for a kind of service pass over them. Not looked for at them: {data.passedOver.join('; ')}. Pairs, limits, modifiers
        and coverage are checked all the same. Add a family to the list where one fits, and import it again.
      </p>
      <p className="mono">{shown.map(({ code, said }) => (said === undefined ? code : `${code} (${said})`)).join(', ')}</p>
      {data.codes.length > shown.length ? (
        <div className="actions">
          <Button size="compact-sm" variant="default" onClick={() => setAll(true)}>
            Show all {formatCount(data.codes.length)}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function RollBack({ edition }: { readonly edition: EditionView }): ReactElement {
  const end = useAct('ground/codes/end-edition');
  const restore = useAct('ground/codes/restore-edition');
  const [asking, setAsking] = useState(false);
  const error = end.error ?? restore.error;
  const id = { editionId: edition.id };
  return (
    <div className="actions">
      {error ? <ErrorNote error={error} /> : null}
      {edition.endedAt ? (
        <Button size="compact-sm" variant="default" loading={restore.busy} onClick={() => void restore.run(id)}>
          Put back in force
        </Button>
      ) : asking ? (
        <>
          <Button size="compact-sm" color="red" loading={end.busy} onClick={() => void end.run(id).then(() => setAsking(false))}>
            Roll it back
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </>
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          Roll back
        </Button>
      )}
    </div>
  );
}
