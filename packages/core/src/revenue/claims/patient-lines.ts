import type { PatientCharge } from '../charges/index.ts';
import { changeClaim, changedFields, type FieldChange } from './change-claim.ts';
import { lineOff, nextNumber } from './change-lines.ts';
import type { ClaimToSend, LineToSend } from './claim-to-send.ts';

/** As it is kept beside the claim: what it pointed at may leave with it, and what a contract allows is no patient's. */
const ofThePatient = ({ expected: _, expectedAllowed: __, ...line }: LineToSend): LineToSend => ({ ...line, pointers: [] });

/** A line taken off because the patient pays it, and with it diagnoses that nothing points at then. */
export function lineToPatient(claim: ClaimToSend, index: number, diagnoses: readonly number[] = []): FieldChange[] {
  const line = claim.lines[index];
  if (line === undefined) return [];
  return [...lineOff(claim, index, diagnoses), { at: 'patientLines', to: [...(claim.patientLines ?? []), ofThePatient(line)] }];
}

/** A line that the patient was to pay, back among those that the claim asks for: what it is for is said anew. */
export function lineFromPatient(claim: ClaimToSend, index: number): FieldChange[] {
  const line = claim.patientLines?.[index];
  if (line === undefined) return [];
  const left = claim.patientLines?.filter((_, i) => i !== index) ?? [];
  const number = nextNumber(claim);
  const back = { ...line, number, lineControlNumber: `${claim.patientControlNumber}-${number}` };
  return [
    { at: 'patientLines', to: left.length === 0 ? null : left },
    { at: `lines.${claim.lines.length}`, to: back },
  ];
}

export const touchesPatientLines = (changes: readonly Pick<FieldChange, 'at'>[]): boolean => changes.some(({ at }) => isOfPatient(at));
const isOfPatient = (at: string): boolean => at === 'patientLines' || at.startsWith('patientLines.');

/**
 * Why the patient cannot be charged so: what they pay is what leaves the claim, cent by cent. An amount that no line had would be a debt that
 * somebody thought up.
 */
export function whyNotThePatients(claim: ClaimToSend, changes: readonly FieldChange[]): string | undefined {
  if (!touchesPatientLines(changes)) return undefined;
  if (changes.some(({ at }) => at.startsWith('patientLines.'))) return 'What the patient pays is the line as it left the claim.';
  const after = changeClaim(claim, changes) as ClaimToSend | undefined;
  const kept = new Set((after?.lines ?? []).map(({ number }) => number));
  const leaving = claim.lines.filter(({ number }) => !kept.has(number)).map(ofThePatient);
  const known = new Map([...(claim.patientLines ?? []), ...leaving].map((line) => [line.number, line]));
  const said: unknown = after?.patientLines ?? [];
  if (!Array.isArray(said)) return 'What the patient pays is a list of lines.';
  const numbers = said.map((line: LineToSend | null) => line?.number);
  const own = said.every((line: LineToSend | null) => line !== null && changedFields(known.get(line.number), line).length === 0);
  return own && new Set(numbers).size === said.length
    ? undefined
    : 'Only a line that leaves the claim becomes the patient’s, as it stands.';
}

/** What the patient is charged of a claim that is to go out; nothing of what it only asks beforehand. */
export const chargedToPatient = ({ patientLines = [], predetermination }: ClaimToSend): PatientCharge[] =>
  predetermination
    ? []
    : patientLines.map(({ number, billed, servedOn }) => ({
        line: number,
        amount: billed,
        ...(servedOn === undefined ? {} : { servedOn }),
      }));
