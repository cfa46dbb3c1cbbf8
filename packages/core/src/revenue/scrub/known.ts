import { dayNumber, type PlainDate } from '../../ground/base/index.ts';
import type {
  AddOnRow,
  Answer,
  CodeTables,
  DiagnosisRow,
  NamedRow,
  PairRow,
  ProcedureRow,
  ProcedureSubject,
  RelativeValueRow,
  Setting,
  UnitLimitRow,
} from '../../ground/codes/index.ts';
import { diagnosisTraits, procedureTraits, visits } from './code-traits.ts';

const noSubject: ProcedureSubject = {};
const surgical = new Set(['000', '010', '090']);

/** Medicare's own visits to look ahead: at the beginning, and once a year. */
const yearlyVisits = new Set(['G0402', 'G0438', 'G0439']);
/** Visits for prevention are of no surgery, before or after. */
const isPreventive = (code: string, family: string): boolean => family === 'preventive visit' || yearlyVisits.has(code);

/** Office, eye, hospital and preventive visits: what modifiers 24, 25 and 57 are for. The practice's mapping says it first. */
function isEvaluation(code: string, family: string, about: ProcedureSubject): boolean {
  if (about.evaluation !== undefined) return about.evaluation;
  if (visits.has(family) || yearlyVisits.has(code)) return true;
  if (code.length !== 5 || code.charCodeAt(0) !== 57) return false;
  const number = Number(code);
  return (number >= 99202 && number <= 99499) || (number >= 92002 && number <= 92014);
}

/** A code for what has none: as the practice's mapping says, and else by the public words of HCPCS and the first word of CPT. */
function isUnlisted(row: ProcedureRow | undefined): boolean {
  const mapped = row?.about?.unlisted;
  if (mapped !== undefined || row?.words === undefined) return mapped === true;
  if (row.system === 'CPT') return /^unlisted\b/i.test(row.words);
  return row.system === 'HCPCS' && /\b(?:unclassified|unlisted|not otherwise classified|noc)\b/i.test(row.words);
}

const isDrug = (code: string, words: string | undefined): boolean =>
  /^J\d/.test(code) || /\b(?:drugs?|biologic(?:al)?s?)\b/i.test(words ?? '');

/** What the tables say of a procedure on a day. Without a day nothing is asked of them. */
export class KnownProcedure {
  readonly code: string;
  readonly answer: Answer<ProcedureRow> | undefined;
  readonly row: ProcedureRow | undefined;
  readonly family: string;
  readonly about: ProcedureSubject;
  readonly evaluation: boolean;
  readonly preventive: boolean;
  readonly unlisted: boolean;
  /** A drug without a code of its own. */
  readonly unlistedDrug: boolean;
  /** Five capital letters and digits, as all lists of procedures have. */
  readonly formed: boolean;
  readonly value: RelativeValueRow | undefined;
  readonly addOn: Answer<AddOnRow> | undefined;
  /** 000, 010 or 090 of a surgery; none where it begins no global period. */
  readonly globalDays: string | undefined;
  /** Traits of the procedure, one bit each. */
  readonly traits: number;
  readonly #day: KnownDay;
  readonly #limits = new Map<Setting | 'supplier', Answer<UnitLimitRow> | undefined>();
  readonly #pairs = { practitioner: new Map<string, Answer<PairRow>>(), outpatient: new Map<string, Answer<PairRow>>() };

  constructor(day: KnownDay, code: string) {
    const { tables, on } = day;
    this.#day = day;
    this.code = code;
    this.answer = on === undefined ? undefined : tables.procedure(code, on);
    this.row = this.answer?.is === 'found' ? this.answer.row : undefined;
    this.family = this.row?.family ?? '';
    this.about = this.row?.about ?? noSubject;
    this.evaluation = isEvaluation(code, this.family, this.about);
    this.preventive = isPreventive(code, this.family);
    this.unlisted = isUnlisted(this.row);
    this.unlistedDrug = this.unlisted && this.row?.system === 'HCPCS' && isDrug(code, this.row.words);
    this.formed = /^[A-Z0-9]{5}$/.test(code);
    const value = on === undefined ? undefined : tables.relativeValue(code, '', on);
    this.value = value?.is === 'found' ? value.row : undefined;
    this.globalDays = surgical.has(this.value?.globalDays ?? '') ? this.value?.globalDays : undefined;
    this.addOn = on === undefined ? undefined : tables.addOn(code, on);
    this.traits = procedureTraits.of(this);
  }

  limit(setting: Setting | 'supplier'): Answer<UnitLimitRow> | undefined {
    const { tables, on } = this.#day;
    if (on === undefined) return undefined;
    const known = this.#limits.get(setting);
    if (known !== undefined) return known;
    const answer = tables.unitLimit(setting, this.code, on);
    this.#limits.set(setting, answer);
    return answer;
  }

  /** The pair in which it stands first. */
  pairWith(setting: Setting, second: string): Answer<PairRow> | undefined {
    const { tables, on } = this.#day;
    if (on === undefined) return undefined;
    const pairs = this.#pairs[setting];
    const known = pairs.get(second);
    if (known !== undefined) return known;
    const answer = tables.pair(setting, this.code, second, on);
    pairs.set(second, answer);
    this.#day.keep();
    return answer;
  }
}

type Side = 'right' | 'left' | 'both' | 'unspecified';

