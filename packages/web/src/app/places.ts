import type { Permission } from '@claimwright/core/ground/governance';
import type { IconName } from './icons.tsx';

/**
 * Where one can go: work first, then the books and what they tell, then what is set up. `key`: after g; g and t are taken by getting started
 * and training. `opens`: the rights of which any one opens it.
 */
export const places = [
  { to: '/post-era', name: 'Post ERA', icon: 'era', key: 'p', floor: 'work', opens: ['remits.read'] },
  { to: '/deposits', name: 'Deposits', icon: 'deposits', key: 'd', floor: 'work', opens: ['deposits.read'] },
  { to: '/approvals', name: 'Approvals', icon: 'approvals', key: 'a', floor: 'work', opens: ['approvals.read'] },
  { to: '/claims', name: 'Claims', icon: 'claims', key: 'c', floor: 'work', opens: ['claims.read'] },
  { to: '/send', name: 'Scrub & Send', icon: 'send', key: 'x', floor: 'work', opens: ['submissions.read'] },
  { to: '/documents', name: 'Documents', icon: 'documents', key: 'f', floor: 'work', opens: ['documents.read'] },
  { to: '/sources', name: 'Sources', icon: 'drop', key: 'u', floor: 'work', opens: ['documents.read'] },
  { to: '/write-backs', name: 'Partners', icon: 'partners', key: 'n', floor: 'work', opens: ['write-backs.read'] },
  { to: '/books', name: 'Books', icon: 'books', key: 'b', floor: 'insight', opens: ['books.read'] },
  { to: '/record', name: 'Record', icon: 'record', key: 'r', floor: 'insight', opens: ['record.read'] },
  { to: '/measures', name: 'Measures', icon: 'measures', key: 'y', floor: 'insight', opens: ['performance.read'] },
  { to: '/compliance', name: 'Compliance', icon: 'compliance', key: 'q', floor: 'insight', opens: ['compliance.read'] },
  { to: '/switchboard', name: 'Switchboard', icon: 'switchboard', key: 'w', floor: 'insight', opens: ['autonomy.read'] },
  { to: '/models', name: 'Models', icon: 'models', key: 'm', floor: 'insight', opens: ['models.read'] },
  { to: '/rules', name: 'Rules', icon: 'rules', key: 'l', floor: 'admin', opens: ['rules.write', 'rules.switch'] },
  { to: '/code-tables', name: 'Code tables', icon: 'tables', key: 'v', floor: 'admin', opens: ['practice.read'] },
  { to: '/practice', name: 'Practice', icon: 'practice', key: 's', floor: 'admin', opens: ['practice.read'] },
  { to: '/people', name: 'People', icon: 'person', key: 'e', floor: 'admin', opens: ['people.read'] },
  {
    to: '/organisation',
    name: 'Organisation',
    icon: 'organisation',
    key: 'o',
    floor: 'admin',
    opens: ['organisation.read', 'organisation.join'],
  },
  {
    to: '/identity',
    name: 'Sign-in',
    icon: 'enter',
    key: 'i',
    floor: 'admin',
    opens: ['sign-in.manage', 'service-accounts.manage', 'emergency.review'],
  },
  { to: '/keys', name: 'Keys', icon: 'lock', key: 'k', floor: 'admin', opens: ['keys.read'] },
  { to: '/retention', name: 'Retention', icon: 'retention', key: 'h', floor: 'admin', opens: ['retention.read'] },
] as const satisfies readonly Place[];

/** Floors of the rail, by the head that each stands under; the first needs none. */
export const floors = [
  { id: 'work', name: 'Work' },
  { id: 'insight', name: 'Books, insight' },
  { id: 'admin', name: 'Set up' },
] as const;
type Floor = (typeof floors)[number]['id'];

interface Place {
  readonly to: string;
  readonly name: string;
  readonly icon: IconName;
  readonly key: string;
  readonly floor: Floor;
  readonly opens: readonly Permission[];
}

/** The places that are open to somebody with these rights: whoever does not work there is spared the sight of the others. */
export const placesFor = (permissions: readonly string[]): readonly (typeof places)[number][] =>
  places.filter(({ opens }) => opens.some((right) => permissions.includes(right)));
