import type { PlainDate } from '../../../ground/base/index.ts';
import type {
  AddOnRow,
  Answer,
  CodeTables,
  CoverageRow,
  DiagnosisRow,
  NamedRow,
  PairRow,
  ProcedureRow,
  RelativeValueRow,
  Setting,
  TableName,
  UnitLimitRow,
} from '../../../ground/codes/index.ts';

/** Rows of code tables small enough to read; those of one date are all dates but where a row says otherwise. */
export interface Rows {
  readonly diagnoses: readonly DiagnosisRow[];
  readonly procedures: readonly ProcedureRow[];
  readonly modifiers: readonly NamedRow[];
  readonly places: readonly NamedRow[];
  readonly taxonomies: readonly NamedRow[];
  readonly pairs: readonly PairRow[];
  readonly limits: readonly (UnitLimitRow & { readonly setting?: Setting | 'supplier' })[];
  readonly addOns: readonly AddOnRow[];
  readonly values: readonly RelativeValueRow[];
  readonly coverage: readonly CoverageRow[];
}

interface Dated {
  readonly validFrom?: PlainDate;
  readonly validTo?: PlainDate;
}
const isValid = ({ validFrom, validTo }: Dated, on: PlainDate): boolean =>
  (validFrom === undefined || on >= validFrom) && (validTo === undefined || on <= validTo);

const edition = (table: TableName) => ({ table, name: '2026 sample', source: 'tests' });

/** Code tables over a few rows; nothing is loaded before `since`. */
export function tablesOf(rows: Rows, since: PlainDate): CodeTables {
  const by = <Row extends { readonly code: string }>(list: readonly Row[]): ReadonlyMap<string, Row> =>
    new Map(list.map((row) => [row.code, row]));
  const answer = <Row>(table: TableName, row: Row | undefined, on: PlainDate): Answer<Row> => {
    if (on < since) return { is: 'no-edition', table };
    return row === undefined ? { is: 'absent', edition: edition(table) } : { is: 'found', row, edition: edition(table) };
  };
  const dated = <Row extends Dated>(table: TableName, row: Row | undefined, on: PlainDate): Answer<Row> =>
    answer(table, row !== undefined && isValid(row, on) ? row : undefined, on);
  const diagnoses = by(rows.diagnoses);
  const procedures = by(rows.procedures);
  const modifiers = by(rows.modifiers);
  const places = by(rows.places);
  const taxonomies = by(rows.taxonomies);
  const pairs = new Map(rows.pairs.map((row) => [`${row.column1} ${row.column2}`, row]));
  const limits = new Map(rows.limits.map((row) => [`${row.setting ?? 'practitioner'} ${row.code}`, row]));
  const addOns = by(rows.addOns);
  const values = by(rows.values);
  return {
    diagnosis: (code, on) => dated('diagnoses', diagnoses.get(code), on),
    diagnosesUnder: (beginning, on, most) =>
      rows.diagnoses
        .filter((row) => row.billable && row.code.startsWith(beginning) && isValid(row, on))
        .map(({ code }) => code)
        .slice(0, most),
    procedure: (code, on) => dated('procedures', procedures.get(code), on),
    modifier: (code, on) => dated('modifiers', modifiers.get(code), on),
    place: (code, on) => dated('places', places.get(code), on),
    taxonomy: (code, on) => dated('taxonomies', taxonomies.get(code), on),
    pair: (setting, a, b, on) => answer(setting === 'outpatient' ? 'pairs-outpatient' : 'pairs-practitioner', pairs.get(`${a} ${b}`), on),
    unitLimit: (setting, code, on) => answer('units-practitioner', limits.get(`${setting} ${code}`), on),
    addOn: (code, on) => answer('add-ons', addOns.get(code), on),
    relativeValue: (code, _modifier, on) => answer('relative-values', values.get(code), on),
    coverage: (procedure, jurisdiction, on) => {
      const found = rows.coverage.filter(
        (row) =>
          row.procedure === procedure &&
          (row.jurisdictions.length === 0 || (jurisdiction !== undefined && row.jurisdictions.includes(jurisdiction))) &&
          (row.effective === undefined || on >= row.effective) &&
          (row.retired === undefined || on <= row.retired),
      );
      return answer('coverage', found.length > 0 ? found : undefined, on);
    },
  };
}
