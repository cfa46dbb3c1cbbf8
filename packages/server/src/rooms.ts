import type { Command, Query } from './gate/index.ts';
import { intakeCommands } from './ground/intake/commands.ts';
import { present } from './ground/intake/present-bytes.ts';
import { intakeQueries } from './ground/intake/queries.ts';
import { commands as partiesCommands } from './ground/parties/commands.ts';
import { queries as partiesQueries } from './ground/parties/queries.ts';

/** All that the gate can be asked to do: a new room is one line here. */
export const commands: readonly Command[] = [...intakeCommands([]), ...partiesCommands];

/** All that can be asked at the read door. */
export const queries: readonly Query[] = [...intakeQueries(present), ...partiesQueries];
