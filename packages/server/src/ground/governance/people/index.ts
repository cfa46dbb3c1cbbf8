export { peopleCommands } from './commands.ts';
export { type JoinParts, takeUpInvitation } from './join.ts';
export { peopleQueries } from './queries.ts';
