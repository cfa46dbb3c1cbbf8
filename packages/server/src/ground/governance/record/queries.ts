import { z } from 'zod';
import { entriesUntil, type Query, query } from '../../../gate/index.ts';
import { ledgerAsOf } from './store.ts';
import type { ReplayView } from './views.ts';

const input = z.object({ subject: z.string().regex(/^[a-z-]+:[\w-]{1,64}$/), at: z.iso.datetime({ offset: true }) });

/** A case as it stood at a moment: what had been done and seen of it by then, and what the ledger said of the claim. */
const replay = (summaries: (name: string) => string | undefined): Query =>
  query<z.infer<typeof input>, ReplayView>({
    name: 'ground/governance/record/replay',
    summary: 'See a case as it was',
    permission: 'record.read',
    patientData: true,
    serves: { purposes: ['audit', 'operations', 'legal', 'patient-request'], patients: 'one', rows: 1, fields: ['money'] },
    input,
    read: async ({ tx }, { subject, at }) => {
      const moment = new Date(at);
      const [kind, id = ''] = subject.split(':');
      const ledger = kind === 'claim' ? await ledgerAsOf(tx, id, moment) : [];
      const open = (party: (name: string) => boolean): number =>
        ledger.filter((line) => party(line.party)).reduce((sum, line) => sum + line.amount, 0);
      return {
        ...{ subject, at: moment.toISOString(), ...(await entriesUntil(tx, subject, moment, summaries)) },
        ...(kind === 'claim'
          ? {
              ledger: { lines: ledger, payerOpen: open((party) => party !== 'patient'), patientOpen: open((party) => party === 'patient') },
            }
          : {}),
      };
    },
    subjects: (view) => [view.subject],
  });

export const recordQueries = (summaries: (name: string) => string | undefined): readonly Query[] => [replay(summaries)];
