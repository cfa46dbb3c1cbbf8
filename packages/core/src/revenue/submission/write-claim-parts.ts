import type { ClaimToWrite } from '@claimwright/x12';
import type { Cents, PlainDate } from '../../ground/base/index.ts';
import type { StayToSend } from '../claims/index.ts';
import { given } from './read-parties.ts';

export const reference = (qualifier: string, id: string | undefined) => (id === undefined ? [] : [{ qualifier, id }]);
export const dated = (qualifier: string, date: PlainDate | undefined) => (date === undefined ? [] : [{ qualifier, date }]);
export const amountsOf = (qualifier: string, amount: Cents | undefined) => (amount === undefined ? [] : [{ qualifier, amount }]);

/** A note in a person's words: the signs that divide a file, and the ends of its lines, go on the wire as blanks. */
export const narrative = (text: string): string =>
  text
    .replace(/[*:^~\p{Cc}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

export function institutionalDetail(stay: StayToSend): NonNullable<ClaimToWrite['institutional']> {
  const { typeOfBill, admissionType, admissionSource, patientStatus, dischargedAt } = stay;
  const admission = { ...given('type', admissionType), ...given('source', admissionSource), ...given('patientStatus', patientStatus) };
  return {
    typeOfBill,
    ...(Object.keys(admission).length > 0 && { admission }),
    ...given('dischargeTime', dischargedAt),
    conditions: stay.conditions.map((code) => ({ code })),
    occurrences: stay.occurrences.map(({ code, on }) => ({ code, date: on })),
    occurrenceSpans: [],
    values: stay.values,
    procedures: [],
  };
}
