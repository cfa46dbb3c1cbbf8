import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import { accountYears, disclosureBases, keptFrom } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { notFound, type Query, query } from '../../../gate/index.ts';
import type { AccountingView, DisclosureView } from '../retention/views.ts';
import { type DisclosureRow, disclosuresOf, isPatient } from './store.ts';

const input = z.object({ patientId: z.uuid(), until: z.iso.date().optional() });

/** The account that a patient may ask for: six years back, without what an authority keeps silent for now. */
const accounting = query<z.infer<typeof input>, AccountingView>({
  name: 'ground/governance/disclosures/accounting',
  summary: 'See the accounting of disclosures',
  permission: 'disclosures.read',
  patientData: true,
  serves: { purposes: ['patient-request', 'audit', 'legal', 'operations'], patients: 'one', rows: 1, fields: ['identity'] },
  input,
  read: async ({ tx, today }, { patientId, until }) => {
    if (!(await isPatient(tx, patientId))) throw notFound('patient');
    const last: PlainDate = plainDate(until ?? '') ?? today;
    const from = keptFrom(last, accountYears);
    const all = await disclosuresOf(tx, patientId, from, last);
    const silent = (row: DisclosureRow): boolean => row.silentUntil !== null && row.silentUntil > today;
    return {
      ...{ patientId, from, until: last },
      rows: all.filter((row) => !silent(row)).map(present),
      silent: all.filter(silent).map(present),
    };
  },
  subjects: (view) => [`patient:${view.patientId}`],
});

const present = ({ address, silentUntil, ...row }: DisclosureRow): DisclosureView => ({
  ...row,
  basisWords: disclosureBases[row.basis],
  ...(address === undefined ? {} : { address }),
  ...(silentUntil === null ? {} : { silentUntil }),
});

export const disclosureQueries: readonly Query[] = [accounting];
