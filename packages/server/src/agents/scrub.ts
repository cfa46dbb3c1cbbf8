import type { Gate } from '../gate/index.ts';
import { systemActor } from '../gate/machine.ts';
import type { Proposing, Wanted } from '../revenue/scrub/proposals/views.ts';
import { agentOf, type Done, nothingDone, putForward, sum } from './unattended.ts';

/** As many at once as one act looks at. */
const most = 1_000;

/**
 * What the scrubbing agent does of its own accord, of drafts that are named or of those that nobody has looked at as they stand: findings are
 * kept, and what they propose is put forward, one act each. A code waits for a person at every level; what is no code may complete itself where
 * the practice has let it.
 */
export async function scrubUnattended(gate: Gate, tenant: string, draftIds?: readonly string[]): Promise<Done> {
  const agent = agentOf('scrub', tenant);
  let done = nothingDone;
  let next = draftIds ?? (await due(gate, tenant));
  while (next.length > 0) {
    const { result } = await gate.act<Proposing>('revenue/scrub/propose', { draftIds: next }, agent);
    for (const wanted of byDraft(result.wanted)) done = sum(done, await putDraftForward(gate, tenant, wanted));
    next = draftIds === undefined && result.checked > 0 && next.length === most ? await due(gate, tenant) : [];
  }
  if (done.parked + done.applied + done.watched > 0)
    for (const workflow of ['scrub', 'corrections']) await gate.act('ground/governance/watch-machines', { workflow }, systemActor(tenant));
  return done;
}

const due = async (gate: Gate, tenant: string): Promise<readonly string[]> =>
  (await gate.ask<{ draftIds: readonly string[] }>('revenue/scrub/due', {}, agentOf('scrub', tenant))).draftIds;

function byDraft(all: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const groups = new Map<string, Wanted[]>();
  for (const one of all) groups.set(one.draftId, [...(groups.get(one.draftId) ?? []), one]);
  return [...groups.values()];
}

/** What completes itself makes a new version: what else there is to say of the draft is said of that one. */
async function putDraftForward(gate: Gate, tenant: string, all: readonly Wanted[]): Promise<Done> {
  let done = nothingDone;
  for (const { command, input } of all) {
    const one = await putForward(gate, [{ agent: agentOf('scrub', tenant), command, input }]);
    done = sum(done, one);
    if (one.applied > 0) break;
  }
  return done;
}
