import { type Cents, cents, type PlainDate, sum } from '../../../ground/base/index.ts';
import type { ClaimToSend, CoverageToSend, LineToSend, PersonToSend, ProviderToSend, StayToSend } from '../../claims/index.ts';
import type { Authorization, EligibilityEntry, PayerSettings, ScrubFacts, ServedLine } from '../facts.ts';
import { plainPayer } from '../facts.ts';
import type { CompiledRules } from '../rules/plan.ts';
import { sampleRows } from './rows.ts';
import { tablesOf } from './tables.ts';

export const day = (text: string): PlainDate => text as PlainDate;
export const servedOn = day('2026-03-10');
export const today = day('2026-03-20');
export const sampleTables = tablesOf(sampleRows, day('2016-01-01'));
const families = new Map(sampleRows.procedures.map(({ code, family }) => [code, family ?? '']));

/** What is different from the plain claim; undefined takes away. */
type Change<T> = { readonly [key in keyof T]?: T[key] | undefined };

export interface Changes {
  readonly claim?: Change<ClaimToSend>;
  readonly patient?: Change<PersonToSend>;
  readonly billing?: Change<ProviderToSend>;
  readonly rendering?: Change<ProviderToSend> | undefined;
  readonly coverage?: Change<CoverageToSend>;
  /** Of every line. */
  readonly line?: Change<LineToSend>;
  readonly payer?: Change<PayerSettings>;
  readonly diagnoses?: readonly string[];
  readonly history?: readonly ServedLine[];
  readonly authorizations?: readonly Authorization[];
  readonly eligibility?: readonly EligibilityEntry[];
  readonly jurisdiction?: string;
  readonly note?: string;
  readonly rules?: CompiledRules;
  readonly today?: PlainDate;
}

