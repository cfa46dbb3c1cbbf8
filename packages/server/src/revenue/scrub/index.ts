export { remarksOf } from './check-drafts.ts';
export { scrubCommands } from './commands.ts';
export type { DeniedLine } from './overrides/queries.ts';
export type { Proposing, Wanted } from './proposals/commands.ts';
export { scrubQueries } from './queries.ts';
