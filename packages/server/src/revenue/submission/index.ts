export { asSent } from './as-sent.ts';
export { submissionCommands } from './commands.ts';
export { draftReader } from './draft-reader.ts';
export { numberedOf } from './numbered/store.ts';
export { type RemarksOf, submissionQueries } from './queries.ts';
export { acknowledgmentReader } from './read-answers.ts';
export { claimReader } from './reader.ts';
export { sendBatch } from './send.ts';
export { watchSubmissions } from './watch.ts';
