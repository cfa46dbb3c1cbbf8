import type { ClaimToWrite } from '@claimwright/x12';
import { type Cents, type PlainDate, sum } from '../../ground/base/index.ts';
import { type AdjustmentToSend, type ClaimToSend, diagnosesByPlace, type StayToSend } from '../claims/index.ts';
import { given } from './read-parties.ts';

export const reference = (qualifier: string, id: string | undefined) => (id === undefined ? [] : [{ qualifier, id }]);
export const dated = (qualifier: string, date: PlainDate | undefined) => (date === undefined ? [] : [{ qualifier, date }]);
export const amountsOf = (qualifier: string, amount: Cents | undefined) => (amount === undefined ? [] : [{ qualifier, amount }]);

/** What a payer left to the patient: what it says is the patient's responsibility, for whoever pays next to start from (AMT EAF). */
export const liabilityIn = (adjustments: readonly AdjustmentToSend[]): Cents =>
  sum(adjustments.filter(({ group }) => group === 'PR').map(({ amount }) => amount));

/** A facility says by codes what others say by dates and amounts of their own: an accident, the onset, what the patient paid. */
const accidents = { auto: '01', employment: '04', other: '05' } as const;
const onset = '11';
export const paidByPatient = 'FC';

function occurrencesOf({ occurrences }: StayToSend, { accident, onsetOn }: ClaimToSend): StayToSend['occurrences'] {
  const further = [
    ...(accident?.on === undefined ? [] : [{ code: accidents[accident.kind], on: accident.on }]),
    ...(onsetOn === undefined ? [] : [{ code: onset, on: onsetOn }]),
  ];
  return [...occurrences, ...further.filter(({ code }) => !occurrences.some((one) => one.code === code))];
}

const valuesOf = ({ values }: StayToSend, { patientPaid }: ClaimToSend): StayToSend['values'] =>
  patientPaid === undefined
    ? values
    : [...values.filter(({ code }) => code !== paidByPatient), { code: paidByPatient, amount: patientPaid }];

export function institutionalDetail(stay: StayToSend, claim: ClaimToSend): NonNullable<ClaimToWrite['institutional']> {
  const { typeOfBill, admissionType, admissionSource, patientStatus, dischargedAt } = stay;
  const admission = { ...given('type', admissionType), ...given('source', admissionSource), ...given('patientStatus', patientStatus) };
  return {
    // The leading zero is of the paper form.
    typeOfBill: typeOfBill.replace(/^0(?=.{3}$)/, ''),
    ...(Object.keys(admission).length > 0 && { admission }),
    ...given('dischargeTime', dischargedAt),
    conditions: stay.conditions.map((code) => ({ code })),
    occurrences: occurrencesOf(stay, claim).map(({ code, on }) => ({ code, date: on })),
    occurrenceSpans: [],
    values: valuesOf(stay, claim),
    procedures: (stay.procedures ?? []).map(({ code, on }, i) => ({ qualifier: i === 0 ? 'BBR' : 'BBQ', code, ...given('date', on) })),
  };
}

/**
 * Principal first; then what a facility says beside: for what somebody was admitted, why they came, and what caused it; then the others. On
 * other claims an external cause is a diagnosis as any.
 */
export function diagnosesOf({ diagnoses, stay }: ClaimToSend): ClaimToWrite['diagnoses'] {
  const { causes } = diagnosesByPlace(diagnoses);
  const qualified = diagnoses.map((diagnosis, i) => {
    const { code, system, presentOnAdmission } = diagnosis;
    const kind = i === 0 ? 'BK' : stay !== undefined && causes.includes(i) ? 'BN' : 'BF';
    return { qualifier: system === 'ICD-10-CM' ? `A${kind}` : kind, code, ...given('presentOnAdmission', presentOnAdmission) };
  });
  const isCause = ({ qualifier }: { readonly qualifier: string }) => /^A?BN$/.test(qualifier);
  const isOlder = diagnoses[0]?.system === 'ICD-9-CM';
  const { admittingDiagnosis: admitting, reasonsForVisit = [] } = stay ?? {};
  return [
    ...qualified.slice(0, 1),
    ...(admitting === undefined ? [] : [{ qualifier: isOlder ? 'BJ' : 'ABJ', code: admitting }]),
    ...reasonsForVisit.map((code) => ({ qualifier: isOlder ? 'PR' : 'APR', code })),
    ...qualified.filter(isCause),
    ...qualified.slice(1).filter((one) => !isCause(one)),
  ];
}
