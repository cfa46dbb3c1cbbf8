import type { Cents, PlainDate } from '../base/index.ts';

/** Where an answer comes from: which table, which loaded edition of it, and who published it. */
export interface Edition {
  readonly table: TableName;
  /** As its publisher names it: `2024Q3`, `FY2026`, `practice 2026-01-04`. */
  readonly name: string;
  readonly source: string;
}

export const tableNames = [
  'diagnoses',
  'procedures',
  'modifiers',
  'places',
  'pairs-practitioner',
  'pairs-outpatient',
  'units-practitioner',
  'units-outpatient',
  'units-supplier',
  'add-ons',
  'relative-values',
  'localities',
  'coverage',
  'taxonomies',
  'adjustment-reasons',
  'remark-codes',
  'fee-schedules',
] as const;
export type TableName = (typeof tableNames)[number];

/** What a table says of a code as of a date. A date for which no edition is loaded is not the same as a code that an edition does not hold. */
export type Answer<Row> =
  | { readonly is: 'found'; readonly row: Row; readonly edition: Edition }
  | { readonly is: 'absent'; readonly edition: Edition }
  | { readonly is: 'no-edition'; readonly table: TableName };

/** ICD-10-CM. `billable` is false of a category that needs more characters; `validTo` is the last day. */
export interface DiagnosisRow {
  readonly code: string;
  readonly billable: boolean;
  readonly validFrom?: PlainDate;
  readonly validTo?: PlainDate;
  readonly words?: string;
  /** Codes, or beginnings of codes, that may not stand beside it (Excludes1), and those before which it may not stand (code first). */
  readonly neverWith?: readonly string[];
  readonly codeFirst?: readonly string[];
  readonly sex?: 'F' | 'M';
  /** In years, both inclusive. */
  readonly ageFrom?: number;
  readonly ageTo?: number;
  /** May not stand first. */
  readonly neverFirst?: boolean;
}

/** A procedure of HCPCS II or of the practice's own licensed lists. What it is about comes from the practice's mapping columns. */
export interface ProcedureRow {
  readonly code: string;
  readonly system: 'CPT' | 'CDT' | 'HCPCS';
  readonly validFrom?: PlainDate;
  readonly validTo?: PlainDate;
  readonly words?: string;
  /** The practice's word for its kind: `office visit`, `crown`, `sealant`, `refraction`, `timed therapy`. */
  readonly family?: string;
  readonly about?: ProcedureSubject;
}

/** Mapping columns of a procedure; what is not said is not checked. */
export interface ProcedureSubject {
  /** What of the mouth has to be named. */
  readonly area?: 'tooth' | 'surface' | 'quadrant' | 'arch' | 'mouth';
  readonly teeth?: 'anterior' | 'premolar' | 'molar' | 'posterior' | 'any';
  readonly dentition?: 'permanent' | 'primary';
  /** How many surfaces the code stands for. */
  readonly surfaces?: number;
  readonly ageFrom?: number;
  readonly ageTo?: number;
  readonly sex?: 'F' | 'M';
  readonly eye?: boolean;
  readonly timed?: boolean;
  readonly narrative?: boolean;
  /** Report types (PWK01) of which one has to come with it. */
  readonly attachments?: readonly string[];
  readonly authorization?: boolean;
  readonly evaluation?: boolean;
  readonly unlisted?: boolean;
  /** What a payer pays instead. */
  readonly alternate?: string;
}

/** A pair of procedures of which the second is not paid beside the first. `indicator` 0 never, 1 with a modifier, 9 withdrawn. */
export interface PairRow {
  readonly column1: string;
  readonly column2: string;
  readonly indicator: 0 | 1 | 9;
  readonly effective?: PlainDate;
  readonly deleted?: PlainDate;
  readonly rationale?: string;
}

