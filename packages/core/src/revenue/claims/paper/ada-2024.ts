import { cents, type Finding, type PlainDate } from '../../../ground/base/index.ts';
import type { ClaimToSend, CoverageToSend, LineToSend, PersonToSend } from '../claim-to-send.ts';
import { payerToBill } from '../draft.ts';
import { ada2024Paper } from './ada-2024-paper.ts';
import {
  enclosed,
  type FormBox,
  type FormLayout,
  type FormValue,
  fillForm,
  inRows,
  linesByForm,
  linesFrom,
  lived,
  mark,
  money,
  named,
  noBox,
  type PaperForm,
  put,
  putWhole,
  tooMany,
} from './form.ts';
import { cityOf, fullName, nameOf, slashed, stacked, streetOf } from './parties.ts';

const first = 29;
const line = linesFrom(first);
/** Sixteen teeth in a row. */
const teeth = Array.from({ length: 15 }, (_, i) => 5 + i * 2.5).map(Math.floor);

const orthodontics = ['months', 'appliancePlacedOn', 'monthsRemaining'].map((part) => `orthodontics.${part}`);

/** ADA 2024: ten lines a form. */
export const ada2024Layout: FormLayout = {
  name: 'ADA 2024',
  columns: 80,
  rows: 66,
  lines: { first, step: 1, most: 10 },
  paper: ada2024Paper,
  boxes: [
    { box: '1', name: 'Services done – asked before', row: 3, column: 2, wide: 38, parts: [22], facts: [] },
    { box: '2', name: 'Authorization', row: 5, column: 1, wide: 39, facts: ['authorizationNumber', 'predeterminationNumber'] },
    {
      box: '3',
      name: 'Payer',
      row: 7,
      column: 1,
      wide: 39,
      high: 3,
      facts: ['own.payerName', ...lived('own', 'payerAddress')],
    },
    { box: '3a', name: 'Payer id', row: 11, column: 1, wide: 39, facts: ['own.payerId'] },
    { box: '4', name: 'Other: dental – medical', row: 13, column: 2, wide: 38, parts: [12], facts: [] },
    { box: '5', name: 'Other policyholder', row: 15, column: 1, wide: 39, facts: ['other.subscriber.last', 'other.subscriber.first'] },
    { box: '6', name: 'Birth date', row: 17, column: 1, wide: 11, facts: ['other.subscriber.birthDate'] },
    { box: '7', name: 'M – F – U', row: 17, column: 13, wide: 9, parts: [16, 19], facts: ['other.subscriber.sex'] },
    { box: '8', name: 'Member id', row: 17, column: 23, wide: 17, facts: ['other.memberId'] },
    { box: '9', name: 'Group', row: 19, column: 1, wide: 14, facts: ['other.groupNumber'] },
    { box: '10', name: 'Self, spouse, child, other', row: 19, column: 17, wide: 23, parts: [22, 28, 34], facts: ['other.relationship'] },
    { box: '11a', name: 'Other payer id', row: 25, column: 1, wide: 39, facts: ['other.payerId'] },
    {
      box: '11',
      name: 'Other payer',
      row: 21,
      column: 1,
      wide: 39,
      high: 3,
      facts: ['other.payerName', ...lived('other', 'payerAddress')],
    },
    { box: '12', name: 'Policyholder', row: 3, column: 42, wide: 38, high: 3, facts: [...named('holder'), ...lived('holder')] },
    { box: '13', name: 'Birth date', row: 7, column: 42, wide: 12, facts: ['holder.birthDate'] },
    { box: '14', name: 'M – F – U', row: 7, column: 56, wide: 9, parts: [59, 62], facts: ['holder.sex'] },
    { box: '15', name: 'Member id', row: 7, column: 66, wide: 14, facts: ['own.memberId'] },
    { box: '16', name: 'Group', row: 9, column: 42, wide: 13, facts: ['own.groupNumber'] },
    { box: '17', name: 'Employer', row: 9, column: 56, wide: 24, facts: ['own.groupName'] },
    { box: '18', name: 'Self, spouse, child, other', row: 11, column: 43, wide: 37, parts: [50, 58, 67], facts: ['own.relationship'] },
    { box: '20', name: 'Patient', row: 13, column: 42, wide: 38, high: 3, facts: [...named('patient'), ...lived('patient')] },
    { box: '21', name: 'Birth date', row: 17, column: 42, wide: 12, facts: ['patient.birthDate'] },
    { box: '22', name: 'M – F – U', row: 17, column: 56, wide: 9, parts: [59, 62], facts: ['patient.sex'] },
    { box: '23', name: 'Account', row: 17, column: 66, wide: 14, facts: ['patientControlNumber'] },
    line('24', 'Date', 1, 10, ['servedOn']),
    line('25', 'Area', 12, 3, ['oralCavities']),
    line('26', 'Sys', 15, 3, []),
    line('27', 'Tooth', 18, 11, ['teeth']),
    line('28', 'Surface', 30, 5, ['teeth']),
    line('29', 'Code', 36, 5, ['procedure.code']),
    line('29a', 'Dx', 42, 4, ['pointers']),
    line('29b', 'Qty', 47, 3, ['units']),
    line('30', 'In words', 50, 22, ['description', 'note']),
    line('31', 'Fee', 72, 9, ['billed']),
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
    { box: '35', name: 'Remarks', row: 45, column: 1, wide: 79, high: 2, facts: ['note', 'originalPayerControlNumber'] },
    { box: '36', name: 'Patient agreed', row: 48, column: 1, wide: 39, parts: [28], facts: ['release'] },
    { box: '37', name: 'Benefits assigned', row: 50, column: 1, wide: 39, parts: [28], facts: ['benefitsAssigned'] },
    { box: '38', name: 'Place', row: 48, column: 42, wide: 13, facts: ['placeOfService'] },
    { box: '39', name: 'Enclosed', row: 48, column: 57, wide: 8, facts: enclosed },
    { box: '40', name: 'Orthodontics: no – yes', row: 50, column: 43, wide: 22, parts: [54], facts: orthodontics },
    { box: '41', name: 'Appliance placed', row: 50, column: 66, wide: 14, facts: ['orthodontics.appliancePlacedOn'] },
    { box: '42', name: 'Months left', row: 52, column: 42, wide: 12, facts: ['orthodontics.monthsRemaining'] },
    {
      box: '43',
      name: 'Replaces: no – yes',
      row: 52,
      column: 56,
      wide: 9,
      parts: [61],
      facts: ['lines.*.prosthesis', 'lines.*.priorPlacedOn'],
    },
    { box: '44', name: 'Placed before', row: 52, column: 66, wide: 14, facts: ['lines.*.priorPlacedOn'] },
    { box: '45', name: 'Work – auto – other accident', row: 54, column: 43, wide: 22, parts: [51, 59], facts: ['accident.kind'] },
    { box: '46', name: 'Accident on', row: 54, column: 66, wide: 11, facts: ['accident.on'] },
    { box: '47', name: 'State', row: 54, column: 77, wide: 3, facts: ['accident.state'] },
    { box: '48', name: 'Who bills', row: 54, column: 1, wide: 39, high: 3, facts: ['billing.name', 'billing.first', ...lived('billing')] },
    { box: '49', name: 'NPI', row: 58, column: 1, wide: 12, facts: ['billing.npi'] },
    { box: '51', name: 'Tax id', row: 58, column: 15, wide: 11, facts: ['billing.taxId'] },
    { box: '52', name: 'Phone', row: 58, column: 27, wide: 13, parts: [31, 35], facts: ['billing.phone'] },
    { box: '53', name: 'Who treats', row: 58, column: 42, wide: 38, parts: [69], facts: ['treating.name', 'treating.first'] },
    { box: '54', name: 'NPI', row: 60, column: 42, wide: 14, facts: ['treating.npi'] },
    { box: '56', name: 'Where', row: 62, column: 42, wide: 38, high: 2, facts: [] },
    { box: '56a', name: 'Specialty', row: 60, column: 58, wide: 22, facts: ['treating.taxonomy'] },
    { box: '57', name: 'Phone', row: 65, column: 42, wide: 14, parts: [46, 50], facts: ['treating.phone'] },
  ],
};

