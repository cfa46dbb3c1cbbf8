import type { PlanTotals } from '@claimwright/core/revenue/posting';
import type { Ctx, Done } from '../../gate/index.ts';
import type { WriteBackJob } from '../../ground/governance/index.ts';
import { documentById } from '../../ground/intake/index.ts';
import type { RemitRow } from '../remits/index.ts';
import type { PostedView } from './views.ts';

/** What waits and has to do with this remit is planned anew. */
export const planBeside = (ctx: Ctx, remitId: string) => ({ queue: 'propose' as const, data: { tenant: ctx.tx.tenant, beside: remitId } });

interface Posted {
  readonly totals: PlanTotals;
  readonly claims: number;
  readonly entries: number;
  readonly digests: NonNullable<Done<unknown>['digests']>;
  readonly jobs: readonly WriteBackJob[];
}

/** What is told of a remit that was posted. */
export async function postedWith(ctx: Ctx, row: RemitRow, { totals, claims, entries, digests, jobs }: Posted): Promise<Done<PostedView>> {
  const source = (await documentById(ctx.tx, row.documentId))?.sha256;
  return {
    result: { remitId: row.id, state: 'posted', totals, entries },
    subjects: [`remit:${row.id}`],
    details: {
      paidCents: totals.paid,
      appliedCents: totals.applied,
      unappliedCents: totals.unapplied,
      providerAdjustmentCents: totals.providerAdjustments,
      claims,
      entries,
    },
    digests,
    ...(source === undefined ? {} : { source }),
    jobs: [planBeside(ctx, row.id), ...jobs],
    changes: [{ topic: 'remits', id: row.id }, { topic: 'claims' }, { topic: 'books' }, { topic: 'deposits' }],
  };
}
