import type { Finding } from '../../../ground/base/index.ts';
import { cents } from '../../../ground/base/index.ts';
import type { ClaimToSend, CoverageToSend, LineToSend, PersonToSend } from '../claim-to-send.ts';
import { payerToBill } from '../draft.ts';
import {
  type FormBox,
  type FormLayout,
  type FormValue,
  fillForm,
  linesByForm,
  mark,
  money,
  noBox,
  type PaperForm,
  put,
  tooMany,
} from './form.ts';
import { cityOf, fullName, nameOf, slashed, stacked, streetOf } from './parties.ts';

const first = 29;
const person = (of: string) => ['last', 'first', 'middle'].map((part) => `${of}.${part}`);
const lived = (of: string) => ['line1', 'line2', 'city', 'state', 'zip'].map((part) => `${of}.address.${part}`);
const line = (box: string, name: string, column: number, wide: number, facts: readonly string[]): FormBox => ({
  ...{ box, name, row: first, column, wide, perLine: true, facts: facts.map((fact) => `lines.#.${fact}`) },
});
/** Sixteen teeth in a row. */
const teeth = Array.from({ length: 15 }, (_, i) => 5 + i * 2.5).map(Math.floor);

/** ADA 2024: ten lines a form. */
export const ada2024Layout: FormLayout = {
  name: 'ADA 2024',
  columns: 80,
  rows: 65,
  lines: { first, step: 1, most: 10 },
  boxes: [
    { box: '1', name: 'Services done – asked before', row: 3, column: 2, wide: 38, parts: [22], facts: [] },
    { box: '2', name: 'Authorization', row: 5, column: 1, wide: 39, facts: ['authorizationNumber'] },
    {
      box: '3',
      name: 'Payer',
      row: 7,
      column: 1,
      wide: 39,
      high: 3,
      facts: ['own.payerName', ...lived('own').map((fact) => fact.replace('address', 'payerAddress'))],
    },
    { box: '3a', name: 'Payer id', row: 11, column: 1, wide: 39, facts: ['own.payerId'] },
    { box: '4', name: 'Other: dental – medical', row: 13, column: 2, wide: 38, parts: [12], facts: [] },
    { box: '5', name: 'Other policyholder', row: 15, column: 1, wide: 39, facts: ['other.subscriber.last', 'other.subscriber.first'] },
    { box: '6', name: 'Birth date', row: 17, column: 1, wide: 11, facts: ['other.subscriber.birthDate'] },
    { box: '7', name: 'M – F – U', row: 17, column: 13, wide: 9, parts: [16, 19], facts: ['other.subscriber.sex'] },
    { box: '8', name: 'Member id', row: 17, column: 23, wide: 17, facts: ['other.memberId'] },
    { box: '9', name: 'Group', row: 19, column: 1, wide: 14, facts: ['other.groupNumber'] },
    { box: '10', name: 'Self, spouse, child, other', row: 19, column: 17, wide: 23, parts: [22, 28, 34], facts: ['other.relationship'] },
    {
      box: '11',
      name: 'Other payer',
      row: 21,
      column: 1,
      wide: 39,
      high: 3,
      facts: ['other.payerName', ...lived('other').map((fact) => fact.replace('address', 'payerAddress'))],
    },
    { box: '12', name: 'Policyholder', row: 3, column: 42, wide: 38, high: 3, facts: [...person('holder'), ...lived('holder')] },
    { box: '13', name: 'Birth date', row: 7, column: 42, wide: 12, facts: ['holder.birthDate'] },
    { box: '14', name: 'M – F – U', row: 7, column: 56, wide: 9, parts: [59, 62], facts: ['holder.sex'] },
    { box: '15', name: 'Member id', row: 7, column: 66, wide: 14, facts: ['own.memberId'] },
    { box: '16', name: 'Group', row: 9, column: 42, wide: 13, facts: ['own.groupNumber'] },
    { box: '17', name: 'Employer', row: 9, column: 56, wide: 24, facts: ['own.groupName'] },
    { box: '18', name: 'Self, spouse, child, other', row: 11, column: 43, wide: 37, parts: [50, 58, 67], facts: ['own.relationship'] },
    { box: '20', name: 'Patient', row: 13, column: 42, wide: 38, high: 3, facts: [...person('patient'), ...lived('patient')] },
    { box: '21', name: 'Birth date', row: 17, column: 42, wide: 12, facts: ['patient.birthDate'] },
    { box: '22', name: 'M – F – U', row: 17, column: 56, wide: 9, parts: [59, 62], facts: ['patient.sex'] },
    { box: '23', name: 'Account', row: 17, column: 66, wide: 14, facts: ['patientControlNumber'] },
    line('24', 'Date', 1, 11, ['servedOn']),
    line('25', 'Area', 12, 3, ['oralCavities']),
    line('26', 'Sys', 16, 3, []),
    line('27', 'Tooth', 20, 12, ['teeth']),
    line('28', 'Surface', 33, 6, ['teeth']),
    line('29', 'Procedure', 40, 6, ['procedure.code']),
    line('29a', 'Dx', 47, 4, ['pointers']),
    line('29b', 'Qty', 52, 3, ['units']),
    line('30', 'In words', 56, 14, ['description', 'note']),
    line('31', 'Fee', 71, 9, ['billed']),
    { box: '33', name: 'Missing teeth', row: 41, column: 3, wide: 42, high: 2, parts: teeth, facts: ['missingTeeth'] },
    { box: '34', name: 'List', row: 41, column: 47, wide: 3, facts: [] },
    ...['A', 'B', 'C', 'D'].map(
      (letter, i): FormBox => ({
        ...{
          box: `34a${letter}`,
          name: `Dx ${letter}`,
          row: 41 + (i % 2) * 2,
          column: i < 2 ? 51 : 61,
          wide: 9,
          facts: [`diagnoses.${i}.code`],
        },
      }),
    ),
    { box: '32', name: 'Total', row: 43, column: 71, wide: 9, facts: ['billed'] },
    { box: '35', name: 'Remarks', row: 45, column: 1, wide: 79, facts: ['note'] },
    { box: '36', name: 'Patient agreed', row: 47, column: 1, wide: 39, facts: ['release'] },
    { box: '37', name: 'Benefits assigned', row: 49, column: 1, wide: 39, facts: ['benefitsAssigned'] },
    { box: '38', name: 'Place', row: 47, column: 42, wide: 13, facts: ['placeOfService'] },
    { box: '39', name: 'Enclosed', row: 47, column: 57, wide: 8, facts: [] },
    { box: '40', name: 'Orthodontics: no – yes', row: 49, column: 43, wide: 22, parts: [54], facts: ['orthodontics.months'] },
    { box: '41', name: 'Appliance placed', row: 49, column: 66, wide: 14, facts: ['orthodontics.appliancePlacedOn'] },
    { box: '42', name: 'Months left', row: 51, column: 42, wide: 12, facts: ['orthodontics.monthsRemaining'] },
    { box: '43', name: 'Replaces: no – yes', row: 51, column: 56, wide: 9, parts: [61], facts: [] },
    { box: '44', name: 'Placed before', row: 51, column: 66, wide: 14, facts: [] },
    { box: '45', name: 'Work – auto – other accident', row: 53, column: 43, wide: 22, parts: [51, 59], facts: ['accident.kind'] },
    { box: '46', name: 'Accident on', row: 53, column: 66, wide: 11, facts: ['accident.on'] },
    { box: '47', name: 'State', row: 53, column: 77, wide: 3, facts: ['accident.state'] },
    { box: '48', name: 'Who bills', row: 53, column: 1, wide: 39, high: 3, facts: ['billing.name', 'billing.first', ...lived('billing')] },
    { box: '49', name: 'NPI', row: 57, column: 1, wide: 12, facts: ['billing.npi'] },
    { box: '51', name: 'Tax id', row: 57, column: 15, wide: 11, facts: ['billing.taxId'] },
    { box: '52', name: 'Phone', row: 57, column: 27, wide: 13, facts: ['billing.phone'] },
    { box: '53', name: 'Who treats', row: 57, column: 42, wide: 38, facts: ['treating.name', 'treating.first'] },
    { box: '54', name: 'NPI', row: 59, column: 42, wide: 14, facts: ['treating.npi'] },
    { box: '56', name: 'Where', row: 61, column: 42, wide: 38, high: 2, facts: [] },
    { box: '56a', name: 'Specialty', row: 59, column: 58, wide: 22, facts: ['treating.taxonomy'] },
    { box: '57', name: 'Phone', row: 64, column: 42, wide: 14, facts: ['treating.phone'] },
  ],
};

