import { changedFields } from '@claimwright/core/revenue/claims';
import type { Ctx } from '../../../gate/index.ts';
import { expecting } from './expecting.ts';
import { draftsByIds, reviseDraft } from './store.ts';

/**
 * Somebody told at a draft what changes what it is expected to bring: a new version says that, and nothing else of it. What was let go stays
 * as it went.
 */
export async function expectAnew(ctx: Ctx, draftId: string): Promise<void> {
  const [draft] = await draftsByIds(ctx, [draftId]);
  if (draft?.status !== 'drafted') return;
  const [now] = await expecting(ctx, [draft]);
  if (now === undefined || changedFields(draft.claim, now).length === 0) return;
  const because = 'What it is expected to bring, by the coverage that was told.';
  await reviseDraft(ctx, { id: draftId, from: draft.version, claim: draft.claim, changed: [], because });
}
