import { cents, type Finding, type PlainDate } from '../../../ground/base/index.ts';
import type { ClaimToSend, CoverageToSend, DiagnosisToSend, LineToSend, ProviderToSend, StayToSend } from '../claim-to-send.ts';
import { daysServed, payerToBill } from '../draft.ts';
import { diagnosesByPlace } from '../external-cause.ts';
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
  money,
  named,
  noBox,
  type PaperForm,
  put,
  putWhole,
  tooMany,
} from './form.ts';
import { cityOf, digits, fullName, nameOf, stacked, streetOf, zipOf } from './parties.ts';
import { ub04Paper } from './ub-04-paper.ts';

const first = 23;
const line = linesFrom(first);
const series = (count: number, of: (i: number) => FormBox): FormBox[] => Array.from({ length: count }, (_, i) => of(i));
const more = 'ABCDEFGHIJKLMNOPQ';

const procedureBoxes = ['74', '74a', '74b', '74c', '74d', '74e'];
const causeBoxes = ['72a', '72b', '72c'];
const diagnosis = (i: number): string[] => [`diagnoses.${i}.code`, `diagnoses.${i}.presentOnAdmission`];
const dxColumn = (i: number): number => (i < 8 ? 15 + i * 8 : 5 + (i - 8) * 8);

