export { disclosureCommands } from './commands.ts';
export { disclosureQueries } from './queries.ts';
