import { type Cents, cents } from '@claimwright/core/ground/base';
import type { ClaimLineFact, ClaimPlan } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../gate/index.ts';
import { claimFacts } from '../claims/index.ts';
import type { LineCandidateView } from './views.ts';

const openWithPayers = ({ open }: ClaimLineFact): Cents => cents((open.primary ?? 0) + (open.secondary ?? 0) + (open.tertiary ?? 0));

/** What speaks for one of our lines, and which lines of the remit are on it already. */
function because(plan: ClaimPlan, said: ClaimPlan['lines'][number] | undefined, ours: ClaimLineFact): string {
  const others = plan.lines.filter((line) => line.index !== said?.index && line.claimLineIds.includes(ours.id));
  const words = [
    said?.code !== undefined && said.code.toUpperCase() === ours.procedure.code.toUpperCase() ? 'same code' : '',
    said !== undefined && Math.abs(said.billed) === ours.billed ? 'same charge' : '',
    others.length > 0 ? `line ${others.map((line) => line.index + 1).join(' and ')} of the remit is on it` : '',
  ];
  return words.filter((word) => word !== '').join(', ') || 'nothing in common';
}

/** The lines of the claim that a remit claim is matched to, for a person to choose from. */
export async function lineCandidates(ctx: Ctx, plan: ClaimPlan, lineIndex: number): Promise<LineCandidateView[]> {
  if (plan.match === undefined) return [];
  const [fact] = await claimFacts(ctx.tx, {
    controlNumbers: [],
    claimIds: [plan.match.claimId],
    memberIds: [],
    payerControlNumbers: new Map(),
  });
  const said = plan.lines.find((line) => line.index === lineIndex);
  return (fact?.lines ?? []).map((ours) => ({
    claimLineId: ours.id,
    number: ours.number,
    code: ours.procedure.code,
    modifiers: ours.procedure.modifiers,
    ...(ours.servedOn === undefined ? {} : { servedOn: ours.servedOn }),
    billed: ours.billed,
    open: openWithPayers(ours),
    matched: said?.claimLineIds.includes(ours.id) ?? false,
    because: because(plan, said, ours),
  }));
}
