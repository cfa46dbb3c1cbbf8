import type { TableName } from '../code-tables.ts';

/** Whose code it is, by its shape: five signs as CPT has them, a D and four digits, another letter and four digits. */
export function partOfProcedure(code: string): 'CPT' | 'CDT' | 'HCPCS' | undefined {
  if (code.length !== 5) return undefined;
  const first = code.charCodeAt(0) | 32;
  const letter = first >= 97 && first <= 122;
  for (let at = 1; at < 4; at++) if (!isDigit(code.charCodeAt(at))) return undefined;
  if (!letter) return isDigit(first) ? 'CPT' : undefined;
  return isDigit(code.charCodeAt(4)) ? (first === 100 ? 'CDT' : 'HCPCS') : undefined;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** Of diagnoses, what a second publisher says of age, sex and sequence stands beside the list itself. */
export const limitsPart = 'limits';

/** By whom a practice has to be licensed before it may keep an edition; undefined where its publisher gives it to anybody. */
export function licenceFor(table: TableName, part: string): string | undefined {
  if (table === 'procedures') return part === 'CPT' ? 'the AMA, for CPT' : part === 'CDT' ? 'the ADA, for CDT' : undefined;
  if (table === 'taxonomies') return 'the NUCC';
  return table === 'adjustment-reasons' || table === 'remark-codes' ? 'X12' : undefined;
}
