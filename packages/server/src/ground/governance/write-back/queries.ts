import { z } from 'zod';
import { pageOf, type Query, query, readCursor } from '../../../gate/index.ts';
import { partnerRows, writeBackPage } from './store.ts';
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

const listInput = z.object({ view: z.enum(['all', 'for-people', 'under-way']).default('all'), cursor: z.string().optional() });
const statesOf = { all: undefined, 'for-people': ['held', 'needs-person'], 'under-way': ['waiting', 'sent'] } as const;

/** Addresses and states only: what was written is shown nowhere but at the claim. */
const writeBacks = query<z.infer<typeof listInput>, { rows: readonly WriteBackView[]; next?: string }>({
  name: 'ground/governance/write-back/write-backs',
  summary: 'See what is written back to partner systems',
  permission: 'write-backs.read',
  patientData: false,
  input: listInput as unknown as z.ZodType<z.infer<typeof listInput>>,
  read: async ({ tx }, { view, cursor }) => {
    const before = readCursor(z.tuple([z.uuid()]), cursor)?.[0] ?? null;
    const rows = await writeBackPage(tx, { states: statesOf[view], before, limit: pageSize + 1 });
    const page = pageOf(rows, pageSize, (row) => [row.id]);
    return {
      ...page,
      rows: page.rows.map(({ id, kind, subject, state, tries, findings, queuedAt, queuedBy, endedAt, partner }) => ({
        ...{ id, kind, subject, state, tries, findings, queuedBy, partner: partner ?? 'A partner system' },
        queuedAt: queuedAt.toISOString(),
        ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
      })),
    };
  },
});

export const writeBackQueries: readonly Query[] = [partners, writeBacks];