/** UB-04: twenty-two lines a form, the twenty-third for the sum. */
export const ub04Layout: FormLayout = {
  name: 'UB-04',
  columns: 82,
  rows: 71,
  lines: { first, step: 1, most: 22 },
  paper: ub04Paper,
  boxes: [
    {
      box: '1',
      name: 'Who bills',
      row: 2,
      column: 1,
      wide: 25,
      high: 4,
      facts: ['billing.name', 'billing.first', 'billing.phone', ...lived('billing')],
    },
    { box: '2', name: 'Pay to', row: 2, column: 27, wide: 24, high: 4, facts: [] },
    { box: '3a', name: 'Account', row: 2, column: 52, wide: 24, facts: ['patientControlNumber'] },
    { box: '4', name: 'Type', row: 2, column: 77, wide: 5, facts: ['stay.typeOfBill'] },
    { box: '5', name: 'Tax id', row: 5, column: 52, wide: 11, facts: ['billing.taxId'] },
    { box: '6', name: 'From – through', row: 5, column: 65, wide: 17, parts: [73], facts: ['stay.from', 'stay.to'] },
    { box: '8', name: 'Patient', row: 7, column: 1, wide: 30, facts: named('patient') },
    { box: '9', name: 'Address', row: 7, column: 32, wide: 50, parts: [56, 69, 72], facts: lived('patient') },
    { box: '10', name: 'Birth date', row: 9, column: 1, wide: 9, facts: ['patient.birthDate'] },
    { box: '11', name: 'Sex', row: 9, column: 11, wide: 3, facts: ['patient.sex'] },
    { box: '12', name: 'Admitted', row: 9, column: 15, wide: 8, facts: ['stay.admittedOn'] },
    { box: '13', name: 'Hr', row: 9, column: 24, wide: 3, facts: ['stay.admittedAt'] },
    { box: '14', name: 'Type', row: 9, column: 28, wide: 4, facts: ['stay.admissionType'] },
    { box: '15', name: 'Src', row: 9, column: 33, wide: 3, facts: ['stay.admissionSource'] },
    { box: '16', name: 'Dhr', row: 9, column: 37, wide: 3, facts: ['stay.dischargedAt'] },
    { box: '17', name: 'Stat', row: 9, column: 41, wide: 4, facts: ['stay.patientStatus'] },
    ...series(11, (i) => ({
      box: `${18 + i}`,
      name: 'Condition',
      row: 9,
      column: 46 + i * 3,
      wide: 3,
      facts: ['stay.conditions'],
    })),
    { box: '29', name: 'St', row: 9, column: 79, wide: 3, facts: ['accident.state'] },
    ...series(4, (i) => ({
      box: `${31 + i}`,
      name: 'Occurrence',
      row: 11,
      column: 1 + i * 12,
      wide: 11,
      high: 2,
      parts: [5 + i * 12],
      facts: [],
    })),
    {
      box: '38',
      name: 'Payer',
      row: 15,
      column: 1,
      wide: 40,
      high: 4,
      facts: ['own.payerName', ...lived('own', 'payerAddress')],
    },
    ...series(3, (i) => ({
      box: `${39 + i}`,
      name: 'Value',
      row: 15,
      column: 43 + i * 13,
      wide: 12,
      high: 4,
      parts: [46 + i * 13],
      facts: [],
    })),
    line('42', 'Rev', 1, 5, ['revenueCode']),
    line('43', 'In words', 7, 23, ['description', 'note']),
    line('44', 'Procedure', 31, 15, ['procedure.code', 'procedure.modifiers']),
    line('45', 'Date', 47, 7, ['servedOn']),
    line('46', 'Units', 55, 7, ['units']),
    line('47', 'Charge', 63, 9, ['billed']),
    { box: 'page', name: 'Page', row: 45, column: 1, wide: 52, parts: [8, 13, 47], facts: [] },
    { box: 'total', name: 'Total', row: 45, column: 63, wide: 9, facts: ['billed'] },
    { box: '56', name: 'NPI', row: 47, column: 70, wide: 12, facts: ['billing.npi'] },
    { box: '50', name: 'Payers', row: 47, column: 1, wide: 22, high: 3, facts: ['own.payerName', 'other.payerName'] },
    { box: '51', name: 'Payer id', row: 47, column: 24, wide: 15, high: 3, facts: ['own.payerId'] },
    { box: '52', name: 'Rel', row: 47, column: 40, wide: 3, high: 3, facts: ['release'] },
    { box: '53', name: 'Asg', row: 47, column: 44, wide: 3, high: 3, facts: ['benefitsAssigned'] },
    { box: '54', name: 'Paid before', row: 47, column: 48, wide: 10, high: 3, facts: [] },
    { box: '58', name: 'Insured', row: 51, column: 1, wide: 25, high: 3, facts: named('holder') },
    { box: '59', name: 'Rel', row: 51, column: 27, wide: 3, high: 3, facts: ['own.relationship'] },
    { box: '60', name: 'Member id', row: 51, column: 31, wide: 19, high: 3, facts: ['own.memberId'] },
    { box: '61', name: 'Plan', row: 51, column: 51, wide: 14, high: 3, facts: ['own.groupName'] },
    { box: '62', name: 'Group', row: 51, column: 66, wide: 16, high: 3, facts: ['own.groupNumber'] },
    { box: '63', name: 'Authorization', row: 55, column: 1, wide: 30, high: 3, facts: ['authorizationNumber', 'referralNumber'] },
    { box: '64', name: 'Payer’s claim number', row: 55, column: 32, wide: 26, high: 3, facts: ['originalPayerControlNumber'] },
    { box: '66', name: 'ICD', row: 59, column: 1, wide: 3, facts: [] },
    {
      box: '67',
      name: 'Principal',
      row: 59,
      column: 5,
      wide: 9,
      parts: [12],
      facts: diagnosis(0),
    },
    ...series(17, (i) => ({
      ...{ box: `67${more[i]}`, name: 'Dx', row: i < 8 ? 59 : 61, column: dxColumn(i), wide: 8, parts: [dxColumn(i) + 7] },
      facts: diagnosis(i + 1),
    })),
    { box: '69', name: 'Admitting', row: 63, column: 5, wide: 8, facts: ['stay.admittingDiagnosis'] },
    ...series(3, (i) => ({
      ...{ box: `70${'abc'[i]}`, name: 'Reason', row: 63, column: 18 + i * 9, wide: 8, facts: ['stay.reasonsForVisit'] },
    })),
    ...series(causeBoxes.length, (i) => ({
      ...{ box: causeBoxes[i] ?? '', name: 'Cause', row: 63, column: 46 + i * 9, wide: 8, parts: [53 + i * 9], facts: [] },
    })),
    ...series(procedureBoxes.length, (i) => ({
      ...{ box: procedureBoxes[i] ?? '', name: 'Procedure', row: 65, column: 1 + i * 13, wide: 13, parts: [8 + i * 13], facts: [] },
    })),
    {
      box: '76',
      name: 'Attending: NPI, name',
      row: 67,
      column: 40,
      wide: 42,
      parts: [52, 68],
      facts: ['stay.attending.npi', 'stay.attending.name', 'stay.attending.first'],
    },
    {
      box: '77',
      name: 'Operating: NPI, name',
      row: 69,
      column: 40,
      wide: 42,
      parts: [52, 68],
      facts: ['stay.operating.npi', 'stay.operating.name', 'stay.operating.first'],
    },
    { box: '80', name: 'Remarks', row: 67, column: 1, wide: 38, high: 3, facts: ['note', ...enclosed] },
    { box: '81', name: 'Specialty', row: 71, column: 1, wide: 38, parts: [4], facts: ['billing.taxonomy'] },
  ],
};

