import { plainDate } from '@claimwright/core/ground/base';
import { claimList } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Ctx, type Query, Refusal } from '../../../gate/index.ts';
import { type Exportable, exportQuery, type FoundRow, type Wanted } from '../../../ground/exports/index.ts';
import { statusWords } from '../words.ts';
import { claimRows } from './store.ts';

const day = z
  .string()
  .refine((text) => plainDate(text) !== undefined, 'This is no date, such as 2026-01-31.')
  .optional();
/** As on the screen; `from` and `to` are days of service, both included. */
const filter = z.object({
  search: z.string().max(100).optional(),
  site: z.union([z.uuid(), z.literal('none')]).optional(),
  status: z.enum(Object.keys(statusWords) as [string, ...string[]]).optional(),
  from: day,
  to: day,
});

async function find({ tx }: Ctx, given: z.infer<typeof filter>, wanted: Wanted): Promise<readonly FoundRow[]> {
  const { search, status, site, from, to } = given;
  const rows = await claimRows(tx, { search, status, site, from, to, ...wanted });
  return rows.map((values) => ({ values, place: [String(values['#on']), String(values['#id'])], subject: `claim:${values['#id']}` }));
}

/** By a search for one patient a list that names nobody would tell whose claims these are. */
async function findUnnamed(ctx: Ctx, given: z.infer<typeof filter>, wanted: Wanted): Promise<readonly FoundRow[]> {
  if ((given.search ?? '').trim() !== '')
    throw new Refusal('bad-input', 'A list without names is not taken out by a search.', {
      because: 'A search is for a patient, an account or a member: the list would tell whose claims these are.',
      fix: 'Clear the search, or take the list out with identifiers and say the purpose.',
    });
  return find(ctx, given, wanted);
}

const purposes = ['payment', 'operations', 'audit'] as const;

/** Two doors: what a list tells of nobody in particular, and what it tells of patients. Either way each claim in it is seen, on the record. */
export const claimExports: readonly Query[] = [
  exportQuery(
    {
      name: 'revenue/claims/export',
      summary: 'Take out a list of claims',
      permission: 'claims.export',
      patientData: true,
      serves: { purposes, patients: 'many', rows: 250, fields: ['coverage', 'money', 'clinical'] },
    },
    claimList,
    { filter },
    findUnnamed,
  ),
  exportQuery(
    {
      name: 'revenue/claims/export-identified',
      summary: 'Take out a list of claims with names and numbers of patients',
      permission: 'claims.export-identified',
      patientData: true,
      serves: { purposes, patients: 'many', rows: 250, fields: ['identity', 'coverage', 'money', 'clinical'] },
    },
    claimList,
    { filter, identified: true, sought: ({ search }) => search },
    find,
  ),
];

export const exportableClaims: Exportable = {
  list: claimList,
  plain: { query: 'revenue/claims/export', right: 'claims.export' },
  identified: { query: 'revenue/claims/export-identified', right: 'claims.export-identified' },
};