/** A dental claim as the boxes of ADA 2024: each form of several is whole by itself, with the sum of its own lines. */
export function ada2024(claim: ClaimToSend, printedOn?: PlainDate): PaperForm | undefined {
  const own = payerToBill(claim);
  if (claim.kind !== 'dental' || own === undefined) return undefined;
  const pages = linesByForm(claim.lines, ada2024Layout.lines.most).map((lines) => {
    const total = cents(lines.reduce((sum, { line: one }) => sum + one.billed, 0));
    return [
      ...payers(claim, own),
      ...people(claim, own),
      ...lines.flatMap(({ line: one, at }, slot) => lineValues(one).map((value) => ({ ...value, slot, line: at }))),
      ...mouth(claim),
      putWhole('32', money(total, 8, '.')),
      ...ancillary(
        claim,
        lines.map(({ line: one }) => one),
      ),
      ...signatures(claim, printedOn),
      ...providers(claim),
    ];
  });
  return fillForm(ada2024Layout, pages, lostOf(claim));
}

const lostOf = ({ coverages, diagnoses, lines, attachments }: ClaimToSend): Finding[] => [
  ...lines.flatMap(({ oralCavities, number }) => tooMany('25', `areas of line ${number}`, oralCavities.length, 1)),
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
    putWhole('2', claim.authorizationNumber ?? claim.predeterminationNumber),
    ...paying('3', own),
    putWhole('3a', own.payerId),
    ...(other === undefined
      ? []
      : [
          mark('4', 0),
          put('5', nameOf(holder)),
          put('6', slashed(holder.birthDate)),
          mark('7', sexes[holder.sex ?? '']),
          putWhole('8', other.memberId),
          putWhole('9', other.groupNumber),
          mark('10', relations[other.relationship] ?? 3),
          ...paying('11', other),
          putWhole('11a', other.payerId),
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
    putWhole('15', own.memberId),
    putWhole('16', own.groupNumber),
    put('17', own.groupName),
    mark('18', relations[own.relationship] ?? 3),
    ...living('20', patient),
    put('21', slashed(patient.birthDate)),
    mark('22', sexes[patient.sex ?? '']),
    putWhole('23', claim.patientControlNumber),
  ];
}

const letters = 'ABCD';

function lineValues(one: LineToSend): FormValue[] {
  return [
    put('24', slashed(one.servedOn)),
    putWhole('25', one.oralCavities[0]),
    put('26', one.teeth.length > 0 ? 'JP' : undefined),
    putWhole('27', one.teeth.map(({ tooth }) => tooth).join(',')),
    putWhole('28', [...new Set(one.teeth.map(({ surfaces }) => surfaces.join('')))].join(' ')),
    putWhole('29', one.procedure.code),
    put(
      '29a',
      one.pointers
        .slice(0, 4)
        .map((pointer) => letters[pointer - 1] ?? '')
        .join(''),
    ),
    putWhole('29b', one.units),
    put('30', one.description ?? one.note),
    putWhole('31', money(one.billed, 8, '.')),
  ];
}

/** Teeth 1 to 16 above, 32 to 17 below. */
function mouth({ missingTeeth, diagnoses }: ClaimToSend): FormValue[] {
  const places = missingTeeth.map(Number).filter((tooth) => Number.isInteger(tooth) && tooth >= 1 && tooth <= 32);
  return [
    ...places.map((tooth) => (tooth <= 16 ? mark('33', tooth - 1) : mark('33', 32 - tooth, 1))),
    put('34', diagnoses.length > 0 ? 'AB' : undefined),
    ...diagnoses.slice(0, 4).map(({ code }, i) => putWhole(`34a${letters[i]}`, code)),
  ];
}

function ancillary(claim: ClaimToSend, lines: readonly LineToSend[]): FormValue[] {
  const { orthodontics, accident } = claim;
  const before = lines.find(({ priorPlacedOn }) => priorPlacedOn !== undefined)?.priorPlacedOn;
  const replaced = lines.some(({ prosthesis }) => prosthesis === 'R');
  const enclosed = [...claim.attachments, ...lines.flatMap(({ attachments }) => attachments)].length > 0;
  const causes = { employment: 0, auto: 1, other: 2 } as const;
  return [
    ...remarks(claim),
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

/** The form has no box that says of a claim that it replaces or voids another: payers read it in the remarks, before anything else. */
function sentAgain({ frequency, originalPayerControlNumber: number }: ClaimToSend): string[] {
  const what = frequency === '7' ? 'Replacement' : frequency === '8' ? 'Void' : undefined;
  return what === undefined ? [] : [`${what} of ${number === undefined ? 'an earlier claim' : `claim ${number}`}.`];
}

/** Two rows of the form. */
const remarks = (claim: ClaimToSend): FormValue[] => {
  const [first = '', second = '', ...more] = inRows([...sentAgain(claim), claim.note ?? ''].join(' '), 74);
  return [put('35', first), put('35', [second, ...more].join(' '), { down: 1 })];
};

function signatures({ release, benefitsAssigned, signatureOnFile }: ClaimToSend, printedOn: PlainDate | undefined): FormValue[] {
  const signed = (box: string, is: boolean): FormValue[] =>
    is ? [put(box, 'Signature on file'), put(box, slashed(printedOn), { part: 1 })] : [];
  return [
    ...signed('36', release === 'Y'),
    ...signed('37', benefitsAssigned === 'Y'),
    put('53', signatureOnFile ? slashed(printedOn) : undefined, { part: 1 }),
  ];
}

const phone = (box: string, number: string | undefined): FormValue[] =>
  [number?.slice(0, 3), number?.slice(3, 6), number?.slice(6)].map((text, part) => put(box, text, { part }));

function providers({ billing, rendering, facility, signatureOnFile }: ClaimToSend): FormValue[] {
  const treating = rendering ?? billing;
  const where = facility?.address ?? billing.address;
  return [
    ...stacked('48', [fullName(billing), ...(billing.address === undefined ? [] : [streetOf(billing.address), cityOf(billing.address)])]),
    putWhole('49', billing.npi),
    putWhole('51', billing.taxId),
    ...phone('52', billing.phone),
    put('53', signatureOnFile ? fullName(treating) : undefined),
    putWhole('54', treating.npi),
    ...(where === undefined ? [] : stacked('56', [streetOf(where), cityOf(where)])),
    putWhole('56a', treating.taxonomy),
    ...phone('57', treating.phone ?? billing.phone),
  ];
}
