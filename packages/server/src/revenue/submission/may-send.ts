import type { PlainDate } from '@claimwright/core/ground/base';
import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../gate/index.ts';
import { type ClearinghouseRow, clearinghouseRows, putClearinghouse } from './store.ts';

export interface WhyNot {
  readonly code: 'off' | 'stopped' | 'no-agreement' | 'agreement-over';
  readonly because: string;
  readonly fix: string;
}

/** Why nothing may leave by a clearinghouse today, if so. Asked when a batch is approved, and again when it is about to leave. */
export function whyNotSent(partner: ClearinghouseRow | undefined, today: PlainDate): WhyNot | undefined {
  if (!partner?.active) return { code: 'off', because: 'The clearinghouse is switched off.', fix: 'Switch it on under Clearinghouses.' };
  const { kind, name, stoppedAt, agreement, agreementSignedOn, agreementEndsOn } = partner;
  if (stoppedAt !== null)
    return { code: 'stopped', because: `Somebody stopped what leaves by ${name}.`, fix: 'Resume sending under Clearinghouses.' };
  // What the practice mails itself, nobody else handles for it.
  if (kind === 'paper') return undefined;
  if (agreement === null || agreementSignedOn === null)
    return {
      code: 'no-agreement',
      because: `No agreement with ${name} is on file, under which patients’ data may go there.`,
      fix: 'File the business associate agreement with its date under Clearinghouses; of a payer itself its trading partner agreement.',
    };
  if (agreementEndsOn !== null && agreementEndsOn < today)
    return {
      code: 'agreement-over',
      because: `The agreement with ${name} ended on ${agreementEndsOn}.`,
      fix: 'File the one that is in force.',
    };
  return undefined;
}

export const refuseUnsendable = (partner: ClearinghouseRow | undefined, today: PlainDate): void => {
  const why = whyNotSent(partner, today);
  if (why) throw cannot('Nothing may be sent there now.', why.because, why.fix);
};

interface StopInput {
  readonly clearinghouseId: string;
  readonly because: string;
}

/** Holds back, or lets go again, what would leave by a clearinghouse. What it answers is fetched all the same. */
const switching = (name: string, summary: string, stops: boolean): Command =>
  command<StopInput, ClearinghouseRow | undefined, ClearinghouseRow, { clearinghouseId: string }>({
    name: `revenue/submission/${name}`,
    summary,
    permission: 'submissions.manage',
    workflow: 'submission',
    consequence: 'administers',
    whole: 'A clearinghouse',
    input: z.object({ clearinghouseId: z.uuid(), because: z.string().trim().min(1).max(500) }),
    load: async ({ tx }, { clearinghouseId }) => (await clearinghouseRows(tx)).find(({ id }) => id === clearinghouseId),
    plan: (row) => {
      if (!row) throw notFound('clearinghouse');
      if ((row.stoppedAt !== null) === stops)
        throw cannot(stops ? 'It is stopped already.' : 'It is not stopped.', 'Somebody was faster.', 'Look at it again.');
      return row;
    },
    apply: async (ctx, { id, tenantId: _tenant, actId: _act, ...row }, { because }) => {
      await putClearinghouse(ctx, id, { ...row, stoppedAt: stops ? ctx.now : null, stoppedBecause: stops ? because : null });
      return {
        result: { clearinghouseId: id },
        subjects: [`clearinghouse:${id}`],
        because,
        details: { stopped: stops },
        changes: [{ topic: 'batches' }],
      };
    },
  });

export const stopSending = switching('stop-sending', 'Stop sending by a clearinghouse', true);
export const resumeSending = switching('resume-sending', 'Resume sending by a clearinghouse', false);
