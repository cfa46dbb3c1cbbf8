import { plainDate } from '@claimwright/core/ground/base';
import { postingList } from '@claimwright/core/ground/ledger';
import { z } from 'zod';
import type { Query } from '../../../gate/index.ts';
import { type Exportable, exportQuery } from '../../exports/index.ts';
import { postingRows } from './store.ts';

const day = z
  .string()
  .refine((text) => plainDate(text) !== undefined, 'This is no date, such as 2026-01-31.')
  .optional();
/** As in the journal; `from` and `to` are days of booking, both included. */
const filter = z.object({
  account: z.string().min(1).max(300).optional(),
  claimId: z.uuid().optional(),
  sourceId: z.uuid().optional(),
  from: day,
  to: day,
});

export const postingExport: Query = exportQuery(
  { name: 'ground/ledger/export-postings', summary: 'Take out a list of postings', permission: 'books.export', patientData: false },
  postingList,
  { filter },
  async ({ tx }, { account, claimId, sourceId, from, to }: z.infer<typeof filter>, wanted) => {
    const rows = await postingRows(tx, { account, claimId, sourceId, from, to, ...wanted });
    return rows.map((values) => ({ values, place: [String(values['#on']), String(values['#entry']), String(values['#id'])] }));
  },
);

export const exportablePostings: Exportable = {
  list: postingList,
  plain: { query: 'ground/ledger/export-postings', right: 'books.export' },
};
