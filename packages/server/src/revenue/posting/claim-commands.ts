import { mayComeOutOtherwise, sameOutcome } from '@claimwright/core/revenue/posting';
import { z } from 'zod';
import { type Command, cannot, command } from '../../gate/index.ts';
import { aboutRemitClaim } from './about.ts';
import { applyChange, type ChangedView, type Changing, loadOneClaim, type OneClaim, planChange, weighChange } from './one-claim.ts';
import { ofRemitClaim } from './place.ts';
import { payerOf } from './weigh.ts';

const claimInput = z.object({ remitClaimId: z.uuid() });
type ClaimInput = z.infer<typeof claimInput>;
const base = { permission: 'remits.decide', workflow: 'posting', consequence: 'decides', ...ofRemitClaim } as const;

/** Posted to a claim already: `parked` and `not-ours` are not. */
const isPostedToClaim = ({ posted }: OneClaim): boolean => posted?.row.state === 'clean' || posted?.row.state === 'work';

const matchClaim = command<ClaimInput & { claimId: string }, OneClaim, Changing, ChangedView>({
  ...base,
  name: 'revenue/posting/match-claim',
  summary: 'Match a claim of a remit by hand',
  input: claimInput.extend({ claimId: z.uuid() }),
  reversal: 'revenue/posting/unmatch-claim',
  load: (ctx, input) => loadOneClaim(ctx, input.remitClaimId, input.claimId),
  plan: (one, input) => {
    if (isPostedToClaim(one))
      throw cannot(
        'This claim is posted already.',
        'It was matched when the remit was posted.',
        'Unmatch it first, then match it to the other claim.',
      );
    return planChange(one, { kind: 'matched', claimId: input.claimId });
  },
  weigh: weighChange,
  apply: applyChange,
});

/** Taking back that a claim is not ours leaves it to the matching again; taking back a match says that it is none we know. */
const unmatchClaim = command<ClaimInput, OneClaim, Changing, ChangedView>({
  ...base,
  name: 'revenue/posting/unmatch-claim',
  summary: 'Unmatch a claim of a remit',
  input: claimInput,
  load: (ctx, input) => loadOneClaim(ctx, input.remitClaimId),
  plan: (one) => planChange(one, { kind: one.plan.state === 'not-ours' ? 'ours' : 'unmatched' }),
  weigh: weighChange,
  apply: applyChange,
});

const claimNotOurs = command<ClaimInput & { reason: string }, OneClaim, Changing, ChangedView>({
  ...base,
  name: 'revenue/posting/claim-not-ours',
  summary: 'Set a claim of a remit aside as not ours',
  input: claimInput.extend({ reason: z.string().trim().min(1).max(500) }),
  reversal: 'revenue/posting/unmatch-claim',
  load: (ctx, input) => loadOneClaim(ctx, input.remitClaimId),
  plan: (one, input) => {
    if (isPostedToClaim(one)) throw cannot('This claim is posted.', 'What is posted is ours.', 'Unmatch it first.');
    if (one.plan.state === 'not-ours')
      throw cannot('This claim is set aside already.', 'Somebody decided so.', 'Look at the remit’s history.');
    return planChange(one, { kind: 'not-ours', reason: input.reason });
  },
  weigh: weighChange,
  apply: applyChange,
});

const postAgain = command<ClaimInput, OneClaim, Changing, ChangedView>({
  ...base,
  name: 'revenue/posting/post-again',
  summary: 'Post a claim of a remit again',
  permission: 'postings.post',
  consequence: 'posts-payment',
  input: claimInput,
  about: (ctx, { remitClaimId }) => aboutRemitClaim(ctx, remitClaimId),
  load: (ctx, input) => loadOneClaim(ctx, input.remitClaimId),
  plan: (one) => {
    if (!one.posted)
      throw cannot('This remit is not posted yet.', 'What it would do is worked out anew by itself.', 'Post the remit when it is right.');
    if (!mayComeOutOtherwise(one.plan))
      throw cannot('Nothing of this claim is parked.', 'All of its lines are posted.', 'Unmatch it first, if it is on the wrong claim.');
    const changing = planChange(one, undefined);
    if (changing.next && sameOutcome(changing.next.claim, one.plan))
      throw cannot(
        'Posting it again would change nothing.',
        one.plan.work.find((item) => item.blocks)?.says ?? 'What parked it is still so.',
        'First settle what its exceptions ask for: name the code, choose the line, or match the claim.',
      );
    return changing;
  },
  weigh: (changing) => ({ amount: Math.abs(changing.one.claim.paid), ...payerOf(changing.one.row), ...weighChange(changing) }),
  apply: applyChange,
});

export const claimCommands: readonly Command[] = [matchClaim, unmatchClaim, claimNotOurs, postAgain];
