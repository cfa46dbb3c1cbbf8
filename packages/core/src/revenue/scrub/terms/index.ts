export { type TermField, type TermGroup, type TermOf, termField, termFields, termGroups } from './term-fields.ts';
export { isRows, type RowCell, type TermRow, type TermRows, termRows } from './term-rows.ts';
export { readRows, readTerm, rowsOf, unsetWord, writeTerm } from './term-text.ts';
export type { TermValues } from './term-values.ts';
export {
  changeBy,
  historyOf,
  type PayerTerms,
  plainChange,
  type SavedTerms,
  setLater,
  settingsOf,
  type TermChanged,
  type TermsChange,
  termsOn,
} from './terms.ts';
export { type PayerNamed, readTermsCsv, type TermsRow, termsList, termsRows } from './terms-csv.ts';
