import { z } from 'zod';
import { pageOf, type Query, query, readCursor } from '../../../gate/index.ts';
import { countWriteBacks, partnerRows, writeBackPage } from './store.ts';
import type { PartnerView, WriteBackView } from './views.ts';

const pageSize = 100;

const partners = query<Record<string, never>, { rows: readonly PartnerView[] }>({
  name: 'ground/governance/write-back/partners',
  summary: 'See the partner systems that are written to',
  permission: 'write-backs.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => ({
    rows: (await partnerRows(tx)).map(({ id, name, vendorId, product, protocol, url, kinds, active }) => ({
      ...{ id, name, vendorId, product, protocol, url, kinds, active },
    })),
  }),
});

const listInput = z.object({
  view: z.enum(['all', 'for-people', 'under-way', 'told', 'dropped']).default('all'),
  cursor: z.string().optional(),
});
type States = readonly WriteBackView['state'][] | undefined;
const statesOf: { readonly [view in z.infer<typeof listInput>['view']]: States } = {
  all: undefined,
  'for-people': ['held', 'needs-person'],
  'under-way': ['waiting', 'sent'],
  told: ['done'],
  dropped: ['dropped'],
};

/** Addresses and states only: what was written is shown nowhere but at the claim. */
const writeBacks = query<z.infer<typeof listInput>, { rows: readonly WriteBackView[]; next?: string; total: number }>({
  name: 'ground/governance/write-back/write-backs',
  summary: 'See what is written back to partner systems',
  permission: 'write-backs.read',
  patientData: false,
  input: listInput as unknown as z.ZodType<z.infer<typeof listInput>>,
  read: async ({ tx }, { view, cursor }) => {
    const before = readCursor(z.tuple([z.uuid()]), cursor)?.[0] ?? null;
    const states = statesOf[view];
    const rows = await writeBackPage(tx, { states, before, limit: pageSize + 1 });
    const page = pageOf(rows, pageSize, (row) => [row.id]);
    return {
      ...page,
      total: await countWriteBacks(tx, states),
      rows: page.rows.map(
        ({ id, kind, subject, state, tries, findings, queuedAt, queuedBy, person, notBefore, endedAt, ender, partner }) => ({
          ...{ id, kind, subject, state, tries, findings, queuedBy: person ?? queuedBy, partner: partner ?? 'A partner system' },
          ...(person === null ? {} : { byPerson: true as const }),
          ...(notBefore === null ? {} : { notBefore: notBefore.toISOString() }),
          ...(ender === null ? {} : { endedBy: ender }),
          queuedAt: queuedAt.toISOString(),
          ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
        }),
      ),
    };
  },
});

export const writeBackQueries: readonly Query[] = [partners, writeBacks];
