import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../gate/index.ts';
import {
  applyChange,
  type ChangedView,
  type Changing,
  choiceOf,
  type DecidedLine,
  loadOneClaim,
  type OneClaim,
  planChange,
  weighChange,
} from './one-claim.ts';
import { ofRemitClaim } from './place.ts';
import type { LineDividedView } from './views.ts';

const lineInput = z.object({ remitClaimId: z.uuid(), lineIndex: z.number().int().min(0) });
type LineInput = z.infer<typeof lineInput>;
const base = { permission: 'remits.decide', workflow: 'posting', consequence: 'decides', ...ofRemitClaim } as const;

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

/** What a person sees before they accept, and what is on the record afterwards. */
interface LineMatchedView extends ChangedView {
  readonly line: LineDividedView;
}
type MatchInput = LineInput & { claimLineIds: readonly string[] };

/** How the amounts of the line fall to its claim lines: every cent of them has its place, and what is odd is told. */
function dividedBy(one: OneClaim, decided: DecidedLine): LineDividedView {
  const choice = choiceOf(one, decided);
  if (!choice) throw notFound('line of a remit');
  const { line, parts, balance, warnings } = choice;
  return { billed: line.billed, paid: line.paid, balance, posts: line.state === 'posts', parts, warnings };
}

const sameLines = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id) => b.includes(id));

const matchLine = command<MatchInput, OneClaim, Changing & { readonly line: LineDividedView }, LineMatchedView>({
  ...base,
  name: 'revenue/posting/match-line',
  summary: 'Match a line of a remit by hand',
  input: lineInput.extend({ claimLineIds: z.array(z.uuid()).min(1).max(50) }),
  reversal: 'revenue/posting/unmatch-line',
  load: (ctx, input) => loadOneClaim(ctx, input.remitClaimId),
  plan: (one, { lineIndex, claimLineIds: chosen }) => {
    const claimLineIds = [...new Set(chosen)];
    const line = lineOf(one, lineIndex);
    const { match } = one.plan;
    if (match === undefined || match.certainty === 'unsure')
      throw cannot('It is not settled which claim this is.', 'A line belongs to a claim.', 'Match the claim first.');
    const fact = one.loaded.facts.claims.find((claim) => claim.id === match.claimId);
    if (!claimLineIds.every((id) => fact?.lines.some((ours) => ours.id === id)))
      throw cannot('This line is none of the claim’s.', 'A line can only be matched within its claim.', 'Choose among the claim’s lines.');
    if (sameLines(line.claimLineIds, claimLineIds))
      throw cannot('It is matched so already.', line.because, 'Choose another line, or leave it.');
    const decided = { lineIndex, claimLineIds };
    return { ...planChange(one, { kind: 'line-matched', line: decided }), line: dividedBy(one, decided) };
  },
  weigh: weighChange,
  apply: async (ctx, changing) => {
    const done = await applyChange(ctx, changing);
    const { parts } = changing.line;
    return { ...done, result: { ...done.result, line: changing.line }, details: { ...done.details, claimLines: parts.length } };
  },
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
    return planChange(one, { kind: 'line-unmatched', line: { lineIndex, claimLineIds: [] } });
  },
  weigh: weighChange,
  apply: applyChange,
});

export const lineCommands: readonly Command[] = [matchLine, unmatchLine];
