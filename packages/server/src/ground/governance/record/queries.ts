import { z } from 'zod';
import { entriesSince, entriesUntil, type Query, query, refuseUnknown } from '../../../gate/index.ts';
import { machineContacts } from './contacts.ts';
import { lookUp, type RecordParts } from './look-up.ts';
import { ledgerAsOf, type Tx } from './store.ts';
import type { LedgerAt, ReplayView } from './views.ts';

const input = z.object({ subject: z.string().regex(/^[a-z-]+:[\w-]{1,64}$/), at: z.iso.datetime({ offset: true }) });

async function ledgerAt(tx: Tx, claimId: string, at: Date): Promise<LedgerAt> {
  const lines = await ledgerAsOf(tx, claimId, at);
  const open = (party: (name: string) => boolean): number =>
    lines.filter((line) => party(line.party)).reduce((sum, line) => sum + line.amount, 0);
  return { lines, payerOpen: open((party) => party !== 'patient'), patientOpen: open((party) => party === 'patient') };
}

/** A case as it stood at a moment: what had been done and seen of it by then, what the ledger said of the claim, and what changed since. */
const replay = ({ summaries, related, exists }: RecordParts): Query =>
  query<z.infer<typeof input>, ReplayView>({
    name: 'ground/governance/record/replay',
    summary: 'See a case as it was',
    permission: 'record.read',
    patientData: true,
    serves: { purposes: ['audit', 'operations', 'legal', 'patient-request'], patients: 'one', rows: 1, fields: ['money'] },
    input,
    read: async ({ tx, now }, { subject, at }) => {
      await refuseUnknown(tx, exists, { subject });
      const moment = new Date(at);
      const [kind, id = ''] = subject.split(':');
      // With the remits that answered a claim, and the files that it and they came in: there it stands what was done with it.
      const about = [...new Set([subject, ...(await related(tx, subject))])];
      const ledgerOn = async (day: Date) => (kind === 'claim' ? { ledger: await tx.whole(() => ledgerAt(tx, id, day)) } : {});
      return {
        ...{ subject, at: moment.toISOString(), ...(await entriesUntil(tx, about, moment, summaries)) },
        ...(await ledgerOn(moment)),
        since: { ...(await entriesSince(tx, about, moment, summaries)), ...(await ledgerOn(moment > now ? moment : now)) },
      };
    },
    subjects: (view) => [view.subject],
  });

export const recordQueries = (parts: RecordParts): readonly Query[] => [replay(parts), lookUp(parts), machineContacts(parts)];
