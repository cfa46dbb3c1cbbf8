export { type AskedDays, codeTablesFor } from './code-tables-for.ts';
export { ownReasons } from './store.ts';
