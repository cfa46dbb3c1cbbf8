import { plainDate } from '@claimwright/core/ground/base';
import { remitList } from '@claimwright/core/revenue/remits';
import { z } from 'zod';
import type { Query } from '../../../gate/index.ts';
import { type Exportable, exportQuery } from '../../../ground/exports/index.ts';
import { traySought } from '../tray/search.ts';
import { remitRows } from './store.ts';

const day = z
  .string()
  .refine((text) => plainDate(text) !== undefined, 'This is no date, such as 2026-01-31.')
  .optional();
/** As on the tray, but for a search by patients; `from` and `to` are days of payment, both included. */
const filter = z.object({
  view: z.enum(['open', 'parked', 'posted', 'not-ours', 'all']).optional(),
  search: z.string().max(100).optional(),
  from: day,
  to: day,
});

export const remitExport: Query = exportQuery(
  { name: 'revenue/posting/export-remits', summary: 'Take out a list of remits', permission: 'remits.export', patientData: false },
  remitList,
  { filter },
  async ({ tx }, { view, search, from, to }: z.infer<typeof filter>, wanted) => {
    const rows = await remitRows(tx, {
      state: view === 'all' ? undefined : view,
      // Nobody is looked for by name here: whose remits these are would be told by there being any.
      sought: await traySought(tx, search, false),
      ...{ from, to, ...wanted },
    });
    return rows.map((values) => ({ values, place: [String(values['#on']), String(values['#id'])] }));
  },
);

export const exportableRemits: Exportable = {
  list: remitList,
  plain: { query: 'revenue/posting/export-remits', right: 'remits.export' },
};
