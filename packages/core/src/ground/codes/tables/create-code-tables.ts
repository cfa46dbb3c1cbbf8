import type { PlainDate } from '../../base/index.ts';
import type {
  AddOnRow,
  Answer,
  CodeTables,
  CoverageRow,
  DiagnosisRow,
  FeeRow,
  PairRow,
  ProcedureRow,
  Setting,
  TableName,
} from '../code-tables.ts';
import {
  addOnRow,
  coverageRow,
  diagnosisRow,
  feeRow,
  modifierOfValue,
  namedRow,
  procedureRow,
  relativeValueRow,
  unitLimitRow,
} from './layouts.ts';
import { afterBeginning, dayOf, packCode, placeOf } from './packed.ts';
import { PairTable } from './pair-table.ts';
import { limitsPart, partOfProcedure } from './parts.ts';
import { RowTable } from './row-table.ts';
import { type OnShelf, open, plain, RowShelf, Shelf } from './shelf.ts';

/**
 * What a practice's editions answer. They come in the order of their import and are looked at where they lie: opening them reads no row,
 * and a pair or a limit is found by halving.
 */
export function createCodeTables(editions: readonly Uint8Array[]): CodeTables {
  const onShelves = editions.map((bytes) => open(bytes, (sections) => sections));
  const pairs = (table: TableName): Shelf<PairTable> =>
    new Shelf(
      table,
      onShelves.filter(({ head }) => head.table === table).map((one) => ({ ...one, rows: new PairTable(one.rows) })),
    );
  const opened = onShelves
    .filter(({ head }) => !head.table.startsWith('pairs-'))
    .map((one): OnShelf<RowTable> => ({ ...one, rows: new RowTable(one.rows) }));
  const of = (table: TableName, part?: string): OnShelf<RowTable>[] =>
    opened.filter(({ head }) => head.table === table && (part === undefined || head.part === part));
  const names = (table: TableName) => new RowShelf(table, of(table), namedRow);
  const limits = (setting: Setting | 'supplier') => new RowShelf(`units-${setting}`, of(`units-${setting}`), unitLimitRow);
  const [modifiers, places, taxonomies] = [names('modifiers'), names('places'), names('taxonomies')];
  const [reasons, remarks] = [names('adjustment-reasons'), names('remark-codes')];
  const unitLimits = { practitioner: limits('practitioner'), outpatient: limits('outpatient'), supplier: limits('supplier') };
  const byPair = { practitioner: pairs('pairs-practitioner'), outpatient: pairs('pairs-outpatient') };
  return {
    ...diagnoses(of),
    procedure: procedures(of),
    modifier: (code, on) => modifiers.ask(code, on),
    place: (code, on) => places.ask(code, on),
    taxonomy: (code, on) => taxonomies.ask(code, on),
    pair: (setting, column1, column2, on) => pairOf(byPair[setting], column1, column2, on),
    unitLimit: (setting, code, on) => unitLimits[setting].ask(code, on),
    addOn: addOns(new Shelf('add-ons', of('add-ons'))),
    relativeValue: relativeValues(new RowShelf('relative-values', of('relative-values'), relativeValueRow)),
    coverage: coverages(of('coverage')),
    adjustmentReason: (code, on) => reasons.ask(code, on),
    remark: (code, on) => remarks.ask(code, on),
    ...fees(of('fee-schedules')),
  };
}

type Of = (table: TableName, part?: string) => OnShelf<RowTable>[];

function pairOf(shelf: Shelf<PairTable>, column1: string, column2: string, on: PlainDate): Answer<PairRow> {
  const day = dayOf(on);
  const one = shelf.of(day);
  if (!one) return shelf.none;
  const first = packCode(column1);
  const row = one.rows.find(first, packCode(column2), day);
  return row < 0 ? one.absent : { is: 'found', row: one.rows.row(row, first), edition: one.edition };
}

/** The list itself, and beside it what is said of age, sex and sequence. */
function diagnoses(of: Of): Pick<CodeTables, 'diagnosis' | 'diagnosesUnder'> {
  const list = new RowShelf('diagnoses', of('diagnoses', ''), diagnosisRow);
  const limits = new RowShelf('diagnoses', of('diagnoses', limitsPart), diagnosisRow);
  const both = new WeakMap<DiagnosisRow, { readonly beside: DiagnosisRow; readonly answer: Answer<DiagnosisRow> }>();
  return {
    diagnosis: (code, on) => {
      const said = list.ask(code, on);
      if (said.is !== 'found') return said;
      const beside = limits.ask(code, on);
      if (beside.is !== 'found') return said;
      const known = both.get(said.row);
      if (known?.beside === beside.row) return known.answer;
      const { code: _, billable: __, validFrom: ___, validTo: ____, ...more } = beside.row;
      const answer: Answer<DiagnosisRow> = { ...said, row: { ...said.row, ...more } };
      both.set(said.row, { beside: beside.row, answer });
      return answer;
    },
    diagnosesUnder: (beginning, on, most) => {
      const day = dayOf(on);
      const one = list.of(day);
      const from = packCode(beginning);
      if (!one || from < 0) return [];
      const to = afterBeginning(from, beginning);
      const codes: string[] = [];
      const begin = placeOf(one.rows.keys, from);
      for (let key = begin < 0 ? ~begin : begin; key < one.rows.keys.length && codes.length < most; key++) {
        if ((one.rows.keys[key] ?? 0) >= to) break;
        const row = one.rows.last(one.rows.keys[key] ?? 0, day);
        if (row >= 0 && diagnosisRow(one.rows, row, '').billable) codes.push(one.rows.code(key));
      }
      return codes;
    },
  };
}

