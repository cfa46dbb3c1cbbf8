export { documentsNamed, indexOldDocuments } from './naming/store.ts';
export { documentSlice, openDocument } from './open-document.ts';
export { keepOwnDocument } from './own-document.ts';
export type { BytesPresenter, ShownOf, ShownRange } from './queries.ts';
export { boundedFindings, type DocumentReader, type ReadResult } from './reader.ts';
export { receiveFile } from './receive-file.ts';
export { isWithin, watchBounds } from './sources/index.ts';
export { type DocumentRow, documentById, forgetNames, readingOf } from './store.ts';
