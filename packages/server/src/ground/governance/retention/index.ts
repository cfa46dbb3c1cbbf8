export { retentionCommands } from './commands.ts';
export { retentionQueries } from './queries.ts';
export { sweepFiles } from './sweep.ts';
