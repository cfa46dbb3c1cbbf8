import { whyFixed } from '../change-claim.ts';
import type { ClaimToSend } from '../claim-to-send.ts';
import { payerToBill } from '../draft.ts';
import type { FormLayout } from './form.ts';

/** How a fact of a claim is entered. */
export type FactForm =
  | 'text'
  | 'day'
  | 'money'
  | 'number'
  | 'words'
  | 'numbers'
  | 'yes-no'
  | 'teeth'
  | 'attachments'
  | { readonly [code: string]: string };

/** A fact that stands in a box: where in the claim, what it is called, and how it is entered. */
export interface BoxFact {
  readonly at: string;
  readonly name: string;
  readonly form: FactForm;
  readonly value: unknown;
  /** Why it is not changed here, where it is not. */
  readonly fixed?: string;
}

const sex: FactForm = { F: 'Female', M: 'Male', U: 'Not said' };
const relation: FactForm = { 18: 'Self', '01': 'Spouse', 19: 'Child', G8: 'Other' };
const agreed: FactForm = { Y: 'Yes', N: 'No', W: 'Not asked' };
/** By the numbers that go out (SBR05). */
const paysBefore: FactForm = {
  ...{ 12: 'Still at work', 13: 'Kidney disease', 14: 'No-fault', 15: 'Injured at work', 16: 'Federal health service' },
  ...{ 41: 'Black lung', 42: 'Veteran', 43: 'Disabled, large group plan', 47: 'Other liability' },
};
const known: { readonly [leaf: string]: readonly [name: string, form?: FactForm] } = {
  'accident.kind': ['Accident', { auto: 'Auto', employment: 'Work', other: 'Other' }],
  'accident.on': ['Accident on', 'day'],
  'accident.state': ['State'],
  'orthodontics.months': ['Months of treatment', 'number'],
  'orthodontics.monthsRemaining': ['Months left', 'number'],
  'orthodontics.appliancePlacedOn': ['Appliance placed', 'day'],
  attachments: ['Attachments', 'attachments'],
  'procedure.code': ['Procedure'],
  'procedure.modifiers': ['Modifiers', 'words'],
  assignment: ['Assignment', { A: 'Accepted', B: 'Laboratory only', C: 'Not accepted' }],
  authorizationNumber: ['Authorization'],
  benefitsAssigned: ['Benefits assigned', agreed],
  billed: ['Charge', 'money'],
  birthDate: ['Birth date', 'day'],
  city: ['City'],
  code: ['Code'],
  conditions: ['Conditions', 'words'],
  controlNumber: ['Attachment control number'],
  description: ['In words'],
  filingIndicator: ['Filing indicator'],
  first: ['First name'],
  groupName: ['Plan'],
  groupNumber: ['Group'],
  insuranceType: ['Why another pays before Medicare', paysBefore],
  last: ['Last name'],
  line1: ['Street'],
  line2: ['Street, second line'],
  lineControlNumber: ['Control number'],
  memberId: ['Member id'],
  middle: ['Middle name'],
  missingTeeth: ['Missing teeth', 'words'],
  name: ['Name'],
  note: ['Note'],
  npi: ['NPI'],
  number: ['Number'],
  onsetOn: ['Onset', 'day'],
  hospitalFrom: ['In hospital from', 'day'],
  hospitalTo: ['In hospital until', 'day'],
  cliaNumber: ['Laboratory’s CLIA number'],
  oralCavities: ['Areas of the mouth', 'words'],
  originalPayerControlNumber: ['Payer’s number of the claim'],
  patientControlNumber: ['Account'],
  patientPaid: ['Patient paid', 'money'],
  payerId: ['Payer id'],
  payerName: ['Payer'],
  phone: ['Phone'],
  placeOfService: ['Place of service'],
  pointers: ['Diagnoses, by position', 'numbers'],
  predeterminationNumber: ['Predetermination'],
  priorPlacedOn: ['The one before was placed', 'day'],
  prosthesis: ['Placement', { I: 'Initial', R: 'Replacement' }],
  presentOnAdmission: ['Present on admission'],
  reasonsForVisit: ['Reasons for the visit', 'words'],
  referralNumber: ['Referral'],
  relationship: ['Patient is the insured’s', relation],
  report: ['Attachment, kind of report'],
  release: ['Release of information', { Y: 'Signed', I: 'Informed consent' }],
  revenueCode: ['Revenue code'],
  servedOn: ['Served'],
  servedTo: ['Served to'],
  sex: ['Sex', sex],
  signatureOnFile: ['Provider’s signature on file', 'yes-no'],
  state: ['State'],
  suffix: ['Suffix'],
  taxId: ['Tax id'],
  taxIdKind: ['Tax id is of', { employer: 'Employer', person: 'Person' }],
  taxonomy: ['Specialty (taxonomy)'],
  teeth: ['Teeth and surfaces', 'teeth'],
  transmission: ['Attachment, sent'],
  unit: ['Unit', { UN: 'Units', MJ: 'Minutes' }],
  units: ['Units'],
  zip: ['ZIP code'],
};
const days = new Set(['servedOn', 'servedTo', 'admittedOn', 'from', 'to']);
const stay: { readonly [leaf: string]: string } = {
  admissionSource: 'Source',
  admissionType: 'Type of admission',
  admittingDiagnosis: 'Admitting diagnosis',
  admittedAt: 'Hour (HH:MM)',
  admittedOn: 'Admitted',
  dischargedAt: 'Discharge hour (HH:MM)',
  from: 'From',
  patientStatus: 'Status of the patient',
  to: 'Through',
  typeOfBill: 'Type of bill',
};

