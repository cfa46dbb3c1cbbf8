import type { PlainDate } from '../../ground/base/index.ts';
import type { Answer, DiagnosisRow, Edition, PairRow, ProcedureRow, ProcedureSubject, UnitLimitRow } from '../../ground/codes/index.ts';
import type { ClaimToSend, CoverageToSend, LineToSend } from '../claims/index.ts';
import type { ScrubFacts, ServedLine } from './facts.ts';
import { type Known, type KnownDay, type KnownDiagnosis, type KnownProcedure, knownOf } from './known.ts';
import { giverOf, taxonomyOf } from './same-provider.ts';

export interface DiagnosisLook {
  readonly code: string;
  /** From 1. */
  readonly position: number;
  readonly known: KnownDiagnosis;
  /** Undefined where it is no ICD-10-CM or the claim has no date. */
  readonly answer: Answer<DiagnosisRow> | undefined;
  readonly row: DiagnosisRow | undefined;
}

export interface LineLook {
  readonly line: LineToSend;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly on: PlainDate | undefined;
  readonly units: number;
  /** What the tables say of the procedure on its day; the next four are of it. */
  readonly known: KnownProcedure;
  readonly answer: Answer<ProcedureRow> | undefined;
  readonly family: string;
  readonly about: ProcedureSubject;
  readonly evaluation: boolean;
  readonly dental: boolean;
  /** Those that the line points at. */
  readonly diagnoses: readonly DiagnosisLook[];
  /** NPI of who did it. */
  readonly provider: string;
  /** NPI of who bills, and the specialty of who did it: one group and specialty count as one provider. */
  readonly group: string | undefined;
  readonly taxonomy: string | undefined;
  readonly place: string;
}

/** A pair of the table between two services of a day: lines here, or one of them served before. */
export interface PairHit {
  readonly row: PairRow;
  readonly edition: Edition;
  readonly first: PairSide;
  readonly second: PairSide;
}
export interface PairSide {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly evaluation: boolean;
  readonly line?: LineLook;
}
export interface LimitHit {
  readonly row: UnitLimitRow;
  readonly edition: Edition;
  readonly line: LineLook;
}

export interface ServedSurgery {
  readonly served: ServedLine;
  /** 000, 010, 090. */
  readonly days: string;
}

/** A text of the claim with a sign in it that is none of the plain ones. */
export interface OddText {
  readonly text: string;
  /** A value goes out as it stands, a name as it is spelled, a note also without the signs that divide. */
  readonly kind: 'value' | 'name' | 'note';
  /** Whose and what, in a biller’s words. */
  readonly field: string;
  readonly line: LineLook | undefined;
}

/** What several edits look up alike, the first of them for all. */
export interface LookedUp {
  oddTexts: readonly OddText[] | undefined;
  pairs: readonly PairHit[] | undefined;
  limits: readonly LimitHit[] | undefined;
  /** Of the history, what a global period could reach from. */
  surgeries: readonly ServedSurgery[] | undefined;
  /** Of the history, where teeth were taken out. */
  extractions: readonly ServedLine[] | undefined;
  /** How long the payer still takes the claim; none where nothing is known of his terms. */
  filing: { readonly daysLeft: number | undefined } | undefined;
}

/** A claim with what the tables say of it, looked up once for all edits. */
export interface Look {
  readonly facts: ScrubFacts;
  readonly claim: ClaimToSend;
  readonly coverage: CoverageToSend | undefined;
  readonly medicare: boolean;
  /** What is known of codes, by their day. */
  readonly tables: Known;
  readonly lines: readonly LineLook[];
  readonly diagnoses: readonly DiagnosisLook[];
  /** First and last day of service. */
  readonly from: PlainDate | undefined;
  readonly to: PlainDate | undefined;
  /** Whole years on the first day. */
  readonly age: number | undefined;
  /** Of the history, what was served within the claim's days on other claims. */
  readonly sameDays: readonly ServedLine[];
  readonly lookedUp: LookedUp;
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** Most lines of a claim point at the same diagnoses: those of the line before are taken then. */
function pointedAt(all: readonly DiagnosisLook[], { pointers }: LineToSend, before: LineLook | undefined): readonly DiagnosisLook[] {
  if (before !== undefined && sameNumbers(before.line.pointers, pointers)) return before.diagnoses;
  const [only] = pointers;
  const one = only === undefined || pointers.length > 1 ? undefined : all[only - 1];
  return one === undefined ? pointers.flatMap((pointer) => all[pointer - 1] ?? []) : [one];
}

function lookAtLine(
  { claim, taxonomies }: ScrubFacts,
  known: KnownProcedure,
  diagnoses: readonly DiagnosisLook[],
  line: LineToSend,
): LineLook {
  const { row } = known;
  const giver = giverOf(claim, line);
  return {
    line,
    code: line.procedure.code,
    modifiers: line.procedure.modifiers,
    on: line.servedOn,
    units: Number(line.units),
    known,
    answer: known.answer,
    family: known.family,
    about: known.about,
    evaluation: known.evaluation,
    dental: row === undefined ? claim.kind === 'dental' : row.system === 'CDT',
    diagnoses,
    provider: giver.npi ?? '',
    group: claim.billing.npi,
    taxonomy: taxonomyOf(giver, taxonomies),
    place: line.placeOfService ?? claim.placeOfService,
  };
}

/** The digits of a date from one place to another, as a number: 2026-03-10 from 5 is 310. */
function numberIn(date: PlainDate, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = date.charCodeAt(at) - 48;
    if (digit >= 0) number = number * 10 + digit;
  }
  return number;
}

