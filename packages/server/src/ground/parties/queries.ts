import { z } from 'zod';
import { notFound, type Query, query } from '../../gate/index.ts';
import { type PayerRow, payerRows, practiceOf, providersOf, sitesOf } from './store.ts';
import type { PartiesView } from './views.ts';

const present = <K extends string>(key: K, value: string | null): { [k in K]?: string } =>
  value === null ? {} : ({ [key]: value } as { [k in K]: string });

const nameOf = (id: string | null, all: readonly PayerRow[]): string => all.find((one) => one.id === id)?.name ?? '';

function presentPayer(row: PayerRow, all: readonly PayerRow[]): PartiesView['payers'][number] {
  const { id, name, ids, inNetwork, unconfirmed, capitation, likelySameAs, sameAs } = row;
  const asked = likelySameAs !== null && sameAs === null && unconfirmed;
  return {
    ...{ id, name, ids, inNetwork, unconfirmed, capitation },
    ...(asked ? { likely: nameOf(likelySameAs, all) } : {}),
    ...(sameAs === null ? {} : { sameAs: { id: sameAs, name: nameOf(sameAs, all) } }),
    ...(likelySameAs === null || sameAs !== null || asked ? {} : { apartFrom: nameOf(likelySameAs, all) }),
  };
}

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
      sites: (await sitesOf(tx)).map((s) => ({
        id: s.id,
        name: s.name,
        timeZone: s.timeZone,
        ...present('address', s.address),
        ...present('npi', s.npi),
        ...present('billingNpi', s.billingNpi),
      })),
      providers: (await providersOf(tx)).map((p) => ({ id: p.id, name: p.name, npi: p.npi, ...present('taxonomy', p.taxonomy) })),
      payers: (await payerRows(tx)).map((row, _, all) => presentPayer(row, all)),
    };
  },
});

export const queries: readonly Query[] = [practice];