/** A dental claim as the boxes of ADA 2024: each form of several is whole by itself, with the sum of its own lines. */
export function ada2024(claim: ClaimToSend): PaperForm | undefined {
  const own = payerToBill(claim);
  if (claim.kind !== 'dental' || own === undefined) return undefined;
  const pages = linesByForm(claim.lines, ada2024Layout.lines.most).map((lines) => {
    const total = cents(lines.reduce((sum, { line: one }) => sum + one.billed, 0));
    return [
      ...payers(claim, own),
      ...people(claim, own),
      ...lines.flatMap(({ line: one, at }, slot) => lineValues(one).map((value) => ({ ...value, slot, line: at }))),
      ...mouth(claim),
      put('32', money(total)),
      ...ancillary(
        claim,
        lines.map(({ line: one }) => one),
      ),
      ...providers(claim),
    ];
  });
  return fillForm(ada2024Layout, pages, lostOf(claim));
}

const lostOf = ({ coverages, diagnoses, lines, attachments }: ClaimToSend): Finding[] => [
  ...tooMany('34aD', 'diagnoses', diagnoses.length, 4),
  ...tooMany('11', 'payers', coverages.length, 2),
  ...noBox(
    'A modifier',
    lines.some(({ procedure }) => procedure.modifiers.length > 0),
  ),
  ...noBox(
    'What an earlier payer decided',
    coverages.some(({ decision }) => decision !== undefined),
  ),
  ...noBox(
    'The number of an attachment',
    attachments.some(({ controlNumber }) => controlNumber !== undefined),
  ),
];

