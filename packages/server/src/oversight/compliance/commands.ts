import { leastZ } from '@claimwright/core/oversight/compliance';
import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../gate/index.ts';
import { audit } from './audit.ts';
import { type AlertHead, alertById, dismissAlert, keepThreshold } from './store.ts';

const dismiss = command<{ alertId: string; because: string }, AlertHead, null, { alertId: string }>({
  name: 'oversight/compliance/dismiss',
  summary: 'Put a compliance alert away',
  permission: 'compliance.decide',
  workflow: 'scrub',
  consequence: 'decides',
  whole: 'the compliance alerts',
  input: z.object({ alertId: z.uuid(), because: z.string().trim().min(3).max(500) }),
  load: async ({ tx }, { alertId }) => {
    const found = await alertById(tx, alertId);
    if (found === undefined) throw notFound('alert');
    return found;
  },
  plan: ({ dismissedAt }) => {
    if (dismissedAt !== null) throw cannot('This alert is put away already.', 'Somebody was faster.', 'Nothing needs to be done.');
    return null;
  },
  apply: async (ctx, _plan, { alertId, because }) => {
    await dismissAlert(ctx, alertId, because);
    return { result: { alertId }, subjects: [`alert:${alertId}`], because, changes: [{ topic: 'compliance' }] };
  },
});

const setThreshold = command<{ spreads: number }, null, { id: string }, { spreads: number }>({
  name: 'oversight/compliance/set-threshold',
  summary: 'Set how far off the usual an amount is shown',
  permission: 'compliance.decide',
  workflow: 'governance',
  consequence: 'administers',
  whole: 'the threshold of unusual amounts',
  input: z.object({ spreads: z.number().min(leastZ).max(50) }),
  load: async () => null,
  plan: (_facts, _input, { newId }) => ({ id: newId() }),
  apply: async (ctx, { id }, { spreads }) => {
    await keepThreshold(ctx, id, spreads);
    const details = { tenths: Math.round(spreads * 10) };
    return { result: { spreads }, subjects: [], details, changes: [{ topic: 'compliance' }] };
  },
});

export const complianceCommands: readonly Command[] = [audit, dismiss, setThreshold];
