import type { viewTypes } from './view.ts';

/** How a fact is asked about: a text, several texts, a number, cents, yes or no. */
export type FactKind = 'text' | 'texts' | 'number' | 'cents' | 'yes-no';

export interface RuleFact {
  /** As a condition names it: `line.code`. In a claim's lines and in the history it belongs to one of them. */
  readonly name: string;
  readonly of: 'claim' | 'patient' | 'payer' | 'billing' | 'rendering' | 'line' | 'history';
  readonly field: string;
  readonly kind: FactKind;
  /** As a noun: `the procedure`. */
  readonly noun: string;
  readonly says: string;
  readonly example: string;
}

type Told = readonly [kind: FactKind, noun: string, says: string, example: string];
type Facts = { readonly [type in keyof typeof viewTypes]: { readonly [field in keyof (typeof viewTypes)[type]]: Told } };

const facts: Facts = {
  Line: {
    code: ['text', 'the procedure', 'The procedure code of the line.', '97110'],
    family: ['text', 'the kind of procedure', 'The kind of procedure, as the practice’s own tables name it.', 'office visit'],
    modifiers: ['texts', 'its modifiers', 'The modifiers of the line, in their order.', '25'],
    place: ['text', 'the place of service', 'Place of service of the line, or of the claim where the line says none.', '11'],
    diagnoses: ['texts', 'the diagnoses of the line', 'Diagnoses that the line points at, without the dot.', 'M25561'],
    units: ['number', 'its units', 'How many units are billed.', '4'],
    minutes: ['number', 'its minutes', 'Minutes of treatment; 0 where none are known.', '38'],
    billedCents: ['cents', 'its charge', 'What the line bills, in whole cents.', '12500'],
    teeth: ['texts', 'its teeth', 'Teeth of the line, numbers or letters.', '14'],
    surfaces: ['texts', 'its surfaces', 'Surfaces of the teeth.', 'M'],
    areas: ['texts', 'its areas of the mouth', 'Areas of the mouth.', '10'],
    servedOn: ['text', 'the day of the line', 'Day of service, year first.', '2026-02-20'],
    note: ['text', 'the note of the line', 'What is written with the line.', 'parent counselled'],
    ordering: ['text', 'who ordered it', 'NPI of the ordering provider.', '1215193883'],
    number: ['number', 'the number of the line', 'Which line it is, from 1.', '1'],
  },
  Claim: {
    kind: ['text', 'the kind of claim', 'professional, institutional or dental.', 'professional'],
    place: ['text', 'the place of the claim', 'Place of service of the claim as a whole.', '11'],
    diagnoses: ['texts', 'the diagnoses of the claim', 'All diagnoses, the principal one first, without the dot.', 'I10'],
    billedCents: ['cents', 'the total', 'What the claim bills, in whole cents.', '45000'],
    authorization: ['text', 'the prior authorization', 'Number of the prior authorization; empty where there is none.', 'A1'],
    referral: ['text', 'the referral', 'Number of the referral; empty where there is none.', 'R1'],
    attachments: ['texts', 'its attachments', 'Kinds of reports that go with it.', 'OZ'],
    sentAs: ['text', 'the rank', 'primary, secondary or tertiary: as which the payer gets it.', 'primary'],
    frequency: ['text', 'the frequency', '1 original, 7 replacement, 8 void.', '1'],
    accident: ['text', 'the accident', 'auto, employment or other; empty where there was none.', 'auto'],
    predetermination: ['yes-no', 'a predetermination', 'Whether it only asks what would be paid.', 'false'],
    note: ['text', 'the note of the claim', 'What is written with the claim.', 'corrected side'],
    jurisdiction: ['text', 'the state of service', 'State where it was served.', 'FL'],
    servedOn: ['text', 'the first day', 'First day of service, year first.', '2026-02-20'],
    typeOfBill: ['text', 'the type of bill', 'Of an institutional claim.', '0131'],
  },
  Patient: {
    age: ['number', 'the patient’s age', 'Whole years on the first day of service.', '40'],
    sex: ['text', 'the patient’s sex', 'F, M or U.', 'F'],
    state: ['text', 'the patient’s state', 'State where the patient lives.', 'FL'],
    relationship: ['text', 'the relationship', '18 where the patient is the insured.', '18'],
  },
  Payer: {
    id: ['text', 'the payer’s id', 'The payer’s id as on the claim.', 'HARB1'],
    indicator: ['text', 'the kind of insurance', 'MB Medicare, MC Medicaid, CI commercial, and so on.', 'CI'],
    group: ['text', 'the group', 'Group number of the plan.', 'G-100'],
    memberId: ['text', 'the member id', 'The insured’s number.', 'HH1234'],
  },
  Billing: {
    npi: ['text', 'the billing NPI', 'NPI of the billing provider.', '1234567893'],
    taxonomy: ['text', 'the billing taxonomy', 'Specialty code of the billing provider.', '000000000X'],
    state: ['text', 'the billing state', 'State of the billing provider.', 'FL'],
  },
  Rendering: {
    npi: ['text', 'the rendering NPI', 'NPI of who did it.', '1215193883'],
    taxonomy: ['text', 'the rendering taxonomy', 'Specialty code of who did it.', '000000000X'],
  },
  Served: {
    code: ['text', 'the earlier procedure', 'Procedure code of a service on another claim of the patient.', 'D1110'],
    family: ['text', 'the earlier kind of procedure', 'Its kind, as the practice’s own tables name it.', 'adult cleaning'],
    daysAgo: ['number', 'how long ago', 'Days from that service to this claim.', '150'],
    tooth: ['text', 'the earlier tooth', 'The tooth that it was done at.', '14'],
    modifiers: ['texts', 'the earlier modifiers', 'Its modifiers.', 'LT'],
    units: ['number', 'the earlier units', 'Its units.', '1'],
    provider: ['text', 'the earlier provider', 'NPI of who did it.', '1215193883'],
  },
};

const owners: { readonly [type in keyof Facts]: RuleFact['of'] } = {
  Line: 'line',
  Claim: 'claim',
  Patient: 'patient',
  Payer: 'payer',
  Billing: 'billing',
  Rendering: 'rendering',
  Served: 'history',
};

const of = (own: { readonly [field: string]: Told }, owner: RuleFact['of']): readonly RuleFact[] =>
  Object.entries(own).map(([field, [kind, noun, says, example]]) => ({
    ...{ name: `${owner === 'history' ? 'h' : owner}.${field}`, of: owner, field, kind, noun, says, example },
  }));

/** Everything that a condition may ask about, what is asked most often first. */
export const ruleFacts: readonly RuleFact[] = [
  ...of(facts.Line, owners.Line),
  ...of(facts.Claim, owners.Claim),
  ...of(facts.Patient, owners.Patient),
  ...of(facts.Payer, owners.Payer),
  ...of(facts.Billing, owners.Billing),
  ...of(facts.Rendering, owners.Rendering),
  ...of(facts.Served, owners.Served),
];

const byName = new Map(ruleFacts.map((fact) => [fact.name, fact]));
export const ruleFact = (name: string): RuleFact | undefined => byName.get(name);

/** What is written into a condition when the fact is picked. */
export function factAsCondition({ name, of: owner, kind, example }: RuleFact): string {
  const value = kind === 'number' || kind === 'cents' ? example : JSON.stringify(example);
  const asked = kind === 'yes-no' ? name : kind === 'texts' ? `${value} in ${name}` : `${name} ${kind === 'text' ? '==' : '>'} ${value}`;
  return owner === 'history' ? `history.exists(h, ${asked})` : asked;
}
