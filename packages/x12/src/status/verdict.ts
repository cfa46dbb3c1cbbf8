import type { StatusVerdict } from '../types.ts';

const EXACT: { readonly [category: string]: StatusVerdict } = {
  A2: 'accepted',
  A3: 'rejected',
  A4: 'not found',
  A6: 'rejected',
  A7: 'rejected',
  A8: 'rejected',
  D0: 'not found',
  F1: 'paid',
  F2: 'denied',
};
const BY_LETTER: { readonly [letter: string]: StatusVerdict } = {
  A: 'received',
  P: 'pending',
  F: 'finalised',
  R: 'information requested',
  E: 'error',
};

/**
 * In a word, what a category of a claim's status says.
 * @param category STC01-1: A2, F1, P3, …
 * @returns `unknown` where we have no word for it
 */
export function verdictOf(category: string): StatusVerdict {
  return EXACT[category] ?? BY_LETTER[category.slice(0, 1)] ?? 'unknown';
}