/** External causes stand apart from the other diagnoses: which diagnosis stands in which box is different from claim to claim. */
function layoutOf({ diagnoses }: ClaimToSend): FormLayout {
  const { treated, causes } = diagnosesByPlace(diagnoses);
  const nth = (positions: readonly number[], i: number): string[] => {
    // The next free box takes one more.
    const position = positions[i] ?? (i === positions.length ? diagnoses.length : undefined);
    return position === undefined ? [] : diagnosis(position);
  };
  const facts = new Map([
    ...causeBoxes.map((box, i) => [box, nth(causes, i)] as const),
    ...Array.from({ length: more.length + 1 }, (_, i) => [i === 0 ? '67' : `67${more[i - 1]}`, nth(treated, i)] as const),
  ]);
  return { ...ub04Layout, boxes: ub04Layout.boxes.map((box) => ({ ...box, facts: facts.get(box.box) ?? box.facts })) };
}

/** An institutional claim as the boxes of UB-04. */
export function ub04(claim: ClaimToSend, printedOn?: PlainDate): PaperForm | undefined {
  const own = payerToBill(claim);
  const { stay } = claim;
  if (claim.kind !== 'institutional' || own === undefined || stay === undefined) return undefined;
  const forms = linesByForm(claim.lines, ub04Layout.lines.most);
  const pages = forms.map((lines, i) => [
    ...head(claim, stay),
    ...patientStay(claim, stay),
    ...stacked('38', [own.payerName, ...(own.payerAddress === undefined ? [] : [streetOf(own.payerAddress), cityOf(own.payerAddress)])]),
    ...lines.flatMap(({ line: one, at }, slot) => lineValues(one).map((value) => ({ ...value, slot, line: at }))),
    ...lastLine(claim, i + 1, forms.length, printedOn),
    ...payers(claim, own),
    ...diagnoses(claim),
    ...besideDiagnoses(stay),
    ...causesOf(claim),
    ...people(stay),
    ...remarks(claim.note),
    ...(claim.billing.taxonomy === undefined ? [] : [put('81', 'B3'), put('81', claim.billing.taxonomy, { part: 1 })]),
  ]);
  return fillForm(layoutOf(claim), pages, lostOf(claim, stay));
}

/** Line 23: pages and the day on each form, the sum of the whole claim and its code on the last alone. */
const lastLine = (claim: ClaimToSend, page: number, pages: number, printedOn: PlainDate | undefined): FormValue[] => [
  put('page', page === pages ? '0001' : undefined),
  put('page', `${page}`, { part: 1 }),
  put('page', `${pages}`.padStart(2), { part: 2 }),
  put('page', digits(printedOn), { part: 3 }),
  putWhole('total', page === pages ? money(claim.billed, 9, '') : undefined),
];

/** Three rows of the form. */
const remarks = (note = ''): FormValue[] => {
  const [first = '', second = '', ...more] = inRows(note, 24);
  return [first, second, more.join(' ')].map((text, down) => put('80', text, { down }));
};

const lostOf = (claim: ClaimToSend, stay: StayToSend): Finding[] => [
  ...tooMany('67Q', 'diagnoses', diagnosesByPlace(claim.diagnoses).treated.length, 18),
  ...tooMany('72c', 'external causes', diagnosesByPlace(claim.diagnoses).causes.length, causeBoxes.length),
  ...tooMany('28', 'condition codes', stay.conditions.length, 11),
  ...tooMany('34', 'occurrences', stay.occurrences.length, 8),
  ...tooMany('41', 'values', stay.values.length, 12),
  ...tooMany('70c', 'reasons for the visit', stay.reasonsForVisit?.length ?? 0, 3),
  ...tooMany('74e', 'procedures', stay.procedures?.length ?? 0, procedureBoxes.length),
  ...tooMany('50', 'payers', claim.coverages.length, 3),
  ...noBox('The number of an attachment', claim.attachments.length > 0),
  ...noBox('A referral number beside an authorization', claim.authorizationNumber !== undefined && claim.referralNumber !== undefined),
];

const standing = (box: string, provider: ProviderToSend): FormValue[] =>
  stacked(box, [
    fullName(provider),
    ...(provider.address === undefined ? [] : [streetOf(provider.address), cityOf(provider.address)]),
    provider.phone,
  ]);

function head(claim: ClaimToSend, stay: StayToSend): FormValue[] {
  const { billing, payTo } = claim;
  const { from, to } = daysServed(claim);
  return [
    ...standing('1', billing),
    ...(payTo === undefined ? [] : stacked('2', [fullName(billing), streetOf(payTo.address), cityOf(payTo.address)])),
    putWhole('3a', claim.patientControlNumber),
    put('4', `0${stay.typeOfBill}`.slice(-4)),
    // An employer's number has its hyphen.
    putWhole('5', billing.taxIdKind === 'person' ? billing.taxId : billing.taxId?.replace(/^(\d{2})(\d{7})$/, '$1-$2')),
    put('6', digits(from)),
    put('6', digits(to), { part: 1 }),
  ];
}

const hour = (time: string | undefined) => time?.slice(0, 2);