/** Whole years from the day of birth. */
export const yearsBetween = (birth: PlainDate, on: PlainDate): number =>
  numberIn(on, 0, 4) - numberIn(birth, 0, 4) - (numberIn(on, 5, 10) < numberIn(birth, 5, 10) ? 1 : 0);

const ageOn = (born: PlainDate | undefined, on: PlainDate | undefined): number | undefined =>
  born === undefined || on === undefined ? undefined : yearsBetween(born, on);

const none: readonly never[] = [];

function servedWithin({ history, claim }: ScrubFacts, from: PlainDate, to: PlainDate): readonly ServedLine[] {
  let found: ServedLine[] | undefined;
  const oneDay = from === to;
  for (const served of history) {
    if (oneDay ? served.on !== from : served.on < from || served.on > to) continue;
    if (served.claim === claim.patientControlNumber) continue;
    found ??= [];
    found.push(served);
  }
  return found ?? none;
}

/** What is only asked about has no day yet: the tables of today are asked. */
const plannedOn = ({ claim, today }: ScrubFacts): PlainDate | undefined => (claim.predetermination ? today : undefined);

function linesOf(facts: ScrubFacts, tables: Known, diagnoses: readonly DiagnosisLook[]): readonly LineLook[] {
  let day: KnownDay | undefined;
  let before: LineLook | undefined;
  const planned = plannedOn(facts);
  return facts.claim.lines.map((line) => {
    const on = line.servedOn ?? planned;
    if (day === undefined || day.on !== on) day = tables.on(on);
    before = lookAtLine(facts, day.procedure(line.procedure.code), pointedAt(diagnoses, line, before), line);
    return before;
  });
}

/** First and last day of service. */
function daysOf(lines: readonly LineToSend[]): readonly [PlainDate | undefined, PlainDate | undefined] {
  let from: PlainDate | undefined;
  let to: PlainDate | undefined;
  for (const { servedOn, servedTo } of lines) {
    if (servedOn === undefined) continue;
    if (from === undefined || (servedOn !== from && servedOn < from)) from = servedOn;
    const last = servedTo ?? servedOn;
    if (to === undefined || (last !== to && last > to)) to = last;
  }
  return [from, to];
}

export function lookAt(facts: ScrubFacts): Look {
  const { claim } = facts;
  const [from, to] = daysOf(claim.lines);
  const coverage = claim.coverages.find(({ rank }) => rank === claim.sentAs);
  const tables = knownOf(facts.tables);
  // A stay is coded as of its last day.
  const codedOn = tables.on((claim.kind === 'institutional' ? to : from) ?? plannedOn(facts));
  const diagnoses = claim.diagnoses.map(({ code, system }, i): DiagnosisLook => {
    const known = (system === 'ICD-10-CM' ? codedOn : tables.on(undefined)).diagnosis(code);
    return { code, position: i + 1, known, answer: known.answer, row: known.row };
  });
  const born = claim.patient.birthDate;
  return {
    facts,
    claim,
    coverage,
    medicare: facts.payer.medicare ?? (coverage?.filingIndicator === 'MB' || coverage?.filingIndicator === 'MA'),
    tables,
    lines: linesOf(facts, tables, diagnoses),
    diagnoses,
    from,
    to,
    sameDays: from === undefined || to === undefined ? none : servedWithin(facts, from, to),
    lookedUp: { oddTexts: undefined, pairs: undefined, limits: undefined, surgeries: undefined, extractions: undefined, filing: undefined },
    age: ageOn(born, from ?? plannedOn(facts)),
  };
}

/** Whether a setting that names codes or families means this service. */
export const means = (of: readonly string[], code: string, family: string): boolean => {
  for (const one of of) if (one === code || (one === family && family !== '')) return true;
  return false;
};

export const hasModifier = (modifiers: readonly string[], wanted: ReadonlySet<string>): boolean => {
  for (const modifier of modifiers) if (wanted.has(modifier)) return true;
  return false;
};
