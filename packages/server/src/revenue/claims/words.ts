import type { ClaimStatus } from '@claimwright/core/revenue/claims';

/** Where a claim stands, as a biller would say it. */
export const statusWords: { readonly [status in ClaimStatus]: string } = {
  drafted: 'Draft',
  asked: 'Asked beforehand: nothing is owed',
  sent: 'With the payer',
  accepted: 'Accepted by the payer',
  rejected: 'Rejected before the payer read it',
  denied: 'Denied: still owed by the payer',
  'partly-paid': 'Partly paid',
  'with-next-payer': 'Passed on to the next payer',
  'next-payer-due': 'To be sent to the next payer',
  'patient-due': 'The patient owes the rest',
  reversed: 'Payment taken back',
  credit: 'Overpaid',
  closed: 'Closed',
  replaced: 'Replaced by a newer claim',
  void: 'Void',
};

export const wordsOf = (status: string): string => statusWords[status as ClaimStatus] ?? status;
