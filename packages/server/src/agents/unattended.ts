import type { Actor, Gate } from '../gate/index.ts';
import { agentActor, Refusal, systemActor } from '../gate/index.ts';

/** Which writing of an agent's rules acted; the record says it with each act. */
const rulesVersion = 'rules-1';

/** The agent of a workflow: a user with fewer rights. */
export const agentOf = (workflow: keyof typeof names, tenant: string): Actor =>
  agentActor(tenant, `${workflow}-agent`, rulesVersion, names[workflow]);
const names = { posting: 'Claimwright posting', deposits: 'Claimwright deposits', scrub: 'Claimwright scrubbing' };

export interface Done {
  readonly applied: number;
  readonly parked: number;
  readonly watched: number;
  /** Refused, for a person or for later: the switch was thrown, or the facts changed meanwhile. */
  readonly left: number;
}
interface PutForward {
  readonly agent: Actor;
  readonly command: string;
  readonly input: object;
}

/**
 * What machines do of their own accord after something came in: the remits that wait are planned, and those that are clean by rule are
 * put forward by the agent, one act each, all of it or nothing; then the deposits that agree exactly. How far each act goes the gate
 * says, anew in each act's transaction. Afterwards the watch over the machines looks at what came of it.
 */
export async function workUnattended(gate: Gate, tenant: string, documentId?: string, beside?: string): Promise<Done> {
  const planned = await gate.act<{ ripe: readonly string[] }>('revenue/posting/propose', { documentId, beside }, systemActor(tenant));
  const posted = await putForward(
    gate,
    planned.result.ripe.map((remitId) => ({
      agent: agentOf('posting', tenant),
      command: 'revenue/posting/post-remit',
      input: { remitId },
    })),
  );
  const tied = await tieUnattended(gate, tenant);
  for (const workflow of ['posting', 'deposits']) await gate.act('ground/governance/watch-machines', { workflow }, systemActor(tenant));
  return sum(posted, tied);
}

async function tieUnattended(gate: Gate, tenant: string): Promise<Done> {
  const planned = await gate.act<{ ripe: readonly object[] }>('ground/bank/propose-ties', {}, systemActor(tenant));
  return putForward(
    gate,
    planned.result.ripe.map((input) => ({ agent: agentOf('deposits', tenant), command: 'ground/bank/tie-deposit', input })),
  );
}

/** One act each, as far as the ladder lets it go. */
export async function putForward(gate: Gate, all: readonly PutForward[]): Promise<Done> {
  const done = { applied: 0, parked: 0, watched: 0, left: 0 };
  for (const { agent, command, input } of all) {
    try {
      const { outcome } = await gate.act(command, input, agent, { unattended: true });
      if (outcome !== 'previewed') done[outcome] += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      done.left += 1;
      // The switch: whatever waits behind this one is left to people, or to the next time.
      if (error.code === 'switched-off') break;
    }
  }
  return done;
}

export const nothingDone: Done = { applied: 0, parked: 0, watched: 0, left: 0 };
export const sum = (a: Done, b: Done): Done => ({
  applied: a.applied + b.applied,
  parked: a.parked + b.parked,
  watched: a.watched + b.watched,
  left: a.left + b.left,
});
