import { cents } from '../../base/index.ts';
import type {
  AddOnRow,
  CoverageRow,
  DiagnosisRow,
  FeeRow,
  NamedRow,
  ProcedureRow,
  ProcedureSubject,
  RelativeValueRow,
  TableName,
  UnitLimitRow,
} from '../code-tables.ts';
import { dateOfDay } from './packed.ts';
import type { RowTable } from './row-table.ts';
import { subjectOf } from './subject.ts';

type Columns = { readonly [column: string]: 'text' | 'number' };

const named = { words: 'text' } as const;
const units = { units: 'number', adjudication: 'number', rationale: 'text' } as const;

/** The columns of each table but for pairs, in their order. Lists are texts with blanks between. */
export const columnsOf = {
  diagnoses: {
    ...{ billable: 'number', words: 'text', neverWith: 'text', codeFirst: 'text', sex: 'text' },
    ...{ ageFrom: 'number', ageTo: 'number', neverFirst: 'number' },
  },
  procedures: { system: 'text', words: 'text', family: 'text', subject: 'text' },
  modifiers: named,
  places: named,
  taxonomies: named,
  'adjustment-reasons': named,
  'remark-codes': named,
  'units-practitioner': units,
  'units-outpatient': units,
  'units-supplier': units,
  'add-ons': { type: 'number', primary: 'text' },
  'relative-values': {
    ...{ modifier: 'text', status: 'text', globalDays: 'text', bilateral: 'text', multiple: 'text', components: 'text' },
    ...{ work: 'number', facility: 'number', nonFacility: 'number', malpractice: 'number' },
  },
  localities: { words: 'text', work: 'number', practice: 'number', malpractice: 'number' },
  coverage: {
    ...{ id: 'text', jurisdictions: 'text', covered: 'text', notCovered: 'text', times: 'number', days: 'number' },
  },
  'fee-schedules': {
    ...{ payer: 'text', plan: 'text', modifiers: 'text', place: 'text', cents: 'number', basisPoints: 'number', of: 'text' },
  },
} as const satisfies { readonly [table in Exclude<TableName, `pairs-${string}`>]: Columns };
export type RowTableName = keyof typeof columnsOf;

const places = new Map(Object.entries(columnsOf).map(([table, columns]) => [table, Object.keys(columns)] as const));
const at = (table: RowTableName, column: string): number => places.get(table)?.indexOf(column) ?? -1;

/** Reads one row of a table by the names of its columns. */
function reader<T extends RowTableName>(table: T) {
  type Column = keyof (typeof columnsOf)[T] & string;
  const column = (name: Column): number => at(table, name);
  return {
    text: (rows: RowTable, row: number, name: Column): string => rows.text(row, column(name)),
    number: (rows: RowTable, row: number, name: Column): number | undefined => rows.number(row, column(name)),
    list: (rows: RowTable, row: number, name: Column): readonly string[] => {
      const text = rows.text(row, column(name));
      return text === '' ? [] : text.split(' ');
    },
  };
}

const days = (rows: RowTable, row: number) => {
  const validFrom = dateOfDay(rows.from(row));
  const validTo = dateOfDay(rows.to(row));
  return { ...(validFrom ? { validFrom } : {}), ...(validTo ? { validTo } : {}) };
};
const some = <T extends object>(key: keyof T & string, value: T[keyof T] | '' | undefined) =>
  value === undefined || value === '' ? {} : { [key]: value };

const diagnosis = reader('diagnoses');
export function diagnosisRow(rows: RowTable, row: number, code: string): DiagnosisRow {
  const neverWith = diagnosis.list(rows, row, 'neverWith');
  const codeFirst = diagnosis.list(rows, row, 'codeFirst');
  const sex = diagnosis.text(rows, row, 'sex');
  return {
    code,
    billable: diagnosis.number(rows, row, 'billable') !== 0,
    ...days(rows, row),
    ...some<DiagnosisRow>('words', diagnosis.text(rows, row, 'words')),
    ...(neverWith.length > 0 ? { neverWith } : {}),
    ...(codeFirst.length > 0 ? { codeFirst } : {}),
    ...(sex === 'F' || sex === 'M' ? { sex } : {}),
    ...some<DiagnosisRow>('ageFrom', diagnosis.number(rows, row, 'ageFrom')),
    ...some<DiagnosisRow>('ageTo', diagnosis.number(rows, row, 'ageTo')),
    ...(diagnosis.number(rows, row, 'neverFirst') === 1 ? { neverFirst: true } : {}),
  };
}