/** The side that the words of a diagnosis speak of. */
function sideOf(words: string | undefined): Side | undefined {
  if (words === undefined) return undefined;
  if (/\bbilateral\b/i.test(words)) return 'both';
  if (/\bunspecified (?:eye|ear|side|knee|hip|shoulder|hand|foot|arm|leg|limb|ankle|wrist|elbow|eyelid)\b/i.test(words))
    return 'unspecified';
  const right = /\bright\b/i.test(words);
  const left = /\bleft\b/i.test(words);
  return right === left ? undefined : right ? 'right' : 'left';
}

/** What the tables say of a diagnosis on a day. */
export class KnownDiagnosis {
  readonly code: string;
  /** Undefined where the claim has no day, or it is no ICD-10-CM. */
  readonly answer: Answer<DiagnosisRow> | undefined;
  readonly row: DiagnosisRow | undefined;
  readonly side: Side | undefined;
  readonly formed: boolean;
  readonly traits: number;

  constructor({ tables, on }: KnownDay, code: string) {
    this.code = code;
    this.answer = on === undefined ? undefined : tables.diagnosis(code, on);
    this.row = this.answer?.is === 'found' ? this.answer.row : undefined;
    this.side = sideOf(this.row?.words);
    this.formed = /^[A-Z]\d[0-9A-Z]{1,5}$/.test(code);
    this.traits = diagnosisTraits.of(this);
  }
}

interface KnownTaxonomy {
  readonly formed: boolean;
  readonly answer: Answer<NamedRow> | undefined;
}

/** Asked for a code that nobody has: whether there is an edition is told whatever the code. */
function missingOn(tables: CodeTables, setting: Setting, on: PlainDate): readonly string[] {
  const asked: readonly (readonly [string, Answer<unknown>])[] = [
    ['diagnoses', tables.diagnosis('-', on)],
    ['procedure pairs (NCCI)', tables.pair(setting, '-', '-', on)],
    ['unit limits (MUE)', tables.unitLimit(setting, '-', on)],
  ];
  return asked.flatMap(([name, { is }]) => (is === 'no-edition' ? [name] : []));
}

/** So many answers of one set of tables are kept; then it begins anew. */
const mostKept = 50_000;

export class KnownDay {
  readonly tables: CodeTables;
  readonly on: PlainDate | undefined;
  /** The day as a number: of the history of many claims it is reckoned once. */
  readonly number: number;
  /** Tells that one answer more is kept. */
  readonly keep: () => void;
  readonly #procedures = new Map<string, KnownProcedure>();
  readonly #diagnoses = new Map<string, KnownDiagnosis>();
  readonly #taxonomies = new Map<string, KnownTaxonomy>();
  readonly #places = new Map<string, Answer<NamedRow>>();
  readonly #modifiers = new Map<string, Answer<NamedRow>>();
  readonly #missing: { [setting in Setting]?: readonly string[] } = {};

  constructor(tables: CodeTables, on: PlainDate | undefined, keep: () => void) {
    this.tables = tables;
    this.on = on;
    this.number = on === undefined ? Number.NaN : dayNumber(on);
    this.keep = keep;
  }

  /** Of the tables that whole claims are looked up in, those of which no edition is loaded for the day, in words. */
  missing(setting: Setting): readonly string[] {
    this.#missing[setting] ??= this.on === undefined ? [] : missingOn(this.tables, setting, this.on);
    return this.#missing[setting];
  }

  taxonomy(code: string): KnownTaxonomy {
    let known = this.#taxonomies.get(code);
    if (known === undefined) {
      const formed = /^[0-9A-Z]{9}X$/.test(code);
      known = { formed, answer: this.on === undefined || !formed ? undefined : this.tables.taxonomy(code, this.on) };
      this.#taxonomies.set(code, known);
      this.keep();
    }
    return known;
  }

  place(code: string): Answer<NamedRow> | undefined {
    if (this.on === undefined) return undefined;
    let known = this.#places.get(code);
    if (known === undefined) {
      known = this.tables.place(code, this.on);
      this.#places.set(code, known);
      this.keep();
    }
    return known;
  }

  modifier(code: string): Answer<NamedRow> | undefined {
    if (this.on === undefined) return undefined;
    let known = this.#modifiers.get(code);
    if (known === undefined) {
      known = this.tables.modifier(code, this.on);
      this.#modifiers.set(code, known);
      this.keep();
    }
    return known;
  }

  procedure(code: string): KnownProcedure {
    let known = this.#procedures.get(code);
    if (known === undefined) {
      known = new KnownProcedure(this, code);
      this.#procedures.set(code, known);
      this.keep();
    }
    return known;
  }

  diagnosis(code: string): KnownDiagnosis {
    let known = this.#diagnoses.get(code);
    if (known === undefined) {
      known = new KnownDiagnosis(this, code);
      this.#diagnoses.set(code, known);
      this.keep();
    }
    return known;
  }
}

/** What was asked of a set of code tables, by day and code. Tables are never changed: what they answered once they answer again. */
export class Known {
  readonly #tables: CodeTables;
  readonly #days = new Map<PlainDate | undefined, KnownDay>();
  #kept = 0;

  constructor(tables: CodeTables) {
    this.#tables = tables;
  }

  on(day: PlainDate | undefined): KnownDay {
    let known = this.#days.get(day);
    if (known === undefined) {
      known = new KnownDay(this.#tables, day, this.#keep);
      this.#days.set(day, known);
    }
    return known;
  }

  readonly #keep = (): void => {
    if (++this.#kept <= mostKept) return;
    this.#days.clear();
    this.#kept = 0;
  };
}

const all = new WeakMap<CodeTables, Known>();

export function knownOf(tables: CodeTables): Known {
  let known = all.get(tables);
  if (known === undefined) {
    known = new Known(tables);
    all.set(tables, known);
  }
  return known;
}
