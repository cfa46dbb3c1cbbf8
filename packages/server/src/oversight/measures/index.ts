export { measuresCommands } from './commands.ts';
export { withLikelyDenials } from './foretell.ts';
export { measuresQueries } from './queries.ts';
