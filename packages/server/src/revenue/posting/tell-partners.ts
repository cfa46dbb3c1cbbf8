import type { Ctx } from '../../gate/index.ts';
import { tellPartners, type WriteBackJob } from '../../ground/governance/index.ts';
import { balancesOf } from '../claims/index.ts';

/**
 * What claims stand at after a posting, for the practice-management system: account number, sums and the day. No patient, no code, no
 * service leaves; the partner knows its own account.
 */
export const tellBalances = (ctx: Ctx, claimIds: readonly string[]): Promise<readonly WriteBackJob[]> =>
  tellPartners(ctx, 'claim-balance', async () =>
    (await balancesOf(ctx.tx, claimIds)).map(({ id, account, paid, payerOpen, patientOpen }) => ({
      subject: `claim:${id}`,
      note: { account, says: { on: ctx.today, paidCents: paid, payerOwesCents: payerOpen, patientOwesCents: patientOpen } },
    })),
  );
