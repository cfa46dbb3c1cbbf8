export { keyCommands } from './commands.ts';
export { keyQueries } from './queries.ts';
export { watchKeys } from './watch.ts';
