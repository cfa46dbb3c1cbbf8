import type { ExportList } from '../exports/index.ts';

/** Postings as a file: one row a movement of what somebody owes for a claim, the newest day first. They sum to what is owed. */
export const postingList: ExportList = {
  kind: 'postings',
  says: 'A movement of what a payer or patient owes for a claim: charge, payment, adjustment, transfer.',
  columns: [
    { name: 'posting_id', type: 'text', says: 'Its number here' },
    { name: 'entry_id', type: 'text', says: 'The journal entry that it belongs to' },
    { name: 'booked_on', type: 'date', says: 'The day that it is booked on' },
    { name: 'booked_at', type: 'instant', says: 'When it was booked' },
    { name: 'kind', type: 'text', says: 'charge, payment, contractual, transfer …' },
    { name: 'party', type: 'text', says: 'Who owes: primary, secondary, tertiary, patient' },
    { name: 'amount_cents', type: 'cents', says: 'More is owed (above zero), or less' },
    { name: 'account', type: 'text', says: 'The account that it is booked against' },
    { name: 'adjustment_group', type: 'text', says: 'CO, PR, OA, PI' },
    { name: 'carc', type: 'text', says: 'Adjustment reason code' },
    { name: 'claim_id', type: 'text', says: 'The claim’s number here' },
    { name: 'claim_line_id', type: 'text', says: 'The line’s number here' },
    { name: 'remit_id', type: 'text', says: 'The remit that it comes from' },
    { name: 'reverses', type: 'text', says: 'The posting that it takes back' },
    { name: 'made_by', type: 'text', says: 'The agent, where a machine booked it' },
    { name: 'source_kind', type: 'text', says: 'What it was booked from', onRequest: true },
    { name: 'source_id', type: 'text', says: 'The number of that', onRequest: true },
    { name: 'document_id', type: 'text', says: 'The file that shows it', onRequest: true },
  ],
};