/** Each publisher's procedures by themselves: where a practice has brought no CPT, no CPT code is said to be unknown. */
function procedures(of: Of): CodeTables['procedure'] {
  const part = (name: ProcedureRow['system']) => new RowShelf('procedures', of('procedures', name), procedureRow);
  const parts = { CPT: part('CPT'), CDT: part('CDT'), HCPCS: part('HCPCS') };
  const own = new RowShelf('procedures', of('procedures', ''), procedureRow);
  return (code, on) => {
    const system = partOfProcedure(code);
    const said = system === undefined ? own.none : parts[system].ask(code, on);
    if (said.is === 'found') return said;
    const ownWord = own.ask(code, on);
    return ownWord.is === 'found' || said.is === 'no-edition' ? ownWord : said;
  };
}

function addOns(shelf: Shelf<RowTable>): CodeTables['addOn'] {
  return (code, on): Answer<AddOnRow> => {
    const day = dayOf(on);
    const one = shelf.of(day);
    if (!one) return shelf.none;
    const rows = rowsOf(one.rows, code, day);
    return rows.length === 0 ? one.absent : { is: 'found', row: addOnRow(one.rows, rows, plain(code)), edition: one.edition };
  };
}

/** All rows of a code that are valid on the day. */
function rowsOf(table: RowTable, code: string, day: number): number[] {
  const key = placeOf(table.keys, packCode(code));
  const rows: number[] = [];
  if (key < 0) return rows;
  for (let row = table.next(key, day, -1); row >= 0; row = table.next(key, day, row)) rows.push(row);
  return rows;
}

function relativeValues(shelf: RowShelf<ReturnType<typeof relativeValueRow>>): CodeTables['relativeValue'] {
  return (code, modifier, on) => {
    const day = dayOf(on);
    const one = shelf.of(day);
    if (!one) return shelf.none;
    const key = placeOf(one.rows.keys, packCode(code));
    if (key < 0) return one.absent;
    for (let row = one.rows.next(key, day, -1); row >= 0; row = one.rows.next(key, day, row)) {
      if (modifierOfValue(one.rows, row) === modifier.toUpperCase()) return shelf.answer(one, row, code);
    }
    return one.absent;
  };
}

/** Of every publisher's articles those that name the procedure and bind the jurisdiction. */
function coverages(imported: readonly OnShelf<RowTable>[]): CodeTables['coverage'] {
  const parts = [...new Set(imported.map(({ head }) => head.part))];
  const shelves = parts.map(
    (part) =>
      new Shelf(
        'coverage',
        imported.filter(({ head }) => head.part === part),
      ),
  );
  return (procedure, jurisdiction, on): Answer<readonly CoverageRow[]> => {
    const day = dayOf(on);
    const inForce = shelves.flatMap((shelf) => shelf.of(day) ?? []);
    const [first] = inForce;
    if (!first) return { is: 'no-edition', table: 'coverage' };
    const found = inForce.flatMap((one) => {
      const rows = rowsOf(one.rows, procedure, day).map((row) => coverageRow(one.rows, row, plain(procedure)));
      const binding = rows.filter(({ jurisdictions }) => jurisdictions.length === 0 || binds(jurisdictions, jurisdiction));
      return binding.length === 0 ? [] : [{ edition: one.edition, binding }];
    });
    const [most] = found;
    return most ? { is: 'found', row: found.flatMap(({ binding }) => binding), edition: most.edition } : first.absent;
  };
}

const binds = (jurisdictions: readonly string[], asked: string | undefined): boolean =>
  asked !== undefined && jurisdictions.some((one) => one.toUpperCase() === asked.toUpperCase());

/** Each payer's schedule by itself: that of one says nothing of another's, nor of a day before its own. */
function fees(imported: readonly OnShelf<RowTable>[]): Pick<CodeTables, 'fees'> {
  if (imported.length === 0) return {};
  const shelves = new Map(
    [...new Set(imported.map(({ head }) => head.part))].map((part) => [
      part,
      new Shelf(
        'fee-schedules',
        imported.filter(({ head }) => head.part === part),
      ),
    ]),
  );
  const asked: CodeTables['fees'] = (payer, code, on): Answer<readonly FeeRow[]> => {
    const day = dayOf(on);
    const one = shelves.get(payer.trim().toUpperCase())?.of(day);
    if (!one) return { is: 'no-edition', table: 'fee-schedules' };
    const rows = rowsOf(one.rows, code, day);
    return rows.length === 0
      ? one.absent
      : { is: 'found', row: rows.map((row) => feeRow(one.rows, row, plain(code))), edition: one.edition };
  };
  return { fees: asked };
}
