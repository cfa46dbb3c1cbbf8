import type { decisions } from './store.ts';

type Said = Awaited<ReturnType<typeof decisions>>;

/** What is asked of a remit before it counts: whether it is ours, and whether it is a payment of its own beside an earlier one. */
export const questions = ['payee', 'earlier'] as const;
export type Question = (typeof questions)[number];

/** What is kept of an answer. `ours` is from before there were two: it answered both. */
const kinds: { readonly [question in Question]: string } = { payee: 'payee-ours', earlier: 'own-payment' };
export const kindOf = (question: Question): string => kinds[question];
export const isAnswered = (said: Said, question: Question): boolean =>
  said.some(({ remitClaimId, kind }) => remitClaimId === null && (kind === 'ours' || kind === kinds[question]));
