import { daysBetween } from '@claimwright/core/ground/base';
import type { Certainty, ClaimPlan, PostingPlan, Treatment } from '@claimwright/core/revenue/posting';
import type { Weight } from '../../gate/index.ts';
import type { RemitRow } from '../remits/index.ts';
import type { Loaded } from './facts.ts';
import { placesOfPlan } from './place.ts';

/** A remit whose payer nobody knows has none that a limit could name. */
export const payerOf = ({ payerId }: Pick<RemitRow, 'payerId'>): { payerId?: string } => (payerId === null ? {} : { payerId });

/** A person changes what the remit is decided on. */
export const touches = (row: Pick<RemitRow, 'id'>): Pick<Weight, 'decisions'> => ({ decisions: [{ subject: `remit:${row.id}` }] });

/** How sure the match of a claim is, as a number. */
const sureness: { readonly [certainty in Certainty]: number } = { sure: 0.99, likely: 0.8, unsure: 0.4 };

/** What the payer's contract and the patient's plan say, and nothing that anyone would have to judge. */
const settled: readonly Treatment[] = ['contractual', 'sequestration', 'patient', 'next-payer', 'restates'];

/** Nothing left to do, matched by number for sure, adjusted by contract only, taking nothing back. */
const isCleanByRule = (claim: ClaimPlan): boolean =>
  claim.state === 'clean' &&
  claim.work.length === 0 &&
  claim.reverses === undefined &&
  claim.match?.certainty === 'sure' &&
  claim.match.how !== 'by-hand' &&
  claim.lines.every((line) => line.matchedBy !== 'by-hand' && line.adjustments.every(({ treatment }) => settled.includes(treatment)));

export const isCleanRemit = (plan: PostingPlan): boolean =>
  plan.disposition === 'post' &&
  plan.claims.length > 0 &&
  plan.claims.every(isCleanByRule) &&
  plan.findings.length === 0 &&
  plan.work.length === 0 &&
  plan.providerAdjustments.length === 0 &&
  plan.totals.unapplied === 0 &&
  plan.totals.unexplained === 0;

/** Cents by account and claim: what a posting comes to, whoever decides it. */
function figuresOf(plan: PostingPlan): { [name: string]: number } {
  const figures: { [name: string]: number } = {};
  for (const { lines } of plan.entries)
    for (const { account, claimId, amount } of lines) {
      const name = claimId === undefined ? account : `${account} ${claimId}`;
      figures[name] = (figures[name] ?? 0) + amount;
    }
  return figures;
}

/** What posting a remit weighs. The amount is what came or what is given up by it, whichever is more. */
export function weighPosting(plan: PostingPlan, loaded: Loaded): Weight {
  const { row, facts } = loaded;
  const givenUp = plan.claims.flatMap((claim) => claim.lines).flatMap((line) => line.adjustments);
  const contractual = givenUp.reduce((sum, { treatment, amount }) => (treatment === 'contractual' ? sum + Math.abs(amount) : sum), 0);
  const paidOn = facts.remit.paidOn;
  return {
    amount: Math.max(Math.abs(plan.totals.paid), contractual),
    confidence: Math.min(1, ...plan.claims.map(({ match }) => sureness[match?.certainty ?? 'unsure'])),
    kind: isCleanRemit(plan) ? 'post-clean-remit' : 'post-remit-with-work',
    decisions: [{ subject: `remit:${row.id}`, figures: figuresOf(plan) }],
    ...(paidOn === undefined ? {} : { ageDays: daysBetween(paidOn, facts.today) }),
    ...payerOf(row),
    ...placesOfPlan(plan, loaded),
  };
}
