import type { PlainDate } from '../../base/index.ts';
import type { TableName } from '../code-tables.ts';
import type { EditionHead, Sections } from './edition-bytes.ts';
import { rowWords } from './edition-changes.ts';
import { dateOfDay, dayOf, packCode, placeOf, unpackCode, within } from './packed.ts';
import { PairTable } from './pair-table.ts';
import { partOfProcedure } from './parts.ts';
import { RowTable } from './row-table.ts';
import { type OnShelf, open, Shelf } from './shelf.ts';

/** What one edition says of a code, row by row. */
export interface CodeInEdition {
  readonly head: EditionHead;
  readonly rows: readonly { readonly from?: PlainDate; readonly to?: PlainDate; readonly words: string }[];
  /** Of pairs: how many are in force on the day that was asked about, with it first and with it second. */
  readonly pairs?: { readonly first: number; readonly second: number };
}

/** What every edition says of a code: over time, or of one day where `on` is said. Editions that say nothing of it are left out. */
export function explainCode(editions: readonly Uint8Array[], code: string, on: PlainDate | undefined): readonly CodeInEdition[] {
  const packed = packCode(code);
  const day = dayOf(on);
  const all = editions.map((bytes) => open(bytes, (sections) => sections));
  return (day === 0 ? all : answering(all, day)).flatMap(({ head, rows: sections }) => {
    if (head.table === 'pairs-practitioner' || head.table === 'pairs-outpatient') {
      const pairs = new PairTable(sections).count(packed, day === 0 ? dayOf(head.from) : day);
      return pairs.first + pairs.second === 0 ? [] : [{ head, rows: [], pairs }];
    }
    const table = head.table;
    const rows = new RowTable(sections);
    const key = placeOf(rows.keys, packed);
    if (key < 0) return [];
    const { from, to } = rows.rowsOf(key);
    const said = Array.from({ length: to - from }, (_, at) => from + at)
      .filter((row) => day === 0 || within(day, rows.from(row), rows.to(row)))
      .map((row) => {
        const [validFrom, validTo] = [dateOfDay(rows.from(row)), dateOfDay(rows.to(row))];
        return { ...(validFrom ? { from: validFrom } : {}), ...(validTo ? { to: validTo } : {}), words: rowWords(table, rows, row) };
      });
    return said.length === 0 ? [] : [{ head, rows: said }];
  });
}

/** Of each table, and each publisher's part of it, the edition that answers for the day. */
function answering(all: readonly OnShelf<Sections>[], day: number): readonly OnShelf<Sections>[] {
  const nameOf = ({ head }: OnShelf<Sections>): string => `${head.table} ${head.part}`;
  return [...new Set(all.map(nameOf))].flatMap((name) => {
    const some = all.filter((one) => nameOf(one) === name);
    return (some[0] ? new Shelf(some[0].head.table, some).of(day) : undefined) ?? [];
  });
}

/** The tables that a code could stand in, by its shape: of these it is told where no edition answers for a day. */
export function tablesOfCode(code: string): readonly TableName[] {
  const plain = unpackCode(packCode(code));
  if (partOfProcedure(plain) !== undefined)
    return [
      'procedures',
      'pairs-practitioner',
      'pairs-outpatient',
      'units-practitioner',
      'units-outpatient',
      'units-supplier',
      'add-ons',
      'relative-values',
      'coverage',
    ];
  if (/^[A-Z]\d[0-9A-Z]/.test(plain)) return plain.length === 10 ? ['taxonomies'] : ['diagnoses'];
  if (plain.length === 10) return ['taxonomies'];
  return plain.length === 2 ? ['modifiers', 'places'] : [];
}

/** The modifiers that NCCI takes: on an evaluation only those of it, on any other procedure the rest. */
export const pairModifiers = {
  anatomic: 'E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI'.split(' '),
  globalSurgery: ['24', '25', '57', '58', '78', '79'],
  other: ['27', '59', '91', 'XE', 'XS', 'XP', 'XU'],
} as const;
