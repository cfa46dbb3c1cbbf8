export { onboardingCommands } from './commands.ts';
export { onboardingQueries } from './queries.ts';
