import type { Command } from '../../gate/index.ts';
import { anewCommands, type SentClaims } from './anew/commands.ts';
import { onwardCommands } from './anew/onward.ts';
import { billingCommands } from './billing-facts/commands.ts';
import { buildingCommands } from './building/build.ts';
import { draftCommands } from './drafts/commands.ts';
import { peopleCommands } from './people/commands.ts';
import { printerCommands } from './printers/commands.ts';

/** Claims that are to go out: made, changed, taken back. Rooms upstairs tell of those that went. */
export const claimCommands = (sent: SentClaims): readonly Command[] => [
  ...billingCommands,
  ...buildingCommands,
  ...draftCommands,
  ...printerCommands,
  ...peopleCommands,
  ...anewCommands(sent),
  ...onwardCommands(sent),
];
