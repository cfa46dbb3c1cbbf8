import type { DraftStatus } from './draft.ts';
import type { ClaimStatus } from './status-of.ts';

/** Statuses of claims that are owed no more: another one stands in their place, or none, or they never came to stand. */
export const endedStatuses = ['void', 'replaced', 'replacement-sent', 'not-taken', 'unconfirmed'] as const satisfies readonly ClaimStatus[];

/** What drafts that became a claim of the books, or were made of it, tell of where it stands. */
export interface ToldByDrafts {
  /** The one that it went out as. */
  readonly own?: DraftStatus;
  /** The one for whoever of those who cover the patient owes it now. */
  readonly next?: DraftStatus;
}

/**
 * A claim's status with what is known of its way: whether its payer took it, while no payer has decided it, and whether the claim to the
 * next payer is on its way, where one is due. What payments say is left as it is.
 */
export function withDrafts(status: ClaimStatus, { own, next }: ToldByDrafts): ClaimStatus {
  if (status === 'sent' || status === 'accepted' || status === 'rejected') return own === undefined ? status : byOwn(own);
  if (status === 'next-payer-due' || status === 'next-payer-drafted' || status === 'next-payer-sent' || status === 'next-payer-rejected')
    return byNext(next);
  return status;
}

function byOwn(own: DraftStatus): ClaimStatus {
  if (own === 'accepted-by-payer' || own === 'adjudicated') return 'accepted';
  // Taken up again or withdrawn after it was in the books: its sending was rejected.
  return own === 'rejected' || own === 'drafted' || own === 'withdrawn' ? 'rejected' : 'sent';
}

function byNext(next: DraftStatus | undefined): ClaimStatus {
  if (next === undefined || next === 'withdrawn') return 'next-payer-due';
  if (next === 'rejected') return 'next-payer-rejected';
  return next === 'drafted' || next === 'approved' ? 'next-payer-drafted' : 'next-payer-sent';
}

/** A replacement (7) or void (8) of the books: whether its payer has it, took it, or did not; none where nothing is to be changed by it. */
export function whereAnewStands(draft: DraftStatus): 'on its way' | 'taken' | 'not taken' | undefined {
  if (draft === 'accepted-by-payer' || draft === 'adjudicated') return 'taken';
  if (draft === 'rejected' || draft === 'drafted' || draft === 'withdrawn') return 'not taken';
  // What is approved once more leaves soon, and until then nothing has changed.
  return draft === 'approved' ? undefined : 'on its way';
}