const relations: { readonly [relationship: string]: number } = { 18: 0, '01': 1, 19: 2 };
const sexes: { readonly [sex: string]: number } = { M: 0, F: 1, U: 2 };
const living = (box: string, of: PersonToSend): FormValue[] =>
  stacked(box, [nameOf(of), ...(of.address === undefined ? [] : [streetOf(of.address), cityOf(of.address)])]);
const paying = (box: string, { payerName, payerAddress }: CoverageToSend): FormValue[] =>
  stacked(box, [payerName, ...(payerAddress === undefined ? [] : [streetOf(payerAddress), cityOf(payerAddress)])]);

function payers(claim: ClaimToSend, own: CoverageToSend): FormValue[] {
  const other = claim.coverages.find((one) => one !== own);
  const holder = other === undefined || other.relationship === '18' ? claim.patient : other.subscriber;
  return [
    mark('1', claim.predetermination ? 1 : 0),
    put('2', claim.authorizationNumber),
    ...paying('3', own),
    put('3a', own.payerId),
    ...(other === undefined
      ? []
      : [
          mark('4', 0),
          put('5', nameOf(holder)),
          put('6', slashed(holder.birthDate)),
          mark('7', sexes[holder.sex ?? '']),
          put('8', other.memberId),
          put('9', other.groupNumber),
          mark('10', relations[other.relationship] ?? 3),
          ...paying('11', other),
        ]),
  ];
}

