export { organisationCommands } from './commands.ts';
export { practiceFigures } from './figures.ts';
export { foundOrganisation } from './found.ts';
export { type PushParts, pushTemplate } from './push.ts';
export { organisationQueries } from './queries.ts';
