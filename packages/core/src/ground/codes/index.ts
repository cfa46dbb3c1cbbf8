export { type AdjustmentReason, adjustmentReason, adjustmentReasons, type ReasonFamily } from './adjustment-reasons.ts';
export {
  type AddOnRow,
  type Answer,
  type CodeTables,
  type CoverageRow,
  type DiagnosisRow,
  type Edition,
  type FeeRow,
  type NamedRow,
  type PairRow,
  type ProcedureRow,
  type ProcedureSubject,
  type RelativeValueRow,
  type Setting,
  type TableName,
  tableNames,
  type UnitLimitRow,
} from './code-tables.ts';
export { type CheckedReason, checkReason, checkReasons, type OwnReason, type TypedReason } from './own-reasons.ts';
export { type AskedPair, isDentalPair, type PairVerdict, pairVerdict } from './pair-verdict.ts';
export { isProcedureFamily, type ProcedureFamily, passedOver, procedureFamilies } from './procedure-families.ts';
export { providerAdjustmentWords } from './provider-adjustment-codes.ts';
export { type Period, periodOfName } from './reading/period.ts';
export { type HeadingMap, type KnownHeadings, mappableColumns, type NotRecognized, type Said } from './reading/recognize.ts';
export { type ReadEdition, TableReading } from './reading/table-reading.ts';
export { readFamily, reasonFamilies } from './reason-families.ts';
export { forwardingRemarks, remarkWords } from './remark-codes.ts';
export { adjudicationWords, rowsInWords } from './row-in-words.ts';
export { createCodeTables } from './tables/create-code-tables.ts';
export { type EditionHead, NotAnEdition, readEdition } from './tables/edition-bytes.ts';
export { type ChangedRow, changesInSlices, type EditionChanges, editionChanges } from './tables/edition-changes.ts';
export { type CodeInEdition, explainCode, pairModifiers, tablesOfCode } from './tables/explain-code.ts';
export { licenceFor } from './tables/parts.ts';
export { type AnswersUntil, answersUntil, editionsOver } from './tables/shelf.ts';
export type { Sliced } from './tables/slices.ts';
export { type CodeWithoutFamily, codesWithoutFamily } from './tables/without-family.ts';
