import { daysBetween } from '../../../ground/base/index.ts';
import type { LineLook, Look } from '../look.ts';

/** What a rule's condition sees. Amounts are whole cents, dates YYYY-MM-DD; what is not known is '' or 0. */
export interface RuleView {
  readonly claim: {
    readonly kind: string;
    readonly frequency: string;
    readonly sentAs: string;
    readonly place: string;
    readonly billedCents: number;
    readonly diagnoses: readonly string[];
    readonly authorization: string;
    readonly referral: string;
    readonly predetermination: boolean;
    readonly accident: string;
    readonly note: string;
    readonly attachments: readonly string[];
    readonly jurisdiction: string;
    readonly servedOn: string;
    readonly typeOfBill: string;
  };
  readonly patient: { readonly age: number; readonly sex: string; readonly state: string; readonly relationship: string };
  readonly payer: { readonly id: string; readonly indicator: string; readonly memberId: string; readonly group: string };
  readonly billing: { readonly npi: string; readonly taxonomy: string; readonly state: string };
  readonly rendering: { readonly npi: string; readonly taxonomy: string };
  readonly line: RuleLine;
  readonly lines: readonly RuleLine[];
  readonly history: readonly RuleServed[];
}

export interface RuleLine {
  readonly number: number;
  readonly code: string;
  readonly family: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly billedCents: number;
  readonly place: string;
  readonly diagnoses: readonly string[];
  readonly minutes: number;
  readonly teeth: readonly string[];
  readonly surfaces: readonly string[];
  readonly areas: readonly string[];
  readonly servedOn: string;
  readonly note: string;
  readonly ordering: string;
}

export interface RuleServed {
  readonly code: string;
  readonly family: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly daysAgo: number;
  readonly tooth: string;
  readonly provider: string;
}

export const lineView = (look: LineLook): RuleLine => {
  const { line } = look;
  return {
    number: line.number,
    code: look.code,
    family: look.family,
    modifiers: look.modifiers,
    units: look.units,
    billedCents: line.billed,
    place: look.place,
    diagnoses: look.diagnoses.map(({ code }) => code),
    minutes: line.minutes ?? 0,
    teeth: line.teeth.map(({ tooth }) => tooth),
    surfaces: line.teeth.flatMap(({ surfaces }) => surfaces),
    areas: line.oralCavities,
    servedOn: look.on ?? '',
    note: line.note ?? '',
    ordering: line.ordering?.npi ?? '',
  };
};

export function historyView(look: Look): readonly RuleServed[] {
  const { from, facts, claim } = look;
  if (from === undefined) return [];
  return facts.history
    .filter((served) => served.claim !== claim.patientControlNumber)
    .map(({ code, family, modifiers, units, on, tooth, provider }) => ({
      code,
      family: family ?? '',
      modifiers,
      units,
      daysAgo: daysBetween(on, from),
      tooth: tooth ?? '',
      provider: provider ?? '',
    }));
}

export const claimView = ({ claim, facts, from }: Look): RuleView['claim'] => ({
  kind: claim.kind,
  frequency: claim.frequency,
  sentAs: claim.sentAs,
  place: claim.placeOfService,
  billedCents: claim.billed,
  diagnoses: claim.diagnoses.map(({ code }) => code),
  authorization: claim.authorizationNumber ?? '',
  referral: claim.referralNumber ?? '',
  predetermination: claim.predetermination,
  accident: claim.accident?.kind ?? '',
  note: claim.note ?? '',
  attachments: [...claim.attachments, ...claim.lines.flatMap(({ attachments }) => attachments)].map(({ report }) => report),
  jurisdiction: facts.jurisdiction ?? '',
  servedOn: from ?? '',
  typeOfBill: claim.stay?.typeOfBill ?? '',
});

/** All but `line` and `history`, which are set as they are asked for. */
export function viewOf(look: Look): Omit<RuleView, 'line' | 'history'> {
  const { claim, coverage } = look;
  return {
    claim: claimView(look),
    patient: {
      age: look.age ?? 0,
      sex: claim.patient.sex ?? '',
      state: claim.patient.address?.state ?? '',
      relationship: coverage?.relationship ?? '',
    },
    payer: {
      id: coverage?.payerId ?? '',
      indicator: coverage?.filingIndicator ?? '',
      memberId: coverage?.memberId ?? '',
      group: coverage?.groupNumber ?? '',
    },
    billing: { npi: claim.billing.npi ?? '', taxonomy: claim.billing.taxonomy ?? '', state: claim.billing.address?.state ?? '' },
    rendering: { npi: claim.rendering?.npi ?? '', taxonomy: claim.rendering?.taxonomy ?? '' },
    lines: look.lines.map(lineView),
  };
}

const strings = 'list<string>';
/** The same as types, by which a condition is checked before it is ever asked. */
export const viewTypes = {
  Claim: {
    kind: 'string',
    frequency: 'string',
    sentAs: 'string',
    place: 'string',
    billedCents: 'double',
    diagnoses: strings,
    authorization: 'string',
    referral: 'string',
    predetermination: 'bool',
    accident: 'string',
    note: 'string',
    attachments: strings,
    jurisdiction: 'string',
    servedOn: 'string',
    typeOfBill: 'string',
  },
  Patient: { age: 'double', sex: 'string', state: 'string', relationship: 'string' },
  Payer: { id: 'string', indicator: 'string', memberId: 'string', group: 'string' },
  Billing: { npi: 'string', taxonomy: 'string', state: 'string' },
  Rendering: { npi: 'string', taxonomy: 'string' },
  Line: {
    number: 'double',
    code: 'string',
    family: 'string',
    modifiers: strings,
    units: 'double',
    billedCents: 'double',
    place: 'string',
    diagnoses: strings,
    minutes: 'double',
    teeth: strings,
    surfaces: strings,
    areas: strings,
    servedOn: 'string',
    note: 'string',
    ordering: 'string',
  },
  Served: {
    code: 'string',
    family: 'string',
    modifiers: strings,
    units: 'double',
    daysAgo: 'double',
    tooth: 'string',
    provider: 'string',
  },
} as const;
