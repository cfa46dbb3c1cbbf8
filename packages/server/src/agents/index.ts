import type { ModelTask } from '../ground/governance/models/index.ts';
import { explainReason } from './reasons/explain-reason.ts';

/** Every question that an agent of ours puts to a model: a new agent is a folder and a line here. */
export const modelTasks: readonly ModelTask[] = [explainReason];
