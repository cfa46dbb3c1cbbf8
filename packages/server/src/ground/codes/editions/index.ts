export { type AskedDays, codeTablesFor } from './code-tables-for.ts';
export { editionCommands } from './commands.ts';
export { importEdition } from './import-edition.ts';
export { editionQueries } from './queries.ts';
