export { autonomyCommands } from './commands.ts';
export { autonomyQueries } from './queries.ts';
export { addSetting } from './store.ts';
