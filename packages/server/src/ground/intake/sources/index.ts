export { sourceCommands } from './commands.ts';
export { sourceQueries } from './queries.ts';
export { isWithin, watchBounds } from './roots.ts';
export { forgetSourceNames, markTaken, ownFolders } from './store.ts';
export { type SourceWatch, watchSources } from './watch.ts';
export { type Looked, type WatchEvent, watchFolder } from './watch-folder.ts';
export { forgetWatched, noteWatched } from './watched.ts';
