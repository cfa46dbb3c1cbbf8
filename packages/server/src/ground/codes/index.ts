export { type AskedDays, codeTablesFor } from './code-tables-for.ts';
export { type CodesWish, type GivenFile, importEdition } from './import-edition.ts';
export { ownReasons } from './store.ts';