const procedure = reader('procedures');
export function procedureRow(rows: RowTable, row: number, code: string): ProcedureRow {
  const system = procedure.text(rows, row, 'system');
  const about: ProcedureSubject = subjectOf(procedure.text(rows, row, 'subject'));
  return {
    code,
    system: system === 'CPT' || system === 'CDT' ? system : 'HCPCS',
    ...days(rows, row),
    ...some<ProcedureRow>('words', procedure.text(rows, row, 'words')),
    ...some<ProcedureRow>('family', procedure.text(rows, row, 'family')),
    ...(Object.keys(about).length > 0 ? { about } : {}),
  };
}

const name = reader('modifiers');
export const namedRow = (rows: RowTable, row: number, code: string): NamedRow => ({
  code,
  ...days(rows, row),
  ...some<NamedRow>('words', name.text(rows, row, 'words')),
});

const limit = reader('units-practitioner');
export function unitLimitRow(rows: RowTable, row: number, code: string): UnitLimitRow {
  const adjudication = limit.number(rows, row, 'adjudication');
  return {
    code,
    units: limit.number(rows, row, 'units') ?? 0,
    adjudication: adjudication === 1 || adjudication === 2 ? adjudication : 3,
    ...some<UnitLimitRow>('rationale', limit.text(rows, row, 'rationale')),
  };
}

const addOn = reader('add-ons');
/** An add-on code has a row for each of its primaries. */
export function addOnRow(rows: RowTable, chosen: readonly number[], code: string): AddOnRow {
  const types = chosen.map((row) => addOn.number(rows, row, 'type'));
  const type = types.find((one) => one === 1 || one === 3) ?? 2;
  return { code, type, primaries: chosen.map((row) => addOn.text(rows, row, 'primary')).filter((one) => one !== 'CCCCC') };
}

const value = reader('relative-values');
export const modifierOfValue = (rows: RowTable, row: number): string => value.text(rows, row, 'modifier');
export function relativeValueRow(rows: RowTable, row: number, code: string): RelativeValueRow {
  const text = (column: Parameters<typeof value.text>[2]): string => value.text(rows, row, column);
  const milli = (column: Parameters<typeof value.number>[2]): number => value.number(rows, row, column) ?? 0;
  return {
    code,
    ...{ modifier: text('modifier'), status: text('status'), globalDays: text('globalDays') },
    ...{ bilateral: text('bilateral'), multiple: text('multiple'), components: text('components') },
    ...{ workMilli: milli('work'), facilityMilli: milli('facility'), nonFacilityMilli: milli('nonFacility') },
    malpracticeMilli: milli('malpractice'),
  };
}

const coverage = reader('coverage');
export function coverageRow(rows: RowTable, row: number, procedure: string): CoverageRow {
  const effective = dateOfDay(rows.from(row));
  const retired = dateOfDay(rows.to(row));
  const times = coverage.number(rows, row, 'times');
  return {
    ...{ id: coverage.text(rows, row, 'id'), procedure, jurisdictions: coverage.list(rows, row, 'jurisdictions') },
    ...(effective ? { effective } : {}),
    ...(retired ? { retired } : {}),
    covered: coverage.list(rows, row, 'covered'),
    notCovered: coverage.list(rows, row, 'notCovered'),
    ...(times === undefined ? {} : { frequency: { times, days: coverage.number(rows, row, 'days') ?? 1 } }),
  };
}

const fee = reader('fee-schedules');
export function feeRow(rows: RowTable, row: number, code: string): FeeRow {
  const amount = fee.number(rows, row, 'cents');
  const basisPoints = fee.number(rows, row, 'basisPoints');
  return {
    ...{ code, payer: fee.text(rows, row, 'payer'), modifiers: fee.list(rows, row, 'modifiers'), ...days(rows, row) },
    ...some<FeeRow>('plan', fee.text(rows, row, 'plan')),
    ...some<FeeRow>('place', fee.text(rows, row, 'place')),
    ...(amount === undefined ? {} : { amount: cents(amount) }),
    ...(basisPoints === undefined ? {} : { share: { basisPoints, of: fee.text(rows, row, 'of') } }),
  };
}
