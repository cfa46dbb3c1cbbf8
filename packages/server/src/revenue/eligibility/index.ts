export { eligibilityCommands } from './commands.ts';
export { learnedReaders } from './readers.ts';
export { authorizationsOf, coveragesOf } from './store.ts';
