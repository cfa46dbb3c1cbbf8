export { type AskedDays, codeTablesFor, importEdition, textOf } from './editions/index.ts';
export { type FileCodes, openFileCodes } from './file-codes.ts';
export { ownReasons } from './store.ts';
export { wireCodes, wireTables } from './wire-codes.ts';