/** What a claim says at a place such as `lines.0.procedure.code`. */
export function factAt(claim: unknown, at: string): unknown {
  let value: unknown = claim;
  for (const key of at.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as { readonly [key: string]: unknown })[key];
  }
  return value;
}

/** Where in this claim the fact of a box stands; nothing where the claim has no such thing at all. */
function placeOf(claim: ClaimToSend, fact: string, line: number | undefined): string | undefined {
  const [head = '', ...rest] = fact.split('.');
  const tail = rest.join('.');
  const payer = payerToBill(claim);
  const own = payer === undefined ? -1 : claim.coverages.indexOf(payer);
  if (head === 'lines') return line === undefined ? undefined : fact.replace('#', `${line}`);
  if (head === 'own') return own < 0 ? undefined : `coverages.${own}.${tail}`;
  if (head === 'holder')
    return payer?.relationship === '18' ? `patient.${tail}` : own < 0 ? undefined : `coverages.${own}.subscriber.${tail}`;
  if (head === 'other') {
    const other = claim.coverages.findIndex((_, i) => i !== own);
    return other < 0 ? undefined : `coverages.${other}.${tail}`;
  }
  if (head === 'treating') {
    if (line !== undefined && claim.lines[line]?.rendering !== undefined) return `lines.${line}.rendering.${tail}`;
    return claim.rendering === undefined ? `billing.${tail}` : `rendering.${tail}`;
  }
  if (head === 'diagnoses') return Number(rest[0]) > claim.diagnoses.length ? undefined : fact;
  return head === 'stay' && claim.stay === undefined ? undefined : fact;
}

function shapeOf(at: string): readonly [name: string, form: FactForm] {
  const [leaf = '', parent = ''] = at.split('.').toReversed();
  const own = parent === 'stay' ? stay[leaf] : undefined;
  const [name = leaf, form = 'text'] = own === undefined ? (known[`${parent}.${leaf}`] ?? known[leaf] ?? []) : [own];
  return [name, days.has(leaf) ? 'day' : form];
}

const whose: { readonly [head: string]: string } = {
  accident: '',
  billing: 'Who bills: ',
  facility: 'Where: ',
  operating: 'Operating: ',
  attending: 'Attending: ',
  orthodontics: '',
  patient: 'Patient: ',
  referring: 'Referring: ',
  rendering: 'Rendering: ',
  subscriber: 'Insured: ',
};

