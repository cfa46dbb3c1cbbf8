import type { PracticeFiguresView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { get } from '../../../app/api.ts';
import { choosePractice } from '../../../app/practice.ts';
import { formatCount, formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { phaseWords } from './words.ts';

/** What is not ours to see is left open, and never shown as nothing. */
const orClosed = (value: string | undefined): ReactElement | string =>
  value ?? (
    <span className="dim" title="Your roles there do not see it">
      not open to you
    </span>
  );

/** The practices that let this organisation in, each as far as it lets one see. */
export function Practices(): ReactElement {
  const { data, error, refetch } = useQuery({
    queryKey: ['ground/governance/organisations/figures'],
    queryFn: async () => (await get('/api/organisation/practices')) as { rows: readonly PracticeFiguresView[] },
    staleTime: 15_000,
  });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  if (data.rows.length === 0)
    return (
      <EmptyState title="No practice has let this organisation in">
        Each practice’s office manager does so under Organisation, with the number of yours. Nothing of a practice is seen before that.
      </EmptyState>
    );
  return (
    <section className="block" aria-label="Practices">
      <h2>Practices</h2>
      <div className="ledger-scroll">
        <table className="ledger">
          <caption className="sr-only">How each practice stands</caption>
          <thead>
            <tr>
              <th scope="col">Practice</th>
              <th scope="col">Waits for approval</th>
              <th scope="col">Open work</th>
              <th scope="col">By machine</th>
              <th scope="col">Record signed</th>
              <th scope="col">
                <span className="sr-only">Go there</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <PracticeRow key={row.practice} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function PracticeRow({ row }: { readonly row: PracticeFiguresView }): ReactElement {
  if (row.closed !== undefined)
    return (
      <tr>
        <th scope="row">{row.name}</th>
        <td colSpan={5}>
          <Status tone="wait">Not open to you</Status> {row.closed}
        </td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td>{orClosed(row.waiting === undefined ? undefined : formatCount(row.waiting))}</td>
      <td>{orClosed(row.work === undefined ? undefined : formatCount(row.work))}</td>
      <td>{row.stopped ? <Status tone="stop">All machines are stopped</Status> : orClosed(row.phases && phaseWords(row.phases))}</td>
      <td>{row.lastCheckpoint === undefined ? 'not yet' : formatInstant(row.lastCheckpoint)}</td>
      <td>
        <Button size="compact-xs" variant="default" onClick={() => choosePractice(row.practice)}>
          Work there<span className="sr-only">: {row.name}</span>
        </Button>
      </td>
    </tr>
  );
}