function changed<T extends object>(base: T, change: Change<T> | undefined): T {
  const merged = Object.entries({ ...base, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(merged) as T;
}

const spoken = /^(\w+?)((?:-\w\w)*)(?:\*(-?[\d.]+))?(?:#(\w+)(?::(\w+))?)?(?:@(\d\d))?(?:>([\d,]+))?$/;

/** Lines in short: `D2392-59*1#14:MO@20>1,2` is code, modifiers, units, tooth with surfaces, area of the mouth, diagnoses pointed at. */
export function readLine(text: string, number: number): LineToSend {
  const match = spoken.exec(text);
  if (!match) throw new Error(`no line: ${text}`);
  const [, code = '', modifiers = '', units = '1', tooth, surfaces = '', area, pointers = '1'] = match;
  return {
    number,
    procedure: { code, modifiers: modifiers.split('-').slice(1) },
    billed: 10_000 as Cents,
    units,
    unit: 'UN',
    servedOn,
    pointers: pointers.split(',').map(Number),
    teeth: tooth === undefined ? [] : [{ tooth, surfaces: [...surfaces] }],
    oralCavities: area === undefined ? [] : [area],
    attachments: [],
  };
}

/** An earlier service, in the same short words. */
export function served(text: string, on: string, rest: Change<ServedLine> = {}): ServedLine {
  const { procedure, units, teeth, oralCavities } = readLine(text, 1);
  const [tooth] = teeth;
  return changed<ServedLine>(
    {
      claim: 'EARLIER',
      code: procedure.code,
      family: families.get(procedure.code) ?? '',
      modifiers: procedure.modifiers,
      units: Number(units),
      on: day(on),
      provider: '1215193883',
      ...(tooth ? { tooth: tooth.tooth, ...(tooth.surfaces.length > 0 ? { surfaces: tooth.surfaces } : {}) } : {}),
      ...(oralCavities[0] ? { area: oralCavities[0] } : {}),
    },
    rest,
  );
}

const address = { line1: '12 Orchard Way', city: 'Tampa', state: 'FL', zip: '336020001' };
const patient: PersonToSend = { last: 'Marlow', first: 'Ida', birthDate: day('1984-05-02'), sex: 'F', address };

const coverage: CoverageToSend = {
  rank: 'primary',
  payerId: 'P100',
  payerName: 'Sample Health',
  memberId: 'SH4477120',
  filingIndicator: 'CI',
  relationship: '18',
  subscriber: patient,
};

const billing: ProviderToSend = {
  entity: 'organisation',
  name: 'Orchard Clinic',
  npi: '1234567893',
  taxId: '592233445',
  taxIdKind: 'employer',
  taxonomy: '207Q00000X',
  address: { line1: '400 Harbor Road', city: 'Tampa', state: 'FL', zip: '336020002' },
};
const rendering: ProviderToSend = { entity: 'person', name: 'Quill', first: 'Nora', npi: '1215193883', taxonomy: '207Q00000X' };

function claimOf(kind: ClaimToSend['kind'], lines: readonly string[], changes: Changes, codes: readonly string[]): ClaimToSend {
  const made = lines.map((text, i) => changed(readLine(text, i + 1), changes.line));
  const who = changed(patient, changes.patient);
  const plain: ClaimToSend = {
    kind,
    patientControlNumber: 'THIS',
    frequency: '1',
    predetermination: false,
    billed: sum(made.map(({ billed }) => cents(billed))),
    patient: who,
    coverages: [changed({ ...coverage, subscriber: who }, changes.coverage)],
    sentAs: 'primary',
    billing: changed(billing, changes.billing),
    ...('rendering' in changes && changes.rendering === undefined ? {} : { rendering: changed(rendering, changes.rendering) }),
    placeOfService: '11',
    diagnoses: (changes.diagnoses ?? codes).map((code) => ({ code, system: 'ICD-10-CM' })),
    signatureOnFile: true,
    assignment: 'A',
    benefitsAssigned: 'Y',
    release: 'Y',
    attachments: [],
    missingTeeth: [],
    lines: made,
  };
  return changed(plain, changes.claim);
}

function factsOf(claim: ClaimToSend, changes: Changes): ScrubFacts {
  return {
    claim,
    tables: sampleTables,
    history: changes.history ?? [],
    authorizations: changes.authorizations ?? [],
    eligibility: changes.eligibility ?? [],
    payer: changed(plainPayer('P100'), changes.payer),
    today: changes.today ?? today,
    ...(changes.jurisdiction === undefined ? {} : { jurisdiction: changes.jurisdiction }),
    ...(changes.note === undefined ? {} : { note: { document: 'note', text: changes.note } }),
    ...(changes.rules === undefined ? {} : { rules: changes.rules }),
  };
}

export const medical = (lines: readonly string[], changes: Changes = {}): ScrubFacts =>
  factsOf(claimOf('professional', lines, changes, ['E119', 'I10', 'R05', 'Z961']), changes);
export const dental = (lines: readonly string[], changes: Changes = {}): ScrubFacts =>
  factsOf(claimOf('dental', lines, changes, ['K029']), changes);
/** A planned visit, and three nights of a hospital. */
export const outpatientStay: StayToSend = {
  ...{ typeOfBill: '131', conditions: [], occurrences: [], values: [], admissionType: '3', admissionSource: '1', patientStatus: '01' },
  attending: rendering,
};
export const inpatientStay: StayToSend = {
  ...{ ...outpatientStay, typeOfBill: '111', admissionType: '1', admittedOn: day('2026-03-10'), admittedAt: '14:20' },
  ...{ from: day('2026-03-10'), to: day('2026-03-13'), dischargedAt: '11:05', admittingDiagnosis: 'R109' },
};
export const institutional = (lines: readonly string[], changes: Changes = {}): ScrubFacts =>
  factsOf(
    claimOf(
      'institutional',
      lines,
      {
        ...changes,
        claim: {
          stay: outpatientStay,
          ...changes.claim,
        },
        line: { revenueCode: '0510', ...changes.line },
      },
      ['E119', 'I10'],
    ),
    changes,
  );

/** An examination and materials, for a vision plan. */
export const vision = (lines: readonly string[], changes: Changes = {}): ScrubFacts =>
  medical(lines, { diagnoses: ['H5213', 'Z0100'], ...changes, payer: { vision: true, ...changes.payer } });

/** A crown as it should go out. */
export const crown = (changes: Changes = {}): ScrubFacts =>
  dental(['D2740#14'], {
    ...changes,
    line: {
      prosthesis: 'I',
      note: 'Fractured cusp on #14 with recurrent decay, less than half of the crown left.',
      attachments: [{ report: 'RB', transmission: 'EL', controlNumber: 'AT1' }],
      ...changes.line,
    },
  });
