import type { PlainDate } from '../../ground/base/index.ts';
import type { Answer, DiagnosisRow, Edition, PairRow, ProcedureRow, ProcedureSubject, UnitLimitRow } from '../../ground/codes/index.ts';
import type { ClaimToSend, CoverageToSend, DiagnosisToSend, LineToSend } from '../claims/index.ts';
import type { ScrubFacts, ServedLine } from './facts.ts';

export interface DiagnosisLook {
  readonly code: string;
  /** From 1. */
  readonly position: number;
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
  readonly answer: Answer<ProcedureRow> | undefined;
  readonly family: string;
  readonly about: ProcedureSubject;
  readonly dental: boolean;
  readonly evaluation: boolean;
  /** Those that the line points at. */
  readonly diagnoses: readonly DiagnosisLook[];
  /** NPI of who did it. */
  readonly provider: string;
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

/** What several edits look up alike, the first of them for all. */
export interface LookedUp {
  pairs?: readonly PairHit[];
  limits?: readonly LimitHit[];
  /** Of the history, what a global period could reach from. */
  surgeries?: readonly ServedSurgery[];
}

/** A claim with what the tables say of it, looked up once for all edits. */
export interface Look {
  readonly facts: ScrubFacts;
  readonly claim: ClaimToSend;
  readonly coverage: CoverageToSend | undefined;
  readonly medicare: boolean;
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

const noSubject: ProcedureSubject = {};

/** Office and eye visits: what modifiers 24, 25 and 57 are for. The practice's mapping says it first. */
export function isEvaluation(code: string, about: ProcedureSubject): boolean {
  if (about.evaluation !== undefined) return about.evaluation;
  if (code.length !== 5 || code.charCodeAt(0) !== 57) return false;
  const number = Number(code);
  return (number >= 99202 && number <= 99499) || (number >= 92002 && number <= 92014);
}

function lookAtLine(facts: ScrubFacts, diagnoses: readonly DiagnosisLook[], line: LineToSend): LineLook {
  const { claim, tables } = facts;
  const { code, modifiers } = line.procedure;
  const on = line.servedOn;
  const answer = on === undefined ? undefined : tables.procedure(code, on);
  const row = answer?.is === 'found' ? answer.row : undefined;
  const about = row?.about ?? noSubject;
  const pointed: DiagnosisLook[] = [];
  for (const pointer of line.pointers) {
    const diagnosis = diagnoses[pointer - 1];
    if (diagnosis !== undefined) pointed.push(diagnosis);
  }
  return {
    line,
    code,
    modifiers,
    on,
    units: Number(line.units),
    answer,
    family: row?.family ?? '',
    about,
    dental: row === undefined ? claim.kind === 'dental' : row.system === 'CDT',
    evaluation: isEvaluation(code, about),
    diagnoses: pointed,
    provider: line.rendering?.npi ?? claim.rendering?.npi ?? claim.billing.npi ?? '',
    place: line.placeOfService ?? claim.placeOfService,
  };
}

function lookAtDiagnosis(facts: ScrubFacts, diagnosis: DiagnosisToSend, position: number, on: PlainDate | undefined): DiagnosisLook {
  const answer = on === undefined || diagnosis.system !== 'ICD-10-CM' ? undefined : facts.tables.diagnosis(diagnosis.code, on);
  return { code: diagnosis.code, position, answer, row: answer?.is === 'found' ? answer.row : undefined };
}

/** Whole years from the day of birth. */
export function yearsBetween(birth: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

function servedWithin({ history, claim }: ScrubFacts, from: PlainDate, to: PlainDate): readonly ServedLine[] {
  const found: ServedLine[] = [];
  for (const served of history) if (served.on >= from && served.on <= to && served.claim !== claim.patientControlNumber) found.push(served);
  return found;
}

export function lookAt(facts: ScrubFacts): Look {
  const { claim } = facts;
  let from: PlainDate | undefined;
  let to: PlainDate | undefined;
  for (const { servedOn, servedTo } of claim.lines) {
    if (servedOn === undefined) continue;
    if (from === undefined || servedOn < from) from = servedOn;
    const last = servedTo ?? servedOn;
    if (to === undefined || last > to) to = last;
  }
  const coverage = claim.coverages.find(({ rank }) => rank === claim.sentAs);
  // A stay is coded as of its last day.
  const codedOn = claim.kind === 'institutional' ? to : from;
  const diagnoses = claim.diagnoses.map((diagnosis, i) => lookAtDiagnosis(facts, diagnosis, i + 1, codedOn));
  const born = claim.patient.birthDate;
  return {
    facts,
    claim,
    coverage,
    medicare: facts.payer.medicare ?? (coverage?.filingIndicator === 'MB' || coverage?.filingIndicator === 'MA'),
    lines: claim.lines.map((line) => lookAtLine(facts, diagnoses, line)),
    diagnoses,
    from,
    to,
    sameDays: from === undefined || to === undefined ? [] : servedWithin(facts, from, to),
    lookedUp: {},
    age: born === undefined || from === undefined ? undefined : yearsBetween(born, from),
  };
}

/** Whether a setting that names codes or families means this service. */
export const means = (of: readonly string[], code: string, family: string): boolean =>
  of.length > 0 && (of.includes(code) || (family !== '' && of.includes(family)));

export const hasModifier = (modifiers: readonly string[], wanted: ReadonlySet<string>): boolean => {
  for (const modifier of modifiers) if (wanted.has(modifier)) return true;
  return false;
};
