import { z } from 'zod';
import { notFound, type Query, query } from '../../gate/index.ts';
import { payersOf, practiceOf, providersOf, sitesOf } from './store.ts';
import type { PartiesView } from './views.ts';

const present = <K extends string>(key: K, value: string | null): { [k in K]?: string } =>
  value === null ? {} : ({ [key]: value } as { [k in K]: string });

const practice = query<Record<string, never>, PartiesView>({
  name: 'ground/parties/practice',
  summary: 'See the practice, its sites, providers and payers',
  permission: 'practice.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => {
    const row = await practiceOf(tx);
    if (!row) throw notFound('practice');
    return {
      practice: { name: row.name, ...present('npi', row.npi), ...present('taxId', row.taxId), specialty: row.specialty, demo: row.demo },
      sites: (await sitesOf(tx)).map((s) => ({ id: s.id, name: s.name, timeZone: s.timeZone, ...present('address', s.address) })),
      providers: (await providersOf(tx)).map((p) => ({ id: p.id, name: p.name, npi: p.npi, ...present('taxonomy', p.taxonomy) })),
      payers: (await payersOf(tx)).map(({ id, name, ids, inNetwork, unconfirmed }) => ({ id, name, ids, inNetwork, unconfirmed })),
    };
  },
});

export const queries: readonly Query[] = [practice];
