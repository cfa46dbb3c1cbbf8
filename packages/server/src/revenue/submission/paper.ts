import type { Cause } from '@claimwright/core/revenue/submission';
import { attachmentPort } from '../../connectors/clearinghouse/attachments.ts';
import type { Ctx } from '../../gate/index.ts';
import { draftsByIds } from '../claims/index.ts';
import { openWork } from './store.ts';

/** Kept by the practice until the payer asks (PWK02). */
const onRequest = 'AA';

const onPaper = (controlNumber: string): Cause => ({
  code: `attachment ${controlNumber}`,
  says: 'No partner takes attachments electronically yet.',
  fix: `Send it by mail or the payer’s portal, with control number ${controlNumber} on it: by that number the payer finds its claim.`,
});

/** Attachments that a sent claim names, and that do not go by themselves, are a person’s to send. */
export async function openPaperWork(ctx: Ctx, kind: string, draftIds: readonly string[]): Promise<void> {
  if (attachmentPort(kind) !== undefined) return;
  const waiting = (await draftsByIds(ctx, draftIds)).flatMap(({ id, claim }) => {
    const named = [...claim.attachments, ...claim.lines.flatMap(({ attachments }) => attachments)];
    const numbers = named.flatMap(({ transmission, controlNumber }) =>
      transmission === onRequest || controlNumber === undefined ? [] : [controlNumber],
    );
    return numbers.length === 0 ? [] : [{ id, numbers: [...new Set(numbers)] }];
  });
  await openWork(
    ctx,
    waiting.map(({ id, numbers }) => ({ kind: 'paper', key: `paper:${id}`, draftId: id, causes: numbers.map(onPaper) })),
  );
}
