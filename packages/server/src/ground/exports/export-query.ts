import { chosenColumns, type ExportList, type ExportRow, type ExportValue, usualColumns } from '@claimwright/core/ground/exports';
import { z } from 'zod';
import { type Ctx, cursorOf, type Query, query, Refusal, readCursor } from '../../gate/index.ts';

/** A piece of a list on its way out. */
export interface ExportPage {
  readonly rows: readonly ExportRow[];
  /** What the rows are about, for the record: `claim:…`. */
  readonly subjects: readonly string[];
  readonly next?: string;
}

/** A row as the database has it; sealed values are opened already. Its place in the list's order, and what it is about. */
export interface FoundRow {
  readonly values: { readonly [column: string]: unknown };
  readonly place: readonly string[];
  readonly subject?: string;
}
export interface Wanted {
  /** Names of columns that the list has. */
  readonly columns: readonly string[];
  readonly after: readonly string[] | undefined;
  readonly limit: number;
}

type Definition = Pick<Query, 'name' | 'summary' | 'permission' | 'patientData' | 'serves'>;

/** What a purpose may see at once (core, `widths`): a long list is asked for piece by piece, and each piece stands on the record. */
export const pieceRows = 250;

/** One piece of a list. Without `identified` no column that names a patient can be had by it. */
export const exportQuery = <F extends object>(
  definition: Definition,
  list: ExportList,
  { filter, identified, sought }: { filter: z.ZodObject & z.ZodType<F>; identified?: boolean; sought?(filter: F): string | undefined },
  find: (ctx: Ctx, filter: F, wanted: Wanted) => Promise<readonly FoundRow[]>,
): Query =>
  query<F & { columns?: string[] | undefined; cursor?: string | undefined }, ExportPage>({
    ...definition,
    takesOut: true,
    input: filter.extend({
      columns: z.array(z.string().max(60)).max(60).optional(),
      cursor: z.string().max(500).optional(),
    }) as unknown as z.ZodType<F & { columns?: string[] | undefined; cursor?: string | undefined }>,
    read: async (ctx, input) => {
      const columns = columnsOf(list, input.columns, identified === true);
      const names = columns.map(({ name }) => name);
      const after = readCursor(z.array(z.string().max(60)).min(2).max(4), input.cursor);
      const found = await find(ctx, input, { columns: names, after, limit: pieceRows + 1 });
      const rows = found.slice(0, pieceRows);
      const last = rows.at(-1);
      return {
        rows: rows.map(({ values }) => Object.fromEntries(names.map((name) => [name, exportValue(values[name])]))),
        subjects: [...new Set(rows.flatMap(({ subject }) => subject ?? []))],
        ...(found.length > pieceRows && last !== undefined ? { next: cursorOf(last.place) } : {}),
      };
    },
    subjects: (page) => page.subjects,
    ...(sought === undefined ? {} : { sought }),
  });

/** The columns that were named, or else the usual ones. */
export function columnsOf(list: ExportList, named: readonly string[] | undefined, identified: boolean): ExportList['columns'] {
  const { chosen, unknown } = chosenColumns(list, named ?? usualColumns(list));
  if (unknown.length > 0 || chosen.length === 0)
    throw new Refusal('bad-input', unknown.length > 0 ? `The list has no column ${unknown.join(', ')}.` : 'No column is named.', {
      fix: `There are: ${list.columns.map(({ name }) => name).join(', ')}.`,
    });
  const naming = identified ? [] : chosen.filter(({ identifies }) => identifies);
  if (naming.length > 0)
    throw new Refusal('bad-input', `${naming.map(({ name }) => name).join(', ')} would tell whose claims these are.`, {
      because: 'A list is taken out without names and numbers of patients, unless somebody asks for them and says why.',
      fix: 'Leave these columns out, or ask for the list with identifiers and say the purpose.',
    });
  return chosen;
}

function exportValue(value: unknown): ExportValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
