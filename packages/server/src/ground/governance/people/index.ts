export { peopleCommands } from './commands.ts';
export { enrolBy, takeUpInvitation } from './join.ts';
export { peopleQueries } from './queries.ts';
export { giveReset, resetLink } from './reset-password.ts';