function people(claim: ClaimToSend, own: CoverageToSend): FormValue[] {
  const { patient } = claim;
  const holder = own.relationship === '18' ? patient : own.subscriber;
  return [
    ...living('12', holder),
    put('13', slashed(holder.birthDate)),
    mark('14', sexes[holder.sex ?? '']),
    put('15', own.memberId),
    put('16', own.groupNumber),
    put('17', own.groupName),
    mark('18', relations[own.relationship] ?? 3),
    ...living('20', patient),
    put('21', slashed(patient.birthDate)),
    mark('22', sexes[patient.sex ?? '']),
    put('23', claim.patientControlNumber),
  ];
}

const letters = 'ABCD';

function lineValues(one: LineToSend): FormValue[] {
  return [
    put('24', slashed(one.servedOn)),
    put('25', one.oralCavities.join(' ')),
    put('26', one.teeth.length > 0 ? 'JP' : undefined),
    put('27', one.teeth.map(({ tooth }) => tooth).join(',')),
    put('28', [...new Set(one.teeth.map(({ surfaces }) => surfaces.join('')))].join(' ')),
    put('29', one.procedure.code),
    put(
      '29a',
      one.pointers
        .slice(0, 4)
        .map((pointer) => letters[pointer - 1] ?? '')
        .join(''),
    ),
    put('29b', one.units),
    put('30', one.description ?? one.note),
    put('31', money(one.billed)),
  ];
}

/** Teeth 1 to 16 above, 32 to 17 below. */
function mouth({ missingTeeth, diagnoses }: ClaimToSend): FormValue[] {
  const places = missingTeeth.map(Number).filter((tooth) => Number.isInteger(tooth) && tooth >= 1 && tooth <= 32);
  return [
    ...places.map((tooth) => (tooth <= 16 ? mark('33', tooth - 1) : mark('33', 32 - tooth, 1))),
    put('34', diagnoses.length > 0 ? 'AB' : undefined),
    ...diagnoses.slice(0, 4).map(({ code }, i) => put(`34a${letters[i]}`, code)),
  ];
}

function ancillary(claim: ClaimToSend, lines: readonly LineToSend[]): FormValue[] {
  const { orthodontics, accident } = claim;
  const before = lines.find(({ priorPlacedOn }) => priorPlacedOn !== undefined)?.priorPlacedOn;
  const replaced = lines.some(({ prosthesis }) => prosthesis === 'R');
  const enclosed = [...claim.attachments, ...lines.flatMap(({ attachments }) => attachments)].length > 0;
  const causes = { employment: 0, auto: 1, other: 2 } as const;
  return [
    put('35', claim.note),
    put('36', claim.release === 'Y' ? 'Signature on file' : undefined),
    put('37', claim.benefitsAssigned === 'Y' ? 'Signature on file' : undefined),
    put('38', claim.placeOfService),
    put('39', enclosed ? 'Y' : 'N'),
    mark('40', orthodontics === undefined ? 0 : 1),
    put('41', slashed(orthodontics?.appliancePlacedOn)),
    put('42', orthodontics?.monthsRemaining === undefined ? undefined : `${orthodontics.monthsRemaining}`),
    mark('43', replaced ? 1 : 0),
    put('44', slashed(before)),
    mark('45', accident === undefined ? undefined : causes[accident.kind]),
    put('46', slashed(accident?.on)),
    put('47', accident?.state),
  ];
}

function providers({ billing, rendering, facility, signatureOnFile }: ClaimToSend): FormValue[] {
  const treating = rendering ?? billing;
  const where = facility?.address ?? billing.address;
  return [
    ...stacked('48', [fullName(billing), ...(billing.address === undefined ? [] : [streetOf(billing.address), cityOf(billing.address)])]),
    put('49', billing.npi),
    put('51', billing.taxId),
    put('52', billing.phone),
    put('53', signatureOnFile ? fullName(treating) : undefined),
    put('54', treating.npi),
    ...(where === undefined ? [] : stacked('56', [streetOf(where), cityOf(where)])),
    put('56a', treating.taxonomy),
    put('57', treating.phone ?? billing.phone),
  ];
}
