export { remarksOf } from './check-drafts.ts';
export { checkNew } from './check-new.ts';
export { scrubCommands } from './commands.ts';
export { scrubQueries } from './queries.ts';
export { exportableTerms } from './terms/queries.ts';
