import { expect, it } from 'vitest';
import { postedIn } from './posted-in.ts';

it('a posting is told from other answers', () => {
  expect(postedIn({ remitId: 'r', state: 'posted', totals: { paid: 1 }, entries: 2 })?.entries).toBe(2);
  expect([postedIn({ remitClaimId: 'c', posted: true }), postedIn(undefined), postedIn(null)]).toEqual([undefined, undefined, undefined]);
});
