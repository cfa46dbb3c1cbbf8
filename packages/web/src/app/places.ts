import type { IconName } from './icons.tsx';

/** Where one can go: work first, then the books, then administration. */
export const places = [
  { to: '/post-era', name: 'Post ERA', icon: 'era', key: 'p', floor: 'work' },
  { to: '/deposits', name: 'Deposits', icon: 'deposits', key: 'd', floor: 'work' },
  { to: '/approvals', name: 'Approvals', icon: 'approvals', key: 'a', floor: 'work' },
  { to: '/claims', name: 'Claims', icon: 'claims', key: 'c', floor: 'work' },
  { to: '/documents', name: 'Documents', icon: 'documents', key: 'f', floor: 'work' },
  { to: '/books', name: 'Books', icon: 'books', key: 'b', floor: 'books' },
  { to: '/record', name: 'Record', icon: 'record', key: 'r', floor: 'books' },
  { to: '/retention', name: 'Retention', icon: 'retention', key: 'h', floor: 'books' },
  { to: '/switchboard', name: 'Switchboard', icon: 'switchboard', key: 'w', floor: 'admin' },
  { to: '/people', name: 'People', icon: 'person', key: 'e', floor: 'admin' },
  { to: '/organisation', name: 'Organisation', icon: 'organisation', key: 'o', floor: 'admin' },
  { to: '/models', name: 'Models', icon: 'models', key: 'm', floor: 'admin' },
  { to: '/identity', name: 'Sign-in', icon: 'enter', key: 'i', floor: 'admin' },
  { to: '/keys', name: 'Keys', icon: 'lock', key: 'k', floor: 'admin' },
  { to: '/practice', name: 'Practice', icon: 'practice', key: 's', floor: 'admin' },
] as const satisfies readonly { to: string; name: string; icon: IconName; key: string; floor: string }[];
