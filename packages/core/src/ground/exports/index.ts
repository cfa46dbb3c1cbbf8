export {
  type ColumnType,
  chosenColumns,
  type ExportColumn,
  type ExportFormat,
  type ExportList,
  type ExportRow,
  type ExportValue,
  exportFormats,
  usualColumns,
} from './column.ts';
export { csvHead, csvLine, jsonLine } from './lines.ts';
