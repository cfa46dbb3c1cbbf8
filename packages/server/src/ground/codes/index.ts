export { type AskedDays, codeTablesFor, importEdition } from './editions/index.ts';
export { type FileCodes, openFileCodes } from './file-codes.ts';
export { ownReasons } from './store.ts';
