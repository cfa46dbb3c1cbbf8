import type { ExportList } from '../../ground/exports/index.ts';

/** Remits as a file: one row a payment advice, the newest payment first. */
export const remitList: ExportList = {
  kind: 'remits',
  says: 'A payment advice of a payer, and what became of it.',
  columns: [
    { name: 'remit_id', type: 'text', says: 'Its number here, the same in every file' },
    { name: 'state', type: 'text', says: 'open, parked, posted, not-ours' },
    { name: 'payer_id', type: 'text', says: 'The payer’s number here' },
    { name: 'payer', type: 'text', says: 'The payer, as it names itself' },
    { name: 'trace_number', type: 'text', says: 'Check or EFT number' },
    { name: 'method', type: 'text', says: 'ACH, CHK, NON …' },
    { name: 'paid_on', type: 'date', says: 'The day of payment' },
    { name: 'paid_cents', type: 'cents', says: 'What was paid' },
    { name: 'claims', type: 'integer', says: 'How many claims it speaks of' },
    { name: 'clean_claims', type: 'integer', says: 'Of these, clean' },
    { name: 'work_claims', type: 'integer', says: 'Of these, posted and leaving work' },
    { name: 'parked_claims', type: 'integer', says: 'Of these, waiting for a person' },
    { name: 'unapplied_cents', type: 'cents', says: 'Cash of it that is not applied' },
    { name: 'balanced', type: 'boolean', says: 'Whether its figures add up' },
    { name: 'open_work', type: 'integer', says: 'Open work that it left' },
    { name: 'posted_at', type: 'instant', says: 'When the posting that stands was made' },
    { name: 'received_at', type: 'instant', says: 'When it was read here' },
    { name: 'payer_trace_id', type: 'text', says: 'Who the payer says it is (TRN03)', onRequest: true },
    { name: 'payee_npi', type: 'text', says: 'Who was paid', onRequest: true },
    { name: 'near_duplicate_of', type: 'text', says: 'An earlier remit with the same payer and trace', onRequest: true },
    { name: 'document_id', type: 'text', says: 'The file that it came in', onRequest: true },
  ],
};
