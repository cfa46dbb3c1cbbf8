export { organisationCommands } from './commands.ts';
export { foundOrganisation } from './found.ts';
export { type PushParts, pushTemplate } from './push.ts';
export { organisationQueries } from './queries.ts';
