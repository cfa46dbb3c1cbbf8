import type { Permission } from '@claimwright/core/ground/governance';
import type { IconName } from './icons.tsx';

/** Where one can go: work first, then the books, then administration; `opens`: the rights of which any one opens it. */
export const places = [
  { to: '/post-era', name: 'Post ERA', icon: 'era', key: 'p', floor: 'work', opens: ['remits.read'] },
  { to: '/deposits', name: 'Deposits', icon: 'deposits', key: 'd', floor: 'work', opens: ['deposits.read'] },
  { to: '/approvals', name: 'Approvals', icon: 'approvals', key: 'a', floor: 'work', opens: ['approvals.read'] },
  { to: '/claims', name: 'Claims', icon: 'claims', key: 'c', floor: 'work', opens: ['claims.read'] },
  { to: '/send', name: 'Scrub & Send', icon: 'send', key: 'x', floor: 'work', opens: ['submissions.read'] },
  { to: '/documents', name: 'Documents', icon: 'documents', key: 'f', floor: 'work', opens: ['documents.read'] },
  { to: '/sources', name: 'Sources', icon: 'drop', key: 'u', floor: 'work', opens: ['documents.read'] },
  { to: '/books', name: 'Books', icon: 'books', key: 'b', floor: 'books', opens: ['books.read'] },
  { to: '/record', name: 'Record', icon: 'record', key: 'r', floor: 'books', opens: ['record.read'] },
  { to: '/retention', name: 'Retention', icon: 'retention', key: 'h', floor: 'books', opens: ['retention.read'] },
  { to: '/write-backs', name: 'Partners', icon: 'partners', key: 'n', floor: 'books', opens: ['write-backs.read'] },
  { to: '/switchboard', name: 'Switchboard', icon: 'switchboard', key: 'w', floor: 'admin', opens: ['autonomy.read'] },
  { to: '/people', name: 'People', icon: 'person', key: 'e', floor: 'admin', opens: ['people.read'] },
  {
    to: '/organisation',
    name: 'Organisation',
    icon: 'organisation',
    key: 'o',
    floor: 'admin',
    opens: ['organisation.read', 'organisation.join'],
  },
  { to: '/models', name: 'Models', icon: 'models', key: 'm', floor: 'admin', opens: ['models.read'] },
  {
    to: '/identity',
    name: 'Sign-in',
    icon: 'enter',
    key: 'i',
    floor: 'admin',
    opens: ['sign-in.manage', 'service-accounts.manage', 'emergency.review'],
  },
  { to: '/keys', name: 'Keys', icon: 'lock', key: 'k', floor: 'admin', opens: ['keys.read'] },
  { to: '/code-tables', name: 'Code tables', icon: 'tables', key: 't', floor: 'admin', opens: ['practice.read'] },
  { to: '/practice', name: 'Practice', icon: 'practice', key: 's', floor: 'admin', opens: ['practice.read'] },
] as const satisfies readonly Place[];

interface Place {
  readonly to: string;
  readonly name: string;
  readonly icon: IconName;
  readonly key: string;
  readonly floor: string;
  readonly opens: readonly Permission[];
}

/** The places that are open to somebody with these rights: whoever does not work there is spared the sight of the others. */
export const placesFor = (permissions: readonly string[]): readonly (typeof places)[number][] =>
  places.filter(({ opens }) => opens.some((right) => permissions.includes(right)));
