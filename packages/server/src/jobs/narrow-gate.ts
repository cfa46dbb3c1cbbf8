import type { Gate } from '../gate/index.ts';
import type { Handler, JobData } from './jobs.ts';
import { type QueueName, queues } from './queues.ts';

/** What the jobs of a queue do: by whom, by which commands, and what else of consequence. */
export interface JobRoad {
  readonly lets: readonly ('system' | 'agent')[];
  readonly commands: readonly string[];
}
export type JobRoads = { readonly [queue in QueueName]: JobRoad };

/** A job's gate: it acts as the machines of its road and by the commands of its road. Another act is a mistake in the program. */
export function narrowGate(gate: Gate, queue: string, { lets, commands }: JobRoad): Gate {
  return {
    commands: new Map([...gate.commands].filter(([name]) => commands.includes(name))),
    queries: gate.queries,
    ask: gate.ask,
    seesWhole: gate.seesWhole,
    admit: () => Promise.reject(new Error(`a job of ${queue} opens no door but those of commands`)),
    actAll: () => Promise.reject(new Error(`a job of ${queue} acts one by one`)),
    act: async (name, input, actor, options) => {
      if (!lets.some((kind) => kind === actor.kind)) throw new Error(`a job of ${queue} acted as a ${actor.kind}`);
      if (!commands.includes(name)) throw new Error(`a job of ${queue} acted by ${name}, which it does not declare`);
      if (options?.proposal !== undefined) throw new Error(`a job of ${queue} carried out a proposal`);
      return gate.act(name, input, actor, options);
    },
  };
}

export type JobWork = (gate: Gate, data: JobData) => Promise<void>;

/** Each queue's handler with the gate of its own road, and no other. */
export function atTheirGates(
  gate: Gate,
  roads: JobRoads,
  works: { readonly [queue in QueueName]: JobWork },
): { readonly [queue in QueueName]: Handler } {
  const one = (queue: QueueName): Handler => {
    const narrow = narrowGate(gate, queue, roads[queue]);
    return (data) => works[queue](narrow, data);
  };
  return Object.fromEntries(queues.map((queue) => [queue, one(queue)])) as { readonly [queue in QueueName]: Handler };
}
