import type { StepStanding } from '@claimwright/server/api';
import type { Tone } from '../../../ui/status.tsx';

/** Where a step is done; those that whoever runs the server does have no screen. */
export const stepPlaces = {
  people: { to: '/people', name: 'People' },
  factors: { to: '/account', name: 'My account' },
  sites: { to: '/practice', name: 'Practice' },
  payers: { to: '/practice', name: 'Practice' },
  balances: { to: '/books', name: 'Books' },
  practising: { to: '/training', name: 'Training practice' },
  claims: { to: '/documents', name: 'Documents' },
  remits: { to: '/documents', name: 'Documents' },
  posting: { to: '/post-era', name: 'Post ERA' },
  bank: { to: '/deposits', name: 'Deposits' },
  record: { to: '/record', name: 'Record' },
  backup: undefined,
  checkpoints: undefined,
  machines: { to: '/switchboard', name: 'Switchboard' },
} as const satisfies { readonly [step in StepStanding['step']]: { readonly to: string; readonly name: string } | undefined };

export const stepStates: { readonly [state in StepStanding['state']]: { readonly tone: Tone; readonly says: string } } = {
  done: { tone: 'good', says: 'Done' },
  open: { tone: 'work', says: 'Open' },
  'not-for-us': { tone: 'quiet', says: 'Not for us' },
};

/** Set aside is settled as well. */
export const settled = (steps: readonly StepStanding[]): number => steps.filter(({ state }) => state !== 'open').length;

/** Where an exercise is done. */
export const exercisePlaces: { readonly [exercise: string]: { readonly to: '/post-era' | '/deposits'; readonly name: string } } = {
  deposit: { to: '/deposits', name: 'Deposits' },
};
export const postEra = { to: '/post-era', name: 'Post ERA' } as const;
