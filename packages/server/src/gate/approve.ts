import type { Actor } from './define.ts';
import type { Acted, ActOptions, Gate } from './gate.ts';
import type { ProposalView } from './views.ts';

/** A person says yes: the proposal's command runs through the gate as that person's act. */
export async function approve<T>(
  gate: Gate,
  actor: Actor,
  proposalId: string,
  options: Omit<ActOptions, 'proposal'> = {},
): Promise<Acted<T>> {
  const found = await gate.ask<ProposalView>('gate/proposal', { proposalId }, actor);
  return gate.act<T>(found.command, found.input, actor, { ...options, proposal: proposalId });
}