/** A place in a claim as people say it: `Line 2: Units`. */
export function nameOfFact(at: string): string {
  const parts = at.split('.').filter((part) => part !== 'address' && part !== 'procedure');
  if (at === 'patientLines' || at.startsWith('patientLines.')) return 'The patient pays';
  const line = /^lines\.(\d+)/.exec(at)?.[1];
  const [name] = shapeOf(at.replace(/(modifiers|pointers|teeth|oralCavities|missingTeeth|conditions)\..*/, '$1'));
  if (/^diagnoses\.\d+\.code$/.test(at)) return `Diagnosis ${Number(parts[1]) + 1}`;
  const owner = parts.slice(0, -1).findLast((part) => whose[part] !== undefined) ?? '';
  return `${line === undefined ? '' : `Line ${Number(line) + 1}: `}${whose[owner] ?? ''}${name}`;
}

/** Inlays, crowns, prostheses and what stands on implants: what a dental line says of its placement. */
const placed = /^D(?:2[5-9]|[56])/;

/** A fact of every line that stands in a box of the whole claim (`lines.*.prosthesis`), line by line. */
function ofLines({ lines }: ClaimToSend, facts: readonly string[]): string[] {
  if (!facts.some((fact) => fact.startsWith('lines.*.'))) return [...facts];
  const own = facts.filter((fact) => !fact.startsWith('lines.*.'));
  const leaves = facts.filter((fact) => fact.startsWith('lines.*.')).map((fact) => fact.slice('lines.*.'.length));
  const placement = leaves.includes('prosthesis') || leaves.includes('priorPlacedOn');
  const all = lines.map((_, i) => i);
  const meant = all.filter((i) => lines[i]?.prosthesis !== undefined || placed.test(lines[i]?.procedure.code ?? ''));
  const shown = placement && meant.length > 0 ? meant : all;
  return [...own, ...shown.flatMap((i) => leaves.map((leaf) => `lines.${i}.${leaf}`))];
}

/** What of a claim stands in a box, each to be changed by itself. */
export function factsOfBox(claim: ClaimToSend, { boxes }: FormLayout, box: string, line?: number): BoxFact[] {
  const found = boxes.find((one) => one.box === box);
  return ofLines(claim, found?.facts ?? []).flatMap((fact) => {
    const at = /^lines\.\d/.test(fact) ? fact : placeOf(claim, fact, line);
    if (at === undefined) return [];
    const [leaf, form] = shapeOf(at);
    const index = found?.perLine === true ? undefined : /^lines\.(\d+)\./.exec(at)?.[1];
    const code = index === undefined ? undefined : claim.lines[Number(index)]?.procedure.code;
    const name = index === undefined ? leaf : `Line ${Number(index) + 1}${code ? `, ${code}` : ''}: ${leaf}`;
    const fixed = whyFixed(at);
    return [{ at, name, form, value: factAt(claim, at), ...(fixed === undefined ? {} : { fixed }) }];
  });
}

export interface BoxPlace {
  readonly box: string;
  readonly line?: number;
}

/** The boxes in which something of the claim stands; the first is where one looks for it. */
export function boxesOfFact(claim: ClaimToSend, { boxes }: FormLayout, at: string): BoxPlace[] {
  const line = /^lines\.(\d+)\./.exec(at)?.[1];
  const within = line === undefined ? undefined : Number(line);
  return boxes.flatMap(({ box, facts, perLine }) => {
    const own = perLine === true ? within : undefined;
    if (perLine === true && own === undefined) return [];
    const holds = facts.some((fact) => {
      const place = fact.startsWith('lines.*.') ? fact.replace('*', `${within}`) : placeOf(claim, fact, own);
      return place !== undefined && (place === at || at.startsWith(`${place}.`));
    });
    return holds ? [own === undefined ? { box } : { box, line: own }] : [];
  });
}
