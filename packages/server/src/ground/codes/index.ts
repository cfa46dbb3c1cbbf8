export { type AskedDays, codeTablesFor, importEdition } from './editions/index.ts';
export { ownReasons } from './store.ts';
