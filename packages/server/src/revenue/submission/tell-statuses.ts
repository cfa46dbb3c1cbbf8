import type { Ctx } from '../../gate/index.ts';
import { tellPartners, type WriteBackJob } from '../../ground/governance/index.ts';
import { draftsByIds } from '../claims/index.ts';

/**
 * Where claims stand on their way, for the practice-management system: account number, step and the day. No patient, no code, no service
 * leaves; the partner knows its own account.
 */
export const tellStatuses = (ctx: Ctx, draftIds: readonly string[]): Promise<readonly WriteBackJob[]> =>
  tellPartners(ctx, 'claim-status', async () =>
    (await draftsByIds(ctx, draftIds)).map(({ id, status, claim }) => ({
      subject: `draft:${id}`,
      note: { account: claim.patientControlNumber, says: { on: ctx.today, status } },
    })),
  );
