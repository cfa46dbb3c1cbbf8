import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../gate/index.ts';
import { applyChange, type ChangedView, type Changing, loadOneClaim, type OneClaim, planChange } from './one-claim.ts';
import { touches } from './weigh.ts';

const lineInput = z.object({ remitClaimId: z.uuid(), lineIndex: z.number().int().min(0) });
type LineInput = z.infer<typeof lineInput>;
const base = { permission: 'remits.decide', workflow: 'posting', consequence: 'decides' } as const;

/** The line of a claim whose lines can be chosen at all. */
function lineOf({ plan }: OneClaim, lineIndex: number) {
  if (plan.reverses !== undefined)
    throw cannot(
      'This claim takes an earlier posting back.',
      'Its lines are those of that posting.',
      'Unmatch the claim, if it is another.',
    );
  const line = plan.lines.find((one) => one.index === lineIndex);
  if (!line) throw notFound('line of a remit');
  return line;
}

const matchLine = command<LineInput & { claimLineId: string }, OneClaim, Changing, ChangedView>({
  ...base,
  name: 'revenue/posting/match-line',
  summary: 'Match a line of a remit by hand',
  input: lineInput.extend({ claimLineId: z.uuid() }),
  reversal: 'revenue/posting/unmatch-line',
  load: (ctx, input) => loadOneClaim(ctx, input.remitClaimId),
  plan: (one, { lineIndex, claimLineId }) => {
    const line = lineOf(one, lineIndex);
    const { match } = one.plan;
    if (match === undefined || match.certainty === 'unsure')
      throw cannot('It is not settled which claim this is.', 'A line belongs to a claim.', 'Match the claim first.');
    const fact = one.loaded.facts.claims.find((claim) => claim.id === match.claimId);
    if (!fact?.lines.some((ours) => ours.id === claimLineId))
      throw cannot('This line is none of the claim’s.', 'A line can only be matched within its claim.', 'Choose one of the claim’s lines.');
    if (line.claimLineIds.length === 1 && line.claimLineIds[0] === claimLineId)
      throw cannot('It is matched to this line already.', line.because, 'Choose another line, or leave it.');
    return planChange(one, { kind: 'line-matched', line: { lineIndex, claimLineId } });
  },
  weigh: ({ one }) => touches(one.row),
  apply: applyChange,
});

const unmatchLine = command<LineInput, OneClaim, Changing, ChangedView>({
  ...base,
  name: 'revenue/posting/unmatch-line',
  summary: 'Unmatch a line of a remit',
  input: lineInput,
  load: (ctx, input) => loadOneClaim(ctx, input.remitClaimId),
  plan: (one, { lineIndex }) => {
    if (lineOf(one, lineIndex).matchedBy !== 'by-hand')
      throw cannot('Nobody chose this line by hand.', 'There is nothing to take back.', 'Choose a line, if the match is wrong.');
    return planChange(one, { kind: 'line-unmatched', line: { lineIndex } });
  },
  weigh: ({ one }) => touches(one.row),
  apply: applyChange,
});

export const lineCommands: readonly Command[] = [matchLine, unmatchLine];
