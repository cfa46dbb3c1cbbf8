import type { ClaimToSend } from '../claim-to-send.ts';
import { type BoxPlace, boxesOfFact } from './box-facts.ts';
import type { FormLayout } from './form.ts';

/** What a finding says of where it is, in the words of those who check, and the fact that is meant by it. */
const meant: readonly (readonly [words: RegExp, fact: string])[] = [
  [/type of bill/, 'stay.typeOfBill'],
  [/admitting diagnosis/, 'stay.admittingDiagnosis'],
  [/reason for visit/, 'stay.reasonsForVisit'],
  [/claim, admission/, 'stay.admittedOn'],
  [/claim, discharge/, 'stay.dischargedAt'],
  [/patient status/, 'stay.patientStatus'],
  [/claim, attending provider/, 'stay.attending.npi'],
  [/subscriber, member id|subscriber, coverage/, 'own.memberId'],
  [/patient, address/, 'patient.address.line1'],
  [/patient, sex/, 'patient.sex'],
  [/patient, birth/, 'patient.birthDate'],
  [/patient/, 'patient.last'],
  [/subscriber/, 'own.memberId'],
  [/other payers|decision of the/, 'other.payerName'],
  [/billing provider, tax/, 'billing.taxId'],
  [/billing provider, address/, 'billing.address.line1'],
  [/billing provider/, 'billing.npi'],
  [/rendering provider|attending/, 'treating.npi'],
  [/referring provider/, 'referring.npi'],
  [/facility/, 'facility.name'],
  [/payer/, 'own.payerName'],
  [/diagnos/, 'diagnoses.0.code'],
  [/place of service/, 'placeOfService'],
  [/accident/, 'accident.kind'],
  [/signature/, 'release'],
  [/frequency/, 'originalPayerControlNumber'],
  [/dates? of service|days of the stay/, 'stay.from'],
  [/narrative|note/, 'note'],
];

/** Of a line: by the family of what is found, the box that one looks at. */
const ofLine: { readonly [family: string]: string } = {
  modifiers: 'procedure.modifiers',
  pairs: 'procedure.modifiers',
  'unit-limits': 'units',
  timed: 'units',
  diagnoses: 'pointers',
  necessity: 'pointers',
  charges: 'billed',
  teeth: 'teeth',
  note: 'note',
  'global-periods': 'procedure.modifiers',
};

/** By what is found, where that is more than its family tells: the fact to look at, and to mend; `#` is the line. */
const ofCode: { readonly [code: string]: string } = {
  'area-of-mouth': 'lines.#.oralCavities',
  'area-against-tooth': 'lines.#.oralCavities',
  'attachment-missing': 'lines.#.attachments',
  'narrative-missing': 'lines.#.note',
  'narrative-too-thin': 'lines.#.note',
  'narrative-of-another-tooth': 'lines.#.note',
  'placement-not-said': 'lines.#.prosthesis',
  'procedure-not-valid': 'lines.#.procedure.code',
  'procedure-of-other-claim': 'lines.#.procedure.code',
  'replaced-too-early': 'lines.#.priorPlacedOn',
  'tooth-gone': 'lines.#.teeth',
  'predetermination-with-date': 'lines.#.servedOn',
  'service-date-implausible': 'lines.#.servedOn',
  'eye-imaging-units': 'lines.#.units',
  'units-invalid': 'lines.#.units',
  'notes-too-long': 'note',
};

export interface FoundAt {
  readonly code?: string;
  readonly at: string;
  readonly family?: string;
  /** Numbers of the lines concerned. */
  readonly lines?: readonly number[];
}

/** The boxes at which a finding is to be shown; none for one of the claim as a whole. */
export function boxesOfFinding(claim: ClaimToSend, layout: FormLayout, finding: FoundAt): BoxPlace[] {
  const { at, lines = [] } = finding;
  const named = /^box (\S+?)(?:, line (\d+))?$/.exec(at);
  if (named !== null) return [{ box: named[1] ?? '', ...(named[2] === undefined ? {} : { line: Number(named[2]) - 1 }) }];
  const places = lines.map((number) => claim.lines.findIndex((line) => line.number === number)).filter((index) => index >= 0);
  if (places.length > 0) return distinct(places.flatMap((line) => boxOfLine(claim, layout, line, finding)));
  const fact = meant.find(([words]) => words.test(at))?.[1];
  return fact === undefined ? [] : boxesHolding(layout, fact).slice(0, 1);
}

/** Lines that share a box of the whole claim are shown there once. */
const distinct = (places: readonly BoxPlace[]): BoxPlace[] =>
  places.filter((one, i) => places.findIndex(({ box, line }) => box === one.box && line === one.line) === i);

function boxOfLine(claim: ClaimToSend, layout: FormLayout, line: number, { at, code = '', family = '' }: FoundAt): BoxPlace[] {
  const leaf = /rendering provider/.test(at) ? 'rendering.npi' : /place of service/.test(at) ? 'placeOfService' : ofLine[family];
  const meantBy = [ofCode[code]?.replace('#', `${line}`), leaf === undefined ? undefined : `lines.${line}.${leaf}`];
  for (const fact of [...meantBy, `lines.${line}.procedure.code`]) {
    const [box] = fact === undefined ? [] : boxesOfFact(claim, layout, fact);
    if (box !== undefined) return [box];
  }
  return [];
}

const boxesHolding = ({ boxes }: FormLayout, fact: string): BoxPlace[] =>
  boxes.filter(({ facts, perLine }) => perLine !== true && facts.includes(fact)).map(({ box }) => ({ box }));
