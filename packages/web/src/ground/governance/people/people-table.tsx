import { isRole, roles as roleTexts } from '@claimwright/core/ground/governance';
import type { PartiesView, PersonView } from '@claimwright/server/api';
import { Button, Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';

export const roleTitle = (role: string): string => (isRole(role) ? roleTexts[role].title : role);
const titles = (held: readonly string[]): string => held.map(roleTitle).join(', ');

export type What = 'change' | 'end' | 'return' | 'history' | 'reset';

interface PeopleTableProps {
  readonly people: readonly PersonView[];
  readonly sites: PartiesView['sites'];
  readonly payers: PartiesView['payers'];
  /** Nobody changes their own place. */
  readonly me: string;
  readonly may: boolean;
  onDo(what: What, person: PersonView): void;
}

export function PeopleTable({ people, sites, payers, me, may, onDo }: PeopleTableProps): ReactElement {
  const called = new Map([...sites, ...payers].map(({ id, name }) => [id, name]));
  const listed = (ids: readonly string[]): string => ids.map((id) => called.get(id) ?? id).join(', ');
  const action = (what: What, person: PersonView, words: string) => (
    <Button variant="default" size="compact-xs" aria-label={`${words}: ${person.name}`} onClick={() => onDo(what, person)}>
      {words}
    </Button>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <div className="ledger-scroll" tabIndex={0} role="group" aria-label="People, their roles and places">
      <table className="ledger people-table">
        <caption className="sr-only">People</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Roles</th>
            <th scope="col">Sites and payers</th>
            <th scope="col">Since</th>
            {may ? <th scope="col">Change</th> : null}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.userId}>
              <th scope="row">
                {person.name} {person.active ? null : <Status tone="quiet">Ended</Status>}
                {person.email ? <div className="dim small">{person.email}</div> : null}
              </th>
              <td>
                {titles(person.roles)}
                {person.credentials.map((one) => (
                  <div className="dim small" key={one.kind}>
                    {one.kind.replace('-', ' ')} <span className="mono">{one.number}</span>
                    {one.until ? `, until ${one.until}` : ''}
                  </div>
                ))}
              </td>
              <td>
                {person.sites.length === 0 ? (person.payers.length === 0 ? 'All' : 'All sites') : listed(person.sites)}
                {person.payers.length === 0 ? null : <div className="dim small">For {listed(person.payers)}</div>}
              </td>
              <td>{formatInstant(person.since)}</td>
              {may ? (
                <td className="own-actions">
                  {person.userId === me ? (
                    <span className="dim small">You; a colleague changes it</span>
                  ) : person.active ? (
                    <>
                      {action('change', person, 'Change')}
                      {action('reset', person, 'New password')}
                      {action('end', person, 'End')}
                    </>
                  ) : (
                    action('return', person, 'Give back')
                  )}
                  {action('history', person, 'History')}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const kinds = { joined: 'Came', changed: 'Changed', ended: 'Ended', returned: 'Came back' } as const;

export function History({ person, onClose }: { readonly person: PersonView; onClose(): void }): ReactElement {
  const { data, error } = useAsk('ground/governance/people/history', { userId: person.userId });
  return (
    <Modal opened onClose={onClose} title={`History of ${person.name}`} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      {error ? <ErrorNote error={error} /> : null}
      {!data && !error ? <Skeleton lines={3} /> : null}
      {data?.rows.length === 0 ? (
        <EmptyState title="Nothing was changed yet">Their place stands as it was given when the practice was set up.</EmptyState>
      ) : null}
      <ol className="plain-list">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <strong>{kinds[row.kind]}</strong> {formatInstant(row.at)} · {titles(row.roles)}
            <div className="dim small">
              By {row.by}
              {row.because ? `: ${row.because}` : ''}
            </div>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
