import { z } from 'zod';
import { openClearinghouse } from '../../connectors/clearinghouse/index.ts';
import { ClearinghouseFailure } from '../../connectors/clearinghouse/port.ts';
import { notFound, type Query, query } from '../../gate/index.ts';
import { watchBounds } from '../../ground/intake/index.ts';
import { within } from './send.ts';
import { addressOf, troubleCause } from './sending.ts';
import { clearinghouseRows } from './store.ts';

export interface Tried {
  readonly works: boolean;
  /** How many answers lie there. */
  readonly answers?: number;
  readonly says: string;
  readonly fix?: string;
}

const tryMilliseconds = 8_000;

/** Opens the way to a clearinghouse and looks what lies there. Nothing of a patient’s leaves, and nothing is taken. */
export const tryClearinghouse: Query = query<{ clearinghouseId: string }, Tried>({
  name: 'revenue/submission/try-clearinghouse',
  summary: 'Test the connection to a clearinghouse',
  permission: 'submissions.manage',
  patientData: false,
  input: z.object({ clearinghouseId: z.uuid() }),
  read: async ({ tx }, { clearinghouseId }) => {
    const row = (await clearinghouseRows(tx)).find(({ id }) => id === clearinghouseId);
    if (!row) throw notFound('clearinghouse');
    if (row.kind === 'paper') return { works: true, says: 'What goes there is printed and mailed: there is no connection to test.' };
    try {
      const open = await openClearinghouse(within(watchBounds(process.env), tx.tenant, addressOf(row)), tryMilliseconds);
      try {
        const answers = (await open.answers()).length;
        return { works: true, answers, says: 'The connection works, and its answers can be read.' };
      } finally {
        await open.close();
      }
    } catch (error) {
      if (!(error instanceof ClearinghouseFailure)) throw error;
      const { says, fix } = troubleCause(error.code);
      return { works: false, says, fix };
    }
  },
});
