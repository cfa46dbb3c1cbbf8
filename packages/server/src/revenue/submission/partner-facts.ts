import { type BatchFacts, controlsOf } from '@claimwright/core/revenue/submission';
import type { Ctx } from '../../gate/index.ts';
import type { ClearinghouseRow } from './store.ts';

/** What a file to a clearinghouse says beside its claims. */
export function partnerFacts({ today, now }: Pick<Ctx, 'today' | 'now'>, partner: ClearinghouseRow, control: number): BatchFacts {
  const { interchange, group, set, reference } = controlsOf(control);
  const { senderId, senderName, contact, phone, receiverId, receiverName, test } = partner;
  return {
    ...{
      interchangeControl: interchange,
      groupControl: group,
      control: set,
      reference,
      on: today,
      at: now.toISOString().slice(11, 16),
      test,
    },
    submitter: { name: senderName, id: senderId, contact, ...(phone === null ? {} : { phone }) },
    receiver: { name: receiverName, id: receiverId },
  };
}
