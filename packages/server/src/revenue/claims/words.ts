import type { ClaimStatus } from '@claimwright/core/revenue/claims';

/** Where a claim stands, as a biller would say it. */
export const statusWords: { readonly [status in ClaimStatus]: string } = {
  drafted: 'Draft',
  asked: 'Asked beforehand: nothing is owed',
  sent: 'With the payer',
  accepted: 'Accepted by the payer',
  rejected: 'Rejected before the payer decided it',
  denied: 'Denied: still owed by the payer',
  'partly-paid': 'Partly paid',
  'with-next-payer': 'Passed on to the next payer',
  'next-payer-due': 'To be sent to the next payer',
  'next-payer-drafted': 'Ready to be sent to the next payer',
  'next-payer-sent': 'With the next payer',
  'next-payer-rejected': 'Rejected by the next payer',
  'patient-due': 'The patient owes the rest',
  reversed: 'Payment taken back',
  credit: 'Overpaid',
  closed: 'Closed',
  replaced: 'Replaced by a newer claim',
  'replacement-sent': 'A replacement is on its way',
  void: 'Void',
  'void-sent': 'A void is on its way',
  'not-taken': 'Not taken: nothing is owed on it',
  unconfirmed: 'A person says whether it counts',
};

export const wordsOf = (status: string): string => statusWords[status as ClaimStatus] ?? status;
