export { recordCommands } from './commands.ts';
export { exportRecord } from './export.ts';
export { type Keeper, openKeeper } from './keeper.ts';
export { recordQueries } from './queries.ts';
export { streamsOf } from './streams.ts';
export { openWitness } from './witness-files.ts';
