import { type CsvRow, type Finding, fromDecimal } from '../../ground/base/index.ts';
import type { Charge } from './charge.ts';
import { day, dayIn, said, told } from './charge-cells.ts';
import { type Cells, type Column, listed } from './charge-columns.ts';

type Stay = NonNullable<Charge['stay']>;

const undotted = (text: string): string => text.replaceAll('.', '').toUpperCase();
const some = <K extends string, T>(key: K, all: readonly T[]): { [k in K]?: readonly T[] } =>
  all.length === 0 ? {} : ({ [key]: all } as { [k in K]?: readonly T[] });

/** `14`, `1420` and `14:20` are hours. */
function hour<K extends string>(key: K, column: Column, cells: Cells) {
  const [, hours, minutes = '00'] = /^(\d{2}):?(\d{2})?$/.exec(cells(column)) ?? [];
  return said(key, hours === undefined ? '' : `${hours}:${minutes}`);
}

/** A further procedure and its day: `0FT44ZZ=2026-03-12`. */
function procedureOf(text: string, row: CsvRow, faults: Finding[]): NonNullable<Stay['procedures']>[number] {
  const [code = '', said = ''] = text.toUpperCase().split('=');
  const on = dayIn(said);
  if (said !== '' && on === undefined) faults.push(told('date', `row ${row.number}, other_procedures`, `The day of ${code} is no date.`));
  return { code, ...(on === undefined ? {} : { on }) };
}

/** `11=2026-03-02`: what happened, and its day. */
function occurrencesOf(cells: Cells, row: CsvRow, faults: Finding[]): NonNullable<Stay['occurrences']> {
  return listed(cells('occurrence_codes').toUpperCase()).flatMap((one) => {
    const [code = '', said = ''] = one.split('=');
    const on = dayIn(said);
    if (on !== undefined) return [{ code, on }];
    if (said !== '') faults.push(told('date', `row ${row.number}, occurrence_codes`, 'The day of an occurrence code is no date.'));
    return [];
  });
}

/** `80=3` and `A1=100.00`: also what counts days or units stands as an amount, as on the wire. */
const valuesOf = (cells: Cells): NonNullable<Stay['values']> =>
  listed(cells('value_codes').toUpperCase()).flatMap((one) => {
    const [code = '', said = ''] = one.split('=');
    const amount = fromDecimal(said);
    return amount === undefined ? [] : [{ code, amount }];
  });

/** What a facility's rows say of the stay, or the visit: each as `E119=Y` what was present on admission. */
export function readStay(cells: Cells, row: CsvRow, faults: Finding[]): Pick<Charge, 'stay'> {
  const principal = cells('principal_procedure').toUpperCase();
  const present = listed(cells('present_on_admission')).map((one): { diagnosis: string; is: string } => {
    const [diagnosis = '', is = ''] = undotted(one).split('=');
    return { diagnosis, is };
  });
  if (cells('type_of_bill') === '')
    faults.push(told('cell', `row ${row.number}, type_of_bill`, 'A facility’s charge says its type of bill: 111, 131.'));
  const on = day('on', 'principal_procedure_on', cells, row, faults);
  const others = listed(cells('other_procedures')).map((one) => procedureOf(one, row, faults));
  const stay: Stay = {
    typeOfBill: cells('type_of_bill'),
    ...said('admissionType', cells('admission_type')),
    ...said('admissionSource', cells('admission_source').toUpperCase()),
    ...said('patientStatus', cells('patient_status')),
    ...day('admittedOn', 'admitted_on', cells, row, faults),
    ...hour('admittedAt', 'admission_hour', cells),
    ...hour('dischargedAt', 'discharge_hour', cells),
    ...day('from', 'statement_from', cells, row, faults),
    ...day('to', 'statement_to', cells, row, faults),
    ...said('attendingNpi', cells('attending_npi')),
    ...said('operatingNpi', cells('operating_npi')),
    ...said('admittingDiagnosis', undotted(cells('admitting_diagnosis'))),
    ...some('reasonsForVisit', listed(cells('reasons_for_visit')).map(undotted)),
    ...some('presentOnAdmission', present),
    ...some('procedures', [...(principal === '' ? [] : [{ code: principal, ...on }]), ...others]),
    ...some('conditions', listed(cells('condition_codes').toUpperCase())),
    ...some('occurrences', occurrencesOf(cells, row, faults)),
    ...some('values', valuesOf(cells)),
  };
  return { stay };
}
