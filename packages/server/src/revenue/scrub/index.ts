export { remarksOf } from './check-drafts.ts';
export { scrubCommands } from './commands.ts';
export { scrubQueries } from './queries.ts';