/** The most units of a day or line. `adjudication` is the MAI: 1 by line, 2 by day and never more, 3 by day, more with documentation. */
export interface UnitLimitRow {
  readonly code: string;
  readonly units: number;
  readonly adjudication: 1 | 2 | 3;
  readonly rationale?: string;
}

/** An add-on code and the primaries it goes with; type 1 lists them all, 2 leaves them to the contractor, 3 lists some. */
export interface AddOnRow {
  readonly code: string;
  readonly type: 1 | 2 | 3;
  readonly primaries: readonly string[];
}

/** The physician fee schedule's indicators and values; relative values in thousandths. */
export interface RelativeValueRow {
  readonly code: string;
  readonly modifier: string;
  readonly status: string;
  /** 000, 010, 090, MMM, XXX, YYY, ZZZ. */
  readonly globalDays: string;
  readonly bilateral: string;
  readonly multiple: string;
  readonly components: string;
  readonly workMilli: number;
  readonly facilityMilli: number;
  readonly nonFacilityMilli: number;
  readonly malpracticeMilli: number;
}

/** One coverage article's word on a procedure. */
export interface CoverageRow {
  readonly id: string;
  readonly procedure: string;
  /** Contractors or states it binds; empty binds all (a national decision). */
  readonly jurisdictions: readonly string[];
  readonly effective?: PlainDate;
  readonly retired?: PlainDate;
  readonly covered: readonly string[];
  readonly notCovered: readonly string[];
  readonly frequency?: { readonly times: number; readonly days: number };
}

/** A modifier, place of service or taxonomy. */
export interface NamedRow {
  readonly code: string;
  readonly validFrom?: PlainDate;
  readonly validTo?: PlainDate;
  readonly words?: string;
}

/** What a payer's schedule says that a service is allowed: so much a unit, or a share of the charge or of another schedule. */
export interface FeeRow {
  readonly code: string;
  /** The payer's id, or the name of a schedule that others are shares of. */
  readonly payer: string;
  /** Product or group; empty is any. */
  readonly plan?: string;
  readonly modifiers: readonly string[];
  /** `facility`, `non-facility` or one place of service; absent is any. */
  readonly place?: string;
  /** For one unit. */
  readonly amount?: Cents;
  /** Ten thousandths of `of`: `CHARGE`, or a schedule's name. */
  readonly share?: { readonly basisPoints: number; readonly of: string };
  readonly validFrom?: PlainDate;
  readonly validTo?: PlainDate;
}

export type Setting = 'practitioner' | 'outpatient';

/** Every question is asked as of a date of service. Pure and synchronous: what is loaded was loaded before. */
export interface CodeTables {
  diagnosis(code: string, on: PlainDate): Answer<DiagnosisRow>;
  /** Valid codes of that day that begin so, at most `most`. */
  diagnosesUnder(beginning: string, on: PlainDate, most: number): readonly string[];
  procedure(code: string, on: PlainDate): Answer<ProcedureRow>;
  modifier(code: string, on: PlainDate): Answer<NamedRow>;
  place(code: string, on: PlainDate): Answer<NamedRow>;
  taxonomy(code: string, on: PlainDate): Answer<NamedRow>;
  pair(setting: Setting, column1: string, column2: string, on: PlainDate): Answer<PairRow>;
  unitLimit(setting: Setting | 'supplier', code: string, on: PlainDate): Answer<UnitLimitRow>;
  addOn(code: string, on: PlainDate): Answer<AddOnRow>;
  relativeValue(code: string, modifier: string, on: PlainDate): Answer<RelativeValueRow>;
  coverage(procedure: string, jurisdiction: string | undefined, on: PlainDate): Answer<readonly CoverageRow[]>;
  adjustmentReason?(code: string, on: PlainDate): Answer<NamedRow>;
  remark?(code: string, on: PlainDate): Answer<NamedRow>;
  /** Every row of a payer's schedule, or of one that others name, for a procedure; absent where no schedule at all was brought. */
  fees?(payer: string, code: string, on: PlainDate): Answer<readonly FeeRow[]>;
}
