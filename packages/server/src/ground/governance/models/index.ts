import type { Command } from '../../../gate/index.ts';
import type { CallParts } from './call-parts.ts';
import { callCommands } from './calls.ts';
import { vendorCommands } from './vendors.ts';

export const modelCommands = (parts: CallParts): readonly Command[] => [...vendorCommands, ...callCommands(parts)];
export { agreementFor } from './agreement-for.ts';
export { type Deidentifier, openDeidentifier } from './deidentifier.ts';
export { type EgressParts, sendCall } from './egress.ts';
export { modelQueries } from './queries.ts';
export { callsOf } from './store.ts';
export { type Material, type ModelTask, modelTask } from './task.ts';
