export { complianceCommands } from './commands.ts';
export { complianceQueries } from './queries.ts';
export { watchNights } from './watch.ts';
