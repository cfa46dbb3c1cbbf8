export { exportQuery, type FoundRow, type Wanted } from './export-query.ts';
export { type AskedExport, type Exportable, type ExportNote, type TakingOut, takeOut } from './take-out.ts';
