import type { Allowance } from './allowance.ts';

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

/** A claim-wide rule sees no line. */
export type RuleContext = Omit<RuleView, 'line' | 'lines' | 'history'> & {
  readonly [part in 'line' | 'lines' | 'history']?: RuleView[part] | undefined;
} & {
  /** What asking may cost; no condition can name it. */
  readonly allowance?: Allowance | undefined;
  /** The same with everything made that stands in it, where it is made only as it is asked; no condition can name it. */
  readonly whole?: (() => RuleContext) | undefined;
};

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
