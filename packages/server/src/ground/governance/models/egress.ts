import { type Prompt, tokensAtMost } from '@claimwright/core/ground/governance/models';
import { ModelFailure, type ModelReply, reachModel } from '../../../connectors/models/index.ts';
import { type Actor, type Gate, Refusal } from '../../../gate/index.ts';
import type { Begun, Proposing } from './begin.ts';
import type { Ended } from './end.ts';
import type { ModelTask } from './task.ts';

/** A call that is to be tried again: the queue does that, waiting longer each time. */
export class TryAgain extends Error {
  readonly code = 'model-later';
  constructor() {
    super('the model is asked again later');
  }
}

export interface EgressParts {
  readonly gate: Gate;
  readonly tasks: readonly ModelTask[];
  /** Who runs the calls; no person. */
  actor(tenant: string): Actor;
  /** The agent that proposes what an answer comes to. */
  agent(tenant: string, role: string, version: string): Actor;
  now(): number;
  /** How long a model may take. */
  readonly milliseconds: number;
}

/**
 * The egress: the only place in the program from which a model is reached. The gate decides whether the text may leave and writes that
 * down before it does; the answer comes back through the gate as an inbound document, and what it proposes waits for a person.
 */
export async function sendCall(parts: EgressParts, tenant: string, callId: string): Promise<void> {
  const actor = parts.actor(tenant);
  const { result: due } = await parts.gate.act<{ task: string; subject: string }>('ground/governance/models/due', { callId }, actor);
  const task = parts.tasks.find(({ name }) => name === due.task);
  if (!task) throw new Error('nobody brings this task any more');
  const reader = parts.agent(tenant, task.role, `${task.name} ${task.version}`);
  const material = await task.load((query, input) => parts.gate.ask(query, input, reader, 'operations'), due.subject);
  const { result: begun } = await parts.gate.act<Begun>('ground/governance/models/begin', { callId, material }, actor);
  if (begun.say === 'later') throw new TryAgain();
  if (begun.say === 'leave') return;
  if (begun.say === 'propose') return propose(parts, tenant, callId, begun.propose);
  const { tokens, reserved } = begun;
  const started = parts.now();
  const came = await reached(begun, parts.milliseconds);
  const milliseconds = Math.round(parts.now() - started);
  const { result: ended } = await parts.gate.act<Ended>(
    'ground/governance/models/end',
    { callId, milliseconds, material, tokens, reserved, ...came },
    actor,
  );
  if (ended.later) throw new TryAgain();
  if (ended.propose) await propose(parts, tenant, callId, ended.propose);
}

/** Brings what an answer comes to before the gate, as the agent: it is parked there. What the gate refuses, a person does by hand. */
async function propose(parts: EgressParts, tenant: string, callId: string, { command, input, role, version }: Proposing): Promise<void> {
  const settle = (how: object) => parts.gate.act('ground/governance/models/proposed', { callId, ...how }, parts.actor(tenant));
  try {
    const acted = await parts.gate.act<{ proposalId?: string }>(command, input, parts.agent(tenant, role, version), {
      idempotencyKey: `model-call/${callId}`,
    });
    await settle(acted.result.proposalId === undefined ? {} : { proposalId: acted.result.proposalId });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await settle({ refused: { says: error.message, ...(error.fix === undefined ? {} : { fix: error.fix }) } });
  }
}

type Came =
  | { readonly reply: { text: string; tokensIn: number; tokensOut: number; version: string } }
  | { readonly failure: { code: string; again: boolean; tokensIn: number; tokensOut: number } };

async function reached(begun: Begun & { say: 'send' }, milliseconds: number): Promise<Came> {
  try {
    const { prompt, address, mostTokensOut } = begun;
    return { reply: kept(await reachModel(address, { ...prompt, mostTokensOut, milliseconds })) };
  } catch (error) {
    if (error instanceof ModelFailure) return { failure: { code: error.code, again: error.again, ...spent(error, begun.prompt) } };
    throw error;
  }
}

/** What a call that failed is charged as: what the vendor told, or all that was sent where it may have been read. */
function spent({ tokens, taken }: ModelFailure, { system, user }: Prompt): { tokensIn: number; tokensOut: number } {
  if (tokens) return { tokensIn: tokens.in, tokensOut: tokens.out };
  return { tokensIn: taken ? tokensAtMost(system) + tokensAtMost(user) : 0, tokensOut: 0 };
}

/** An answer longer than any task asks for is cut: it will not read, and that is the finding. NUL cannot be stored. */
const kept = ({ text, tokens, version }: ModelReply) => ({
  text: text.slice(0, 200_000).replaceAll('\0', ''),
  tokensIn: tokens.in,
  tokensOut: tokens.out,
  version: version.slice(0, 200),
});
