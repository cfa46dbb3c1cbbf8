import type { ClaimToSend, DraftStatus } from '@claimwright/core/revenue/claims';
import type { draftStands } from '../../../app/addresses.ts';
import type { Tone } from '../../../ui/status.tsx';

export const standWords: { readonly [status in DraftStatus]: string } = {
  drafted: 'To be sent',
  approved: 'Approved',
  sent: 'Sent',
  received: 'Received',
  'accepted-by-clearinghouse': 'Accepted by the clearinghouse',
  'accepted-by-payer': 'Accepted by the payer',
  adjudicated: 'Adjudicated',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

/** As the address bar has it. */
export const standOf: { readonly [stands in (typeof draftStands)[number]]: DraftStatus } = {
  drafted: 'drafted',
  approved: 'approved',
  sent: 'sent',
  received: 'received',
  clearinghouse: 'accepted-by-clearinghouse',
  payer: 'accepted-by-payer',
  adjudicated: 'adjudicated',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
};

const good: readonly DraftStatus[] = ['accepted-by-payer', 'adjudicated'];
export const standTone = (status: DraftStatus): Tone =>
  status === 'rejected' ? 'stop' : status === 'withdrawn' ? 'quiet' : good.includes(status) ? 'good' : 'wait';

const kinds = { professional: 'Professional', dental: 'Dental', institutional: 'Institutional' } as const;
const frequencies: { readonly [code: string]: string } = { '7': ', replaces an earlier claim', '8': ', voids an earlier claim' };

/** `Dental, secondary, replaces an earlier claim`. */
export const kindWords = ({ kind, sentAs, frequency, predetermination }: ClaimToSend): string =>
  `${kinds[kind]}, ${sentAs}${predetermination ? ', predetermination' : ''}${frequencies[frequency] ?? ''}`;
