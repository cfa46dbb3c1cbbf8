export { eligibilityCommands } from './commands.ts';
export { learnedReaders } from './readers.ts';
export { authorizationsOf, coveragesOf, tellCoverage } from './store.ts';
