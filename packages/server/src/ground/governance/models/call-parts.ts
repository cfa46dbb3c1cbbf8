import { notFound } from '../../../gate/index.ts';
import type { Deidentifier } from './deidentifier.ts';
import type { ModelTask } from './task.ts';

export interface CallParts {
  readonly tasks: readonly ModelTask[];
  readonly deidentifier: Deidentifier;
}

export const taskOf = (parts: CallParts, name: string): ModelTask => {
  const task = parts.tasks.find((one) => one.name === name);
  if (!task) throw notFound('task');
  return task;
};

/** What every step of a call is to the gate: the program's own, and it moves nothing. */
export const inside = { door: 'inside', permission: 'models.ask', workflow: 'intake', consequence: 'none' } as const;
