import type { ProviderToSend } from '@claimwright/core/revenue/claims';
import { checkClaim, completionsOf, proposedChanges, type ScrubFacts, type ScrubFinding } from '@claimwright/core/revenue/scrub';
import { type Ctx, worksUnattended } from '../../gate/index.ts';
import type { Draft } from '../claims/index.ts';
import { scrubFacts } from './facts.ts';
import { providersKnown } from './proposals/commands.ts';
import { type Check, keepChecks, orLeft } from './store.ts';

interface Agent {
  readonly changes: boolean;
  readonly completions: boolean;
  readonly known: readonly ProviderToSend[];
}

/** Whether the scrubbing agent would put something forward of a claim that nobody looked at before. */
const hasToPropose = ({ changes, completions, known }: Agent, facts: ScrubFacts, findings: readonly ScrubFinding[]): boolean =>
  (completions && completionsOf(facts, findings, known).length > 0) ||
  (changes && findings.some(({ proposal }) => proposal !== undefined) && proposedChanges(facts, findings).length > 0);

/**
 * Looks at drafts that were kept in this act, with their claims at hand, and keeps what is found: the same as the agent would find that looks
 * at whatever nobody looked at. To it is left what it would propose something of; and all of it where the looking fails, which is then told
 * there: a file is not refused for it.
 */
export async function checkNew(ctx: Ctx, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  await orLeft(ctx, async () => {
    const agent: Agent = {
      changes: await worksUnattended(ctx.tx, 'scrub', {}),
      completions: await worksUnattended(ctx.tx, 'corrections', {}),
      known: await providersKnown(ctx),
    };
    const facts = await scrubFacts(ctx, drafts);
    await keepChecks(ctx, checksOf(ctx, agent, drafts, facts));
  });
}

function* checksOf(ctx: Ctx, agent: Agent, drafts: readonly Draft[], facts: readonly ScrubFacts[]): Generator<Check> {
  for (const [i, { id, version }] of drafts.entries()) {
    const own = facts[i];
    if (own === undefined) continue;
    const findings = checkClaim(own);
    if (!hasToPropose(agent, own, findings)) yield { id: ctx.newId(), draftId: id, version, findings };
  }
}