function patientStay({ patient, accident }: ClaimToSend, stay: StayToSend): FormValue[] {
  const { address } = patient;
  return [
    put('8', nameOf(patient)),
    ...(address === undefined
      ? []
      : [streetOf(address), address.city, address.state, zipOf(address.zip)].map((text, part) => put('9', text, { part }))),
    put('10', digits(patient.birthDate, 4)),
    put('11', patient.sex),
    put('12', digits(stay.admittedOn)),
    put('13', hour(stay.admittedAt)),
    put('14', stay.admissionType),
    put('15', stay.admissionSource),
    put('16', hour(stay.dischargedAt)),
    put('17', stay.patientStatus),
    ...stay.conditions.slice(0, 11).map((code, i) => put(`${18 + i}`, code)),
    put('29', accident?.kind === 'auto' ? accident.state : undefined),
    ...stay.occurrences.slice(0, 8).flatMap(({ code, on }, i) => {
      const [box, down] = [`${31 + (i % 4)}`, Math.floor(i / 4)];
      return [put(box, code, { down }), put(box, digits(on), { part: 1, down })];
    }),
    ...stay.values.slice(0, 12).flatMap(({ code, amount }, i) => {
      const [box, down] = [`${39 + (i % 3)}`, Math.floor(i / 3)];
      return [put(box, code, { down }), putWhole(box, money(amount, 9, ''), { part: 1, down })];
    }),
  ];
}

const lineValues = (one: LineToSend): FormValue[] => [
  put('42', one.revenueCode?.padStart(4, '0')),
  put('43', one.description ?? (one.drug === undefined ? one.note : `N4${one.drug.ndc}${one.drug.unit}${one.drug.quantity}`)),
  putWhole('44', `${one.procedure.code}${one.procedure.modifiers.join('')}`),
  put('45', digits(one.servedOn)),
  putWhole('46', one.units.padStart(7)),
  putWhole('47', money(one.billed, 9, '')),
];

/** Whoever pays first stands first; whom this form goes to is told by box 38. */
function payers(claim: ClaimToSend, own: CoverageToSend): FormValue[] {
  return [
    putWhole('56', claim.billing.npi),
    ...claim.coverages.slice(0, 3).flatMap((coverage, down) => {
      const at = { down };
      const holder = coverage.relationship === '18' ? claim.patient : coverage.subscriber;
      return [
        put('50', coverage.payerName, at),
        putWhole('51', coverage.payerId, at),
        put('52', claim.release, at),
        put('53', claim.benefitsAssigned, at),
        putWhole('54', coverage.decision === undefined ? undefined : money(cents(coverage.decision.paid), 10, ''), at),
        put('58', nameOf(holder), at),
        put('59', coverage.relationship, at),
        putWhole('60', coverage.memberId, at),
        put('61', coverage.groupName, at),
        putWhole('62', coverage.groupNumber, at),
        ...(coverage === own
          ? [putWhole('63', claim.authorizationNumber ?? claim.referralNumber, at), putWhole('64', claim.originalPayerControlNumber, at)]
          : []),
      ];
    }),
  ];
}

const diagnoses = ({ diagnoses: all }: ClaimToSend): FormValue[] => [
  put('66', all[0]?.system === 'ICD-9-CM' ? '9' : '0'),
  ...diagnosesByPlace(all)
    .treated.slice(0, 18)
    .flatMap((position, i) => coded(i === 0 ? '67' : `67${more[i - 1]}`, all[position])),
];
const coded = (box: string, one: DiagnosisToSend | undefined): FormValue[] => [
  putWhole(box, one?.code),
  put(box, one?.presentOnAdmission, { part: 1 }),
];

const causesOf = ({ diagnoses: all }: ClaimToSend): FormValue[] =>
  diagnosesByPlace(all)
    .causes.slice(0, causeBoxes.length)
    .flatMap((position, i) => coded(causeBoxes[i] ?? '', all[position]));

const besideDiagnoses = ({ admittingDiagnosis, reasonsForVisit = [], procedures = [] }: StayToSend): FormValue[] => [
  putWhole('69', admittingDiagnosis),
  ...reasonsForVisit.slice(0, 3).map((code, i) => putWhole(`70${'abc'[i]}`, code)),
  ...procedures
    .slice(0, procedureBoxes.length)
    .flatMap(({ code, on }, i) => [putWhole(procedureBoxes[i] ?? '', code), put(procedureBoxes[i] ?? '', digits(on), { part: 1 })]),
];

const people = ({ attending, operating }: StayToSend): FormValue[] => [...doctor('76', attending), ...doctor('77', operating)];
const doctor = (box: string, who: ProviderToSend | undefined): FormValue[] =>
  who === undefined ? [] : [putWhole(box, who.npi), put(box, who.name, { part: 1 }), put(box, who.first, { part: 2 })];
