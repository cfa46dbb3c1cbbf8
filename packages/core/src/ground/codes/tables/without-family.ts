import { isProcedureFamily } from '../procedure-families.ts';
import { readEdition } from './edition-bytes.ts';
import { columnsOf } from './layouts.ts';
import { RowTable } from './row-table.ts';

/** A code of a practice's own list that edits which ask for a kind of service pass over; `said` is a word of the practice's own. */
export interface CodeWithoutFamily {
  readonly code: string;
  readonly said?: string;
}

const family = Object.keys(columnsOf.procedures).indexOf('family');

/** Of a list of CPT or CDT codes: those of no family that an edit knows, in their order. HCPCS codes are mostly of none. */
export function codesWithoutFamily(bytes: Uint8Array): readonly CodeWithoutFamily[] {
  const { head, sections } = readEdition(bytes);
  if (head.table !== 'procedures' || head.part === 'HCPCS') return [];
  const rows = new RowTable(sections);
  return Array.from(rows.keys, (_, key): readonly CodeWithoutFamily[] => {
    const said = rows.text(rows.rowsOf(key).to - 1, family);
    if (isProcedureFamily(said)) return [];
    return [{ code: rows.code(key), ...(said === '' ? {} : { said }) }];
  }).flat();
}
