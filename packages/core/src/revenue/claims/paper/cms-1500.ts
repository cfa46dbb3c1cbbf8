import { cents, type Finding, type PlainDate } from '../../../ground/base/index.ts';
import type { Address, ClaimToSend, CoverageToSend, LineToSend, PersonToSend, ProviderToSend } from '../claim-to-send.ts';
import { payerToBill } from '../draft.ts';
import {
  enclosed,
  type FormBox,
  type FormLayout,
  type FormValue,
  fillForm,
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
  split,
  tooMany,
} from './form.ts';
import { cityOf, fullName, nameOf, stacked, streetOf, zipOf } from './parties.ts';

const letters = 'ABCDEFGHIJKL';
const first = 44;
const line = linesFrom(first);

/**
 * CMS-1500 (02/12): six lines a form, of 79 columns, ten an inch, and 64 rows, six an inch. Rows and columns are those at which OpenEMR prints
 * the form, seen against the positions of Open Dental's; the form's left margin of 0.3 inch is the National Uniform Claim Committee's. What
 * belongs in a box follows the NUCC's 1500 Reference Instruction Manual and, for Medicare, the Claims Processing Manual, chapter 26, section 10.
 */
export const cms1500Layout: FormLayout = {
  name: 'CMS-1500',
  columns: 79,
  rows: 64,
  lines: { first, step: 2, most: 6 },
  paper: { left: 21.6, top: 22, places: {} },
  boxes: [
    {
      box: 'payer',
      name: 'Payer',
      row: 2,
      column: 41,
      wide: 38,
      high: 3,
      facts: ['own.payerName', ...lived('own', 'payerAddress')],
    },
    {
      box: '1',
      name: 'Kind of coverage',
      row: 8,
      column: 1,
      wide: 49,
      parts: [8, 15, 24, 31, 39, 45],
      facts: ['own.filingIndicator', 'own.insuranceType'],
    },
    { box: '1a', name: 'Member id', row: 8, column: 50, wide: 29, facts: ['own.memberId'] },
    { box: '2', name: 'Patient', row: 10, column: 1, wide: 29, facts: named('patient') },
    {
      box: '3',
      name: 'Birth date, sex',
      row: 10,
      column: 31,
      wide: 19,
      parts: [34, 37, 42, 47],
      facts: ['patient.birthDate', 'patient.sex'],
    },
    { box: '4', name: 'Insured', row: 10, column: 50, wide: 29, facts: named('holder') },
    { box: '5', name: 'Patient’s address', row: 12, column: 1, wide: 29, high: 5, parts: [26], facts: lived('patient') },
    { box: '6', name: 'Relation to insured', row: 12, column: 33, wide: 17, parts: [38, 42, 47], facts: ['own.relationship'] },
    { box: '7', name: 'Insured’s address', row: 12, column: 50, wide: 29, high: 5, parts: [74], facts: lived('holder') },
    { box: '9', name: 'Other insured', row: 18, column: 1, wide: 29, facts: ['other.subscriber.last', 'other.subscriber.first'] },
    { box: '9a', name: 'Other policy or group', row: 20, column: 1, wide: 29, facts: ['other.groupNumber', 'other.memberId'] },
    { box: '9d', name: 'Other payer', row: 26, column: 1, wide: 29, facts: ['other.payerName'] },
    { box: '10a', name: 'Employment', row: 20, column: 35, wide: 15, parts: [41], facts: ['accident.kind'] },
    {
      box: '10b',
      name: 'Auto accident, state',
      row: 22,
      column: 35,
      wide: 15,
      parts: [41, 45],
      facts: ['accident.kind', 'accident.state'],
    },
    { box: '10c', name: 'Other accident', row: 24, column: 35, wide: 15, parts: [41], facts: ['accident.kind'] },
    { box: '11', name: 'Policy or group', row: 18, column: 50, wide: 29, facts: ['own.groupNumber'] },
    {
      box: '11a',
      name: 'Insured’s birth date, sex',
      row: 20,
      column: 53,
      wide: 26,
      parts: [56, 59, 68, 75],
      facts: ['holder.birthDate', 'holder.sex'],
    },
    { box: '11c', name: 'Plan', row: 24, column: 50, wide: 29, facts: ['own.groupName'] },
    { box: '11d', name: 'Another plan', row: 26, column: 52, wide: 27, parts: [57], facts: [] },
    { box: '12', name: 'Release signed', row: 29, column: 7, wide: 42, facts: ['release'] },
    { box: '13', name: 'Benefits assigned', row: 29, column: 55, wide: 24, facts: ['benefitsAssigned'] },
    { box: '14', name: 'Onset', row: 32, column: 2, wide: 28, parts: [5, 8, 16], facts: ['onsetOn'] },
    { box: '17', name: 'Referring', row: 34, column: 1, wide: 28, parts: [4], facts: ['referring.name', 'referring.first'] },
    { box: '17b', name: 'Referring NPI', row: 34, column: 33, wide: 17, facts: ['referring.npi'] },
    { box: '18', name: 'In hospital', row: 34, column: 54, wide: 25, parts: [57, 60, 68, 71, 74], facts: ['hospitalFrom', 'hospitalTo'] },
    { box: '19', name: 'Note', row: 36, column: 1, wide: 48, facts: ['note', ...enclosed] },
    { box: '21', name: 'ICD', row: 37, column: 42, wide: 2, beside: true, facts: [] },
    ...[...letters].map(
      (letter, i): FormBox => ({
        ...{
          box: `21${letter}`,
          name: 'Diagnosis',
          row: 38 + Math.floor(i / 4),
          column: 3 + (i % 4) * 13,
          wide: 8,
          beside: true,
          facts: [`diagnoses.${i}.code`],
        },
      }),
    ),
    { box: '22', name: 'Resubmission, payer’s number', row: 38, column: 50, wide: 29, parts: [62], facts: ['originalPayerControlNumber'] },
    { box: '23', name: 'Authorization', row: 40, column: 50, wide: 29, facts: ['authorizationNumber', 'referralNumber', 'cliaNumber'] },
    { ...line('24', 'Beside the line', 1, 61, ['description', 'note']), row: first - 1 },
    line('24A', 'From – to', 1, 18, ['servedOn', 'servedTo'], [4, 7, 10, 13, 16]),
    line('24B', 'POS', 19, 3, ['placeOfService']),
    line('24D', 'Procedure, modifiers', 25, 20, ['procedure.code', 'procedure.modifiers'], [33, 36, 39, 42]),
    line('24E', 'Dx', 45, 4, ['pointers']),
    line('24F', 'Charge', 49, 9, ['billed']),
    line('24G', 'Units', 59, 4, ['units', 'unit']),
    { ...line('24J', 'Rendering NPI', 68, 11, []), facts: ['treating.npi', 'treating.name', 'treating.first'] },
    { box: '25', name: 'Tax id', row: 56, column: 1, wide: 21, parts: [17, 19], facts: ['billing.taxId', 'billing.taxIdKind'] },
    { box: '26', name: 'Account', row: 56, column: 23, wide: 14, facts: ['patientControlNumber'] },
    { box: '27', name: 'Assignment', row: 56, column: 38, wide: 12, parts: [43], facts: ['assignment'] },
    { box: '28', name: 'Total', row: 56, column: 51, wide: 9, facts: ['billed'] },
    { box: '29', name: 'Paid', row: 56, column: 61, wide: 9, facts: ['patientPaid'] },
    { box: '31', name: 'Signed', row: 60, column: 1, wide: 21, high: 2, facts: ['signatureOnFile'] },
    { box: '32', name: 'Where', row: 58, column: 23, wide: 26, high: 3, facts: ['facility.name', ...lived('facility')] },
    { box: '32a', name: 'NPI', row: 61, column: 23, wide: 12, beside: true, facts: ['facility.npi'] },
    {
      box: '33',
      name: 'Who bills, phone',
      row: 57,
      column: 50,
      wide: 29,
      high: 4,
      beside: true,
      parts: [66, 70],
      facts: ['billing.name', 'billing.first', 'billing.phone', ...lived('billing')],
    },
    { box: '33a', name: 'NPI', row: 61, column: 50, wide: 12, beside: true, facts: ['billing.npi'] },
  ],
};

const dated = (box: string, parts: readonly [number, number, number], date: PlainDate | undefined, short = false): FormValue[] => {
  if (date === undefined) return [];
  const [month, day, year] = split(date);
  const texts = [month, day, short ? year.slice(2) : year];
  return texts.map((text, i) => put(box, text, { part: parts[i] ?? 0 }));
};

/** A professional claim as the boxes of CMS-1500. What an 837 says and the form cannot is left out, and told. */
export function cms1500(claim: ClaimToSend, printedOn?: PlainDate): PaperForm | undefined {
  const own = payerToBill(claim);
  if (claim.kind !== 'professional' || own === undefined) return undefined;
  const forms = linesByForm(claim.lines, cms1500Layout.lines.most);
  const pages = forms.map((lines, i) => [
    ...(isMedicare(own) ? insuredByMedicare(claim, own) : insured(claim, own)),
    ...condition(claim),
    ...lines.flatMap(({ line: one, at }, slot) => lineValues(one, claim).map((value) => ({ ...value, slot, line: at }))),
    ...whoBills(claim, printedOn),
    ...sums(claim, own, lines, i === forms.length - 1),
  ]);
  return fillForm(cms1500Layout, pages, lostOf(claim));
}

const lostOf = (claim: ClaimToSend): Finding[] => [
  ...tooMany('21L', 'diagnoses', claim.diagnoses.length, 12),
  ...claim.lines.flatMap(({ procedure, pointers, number }) => [
    ...tooMany('24D', `modifiers of line ${number}`, procedure.modifiers.length, 4),
    ...tooMany('24E', `diagnoses of line ${number}`, pointers.length, 4),
  ]),
  ...tooMany('9d', 'payers', claim.coverages.length, 2),
  ...noBox(
    'What an earlier payer decided',
    claim.coverages.some(({ decision }) => decision !== undefined),
  ),
  ...noBox('The number of an attachment', claim.attachments.length > 0),
];

/** Medicare, Medicaid, TRICARE, CHAMPVA; another kind of payer that is no group health plan; all others are one. */
const programs: { readonly [indicator: string]: number } = {
  ...{ MA: 0, MB: 0, MC: 1, CH: 2, VA: 3 },
  ...{ AM: 6, LM: 6, TV: 6, WC: 6, OF: 6 },
};
const isMedicare = ({ filingIndicator }: CoverageToSend): boolean => filingIndicator === 'MA' || filingIndicator === 'MB';
const relations: { readonly [relationship: string]: number } = { 18: 0, '01': 1, 19: 2 };

const payerAndPatient = (claim: ClaimToSend, own: CoverageToSend): FormValue[] => [
  ...stacked('payer', [own.payerName, ...(own.payerAddress === undefined ? [] : [streetOf(own.payerAddress), cityOf(own.payerAddress)])]),
  mark('1', programs[own.filingIndicator ?? ''] ?? 4),
  putWhole('1a', own.memberId),
  put('2', nameOf(claim.patient)),
  ...dated('3', [0, 1, 2], claim.patient.birthDate),
  mark('3', claim.patient.sex === 'M' ? 3 : claim.patient.sex === 'F' ? 4 : undefined),
  ...addressed('5', claim.patient.address),
];

const insuredPerson = (holder: PersonToSend): FormValue[] => [
  ...dated('11a', [0, 1, 2], holder.birthDate),
  mark('11a', holder.sex === 'M' ? 3 : holder.sex === 'F' ? 4 : undefined),
];
const holderOf = ({ patient }: ClaimToSend, { relationship, subscriber }: CoverageToSend): PersonToSend =>
  relationship === '18' ? patient : subscriber;

function insured(claim: ClaimToSend, own: CoverageToSend): FormValue[] {
  const holder = holderOf(claim, own);
  const other = claim.coverages.find((one) => one !== own);
  return [
    ...payerAndPatient(claim, own),
    put('4', nameOf(holder)),
    mark('6', relations[own.relationship] ?? 3),
    ...addressed('7', holder.address),
    ...(other === undefined
      ? []
      : [put('9', nameOf(holderOf(claim, other))), putWhole('9a', other.groupNumber ?? other.memberId), put('9d', other.payerName)]),
    putWhole('11', own.groupNumber),
    ...insuredPerson(holder),
    put('11c', own.groupName ?? own.payerName),
    mark('11d', other === undefined ? 1 : 0),
  ];
}

/** To Medicare, box 11 says whether anybody pays before it: NONE, or whose insurance that is. Box 9 is for Medigap, 11d stays empty. */
function insuredByMedicare(claim: ClaimToSend, own: CoverageToSend): FormValue[] {
  const before = claim.coverages.slice(0, claim.coverages.indexOf(own)).at(-1);
  if (before === undefined) return [...payerAndPatient(claim, own), put('11', 'NONE')];
  const holder = holderOf(claim, before);
  return [
    ...payerAndPatient(claim, own),
    put('4', before.relationship === '18' ? undefined : nameOf(holder)),
    mark('6', relations[before.relationship] ?? 3),
    ...(before.relationship === '18' ? [] : addressed('7', holder.address)),
    putWhole('11', before.groupNumber ?? before.memberId),
    ...insuredPerson(holder),
    put('11c', before.groupName ?? before.payerName),
  ];
}

const addressed = (box: string, address: Address | undefined): FormValue[] =>
  address === undefined
    ? []
    : [
        put(box, streetOf(address), { part: -1 }),
        put(box, address.city, { down: 2 }),
        put(box, address.state, { part: 1, down: 2 }),
        put(box, zipOf(address.zip), { down: 4 }),
      ];

/** Who referred, ordered or supervised, in this order; each with its qualifier. */
function sentBy({ referring, supervising, lines }: ClaimToSend): FormValue[] {
  const ordering = lines.find((one) => one.ordering !== undefined)?.ordering;
  const [qualifier, who] = referring ? ['DN', referring] : ordering ? ['DK', ordering] : ['DQ', supervising];
  return who === undefined ? [] : [put('17', qualifier), put('17', fullName(who), { part: 1 }), putWhole('17b', who.npi)];
}

function condition(claim: ClaimToSend): FormValue[] {
  const { accident } = claim;
  const yesOrNo = (box: string, kind: string) => mark(box, accident?.kind === kind ? 0 : 1);
  return [
    yesOrNo('10a', 'employment'),
    yesOrNo('10b', 'auto'),
    put('10b', accident?.kind === 'auto' ? accident.state : undefined, { part: 2 }),
    yesOrNo('10c', 'other'),
    put('12', claim.release === 'Y' ? 'Signature on file' : undefined),
    put('13', claim.benefitsAssigned === 'Y' ? 'Signature on file' : undefined),
    ...dated('14', [0, 1, 2], claim.onsetOn),
    put('14', claim.onsetOn === undefined ? undefined : '431', { part: 3 }),
    ...sentBy(claim),
    ...dated('18', [0, 1, 2], claim.hospitalFrom),
    ...dated('18', [3, 4, 5], claim.hospitalTo),
    put('19', claim.note),
    put('21', claim.diagnoses[0]?.system === 'ICD-9-CM' ? '9' : '0'),
    ...claim.diagnoses.slice(0, 12).map(({ code }, i) => putWhole(`21${letters[i]}`, code)),
    ...(claim.frequency === '1' ? [] : [put('22', claim.frequency), putWhole('22', claim.originalPayerControlNumber, { part: 1 })]),
    putWhole('23', claim.authorizationNumber ?? claim.referralNumber ?? claim.cliaNumber),
  ];
}

function lineValues(one: LineToSend, claim: ClaimToSend): FormValue[] {
  const { procedure, servedOn, servedTo, drug } = one;
  return [
    put('24', one.description ?? (drug === undefined ? one.note : `N4${drug.ndc}   ${drug.unit}${drug.quantity}`)),
    ...dated('24A', [0, 1, 2], servedOn, true),
    ...dated('24A', [3, 4, 5], servedTo ?? servedOn, true),
    put('24B', one.placeOfService ?? claim.placeOfService),
    putWhole('24D', procedure.code),
    ...procedure.modifiers.slice(0, 4).map((modifier, i) => put('24D', modifier, { part: i + 1 })),
    put(
      '24E',
      one.pointers
        .slice(0, 4)
        .map((pointer) => letters[pointer - 1] ?? '')
        .join(''),
    ),
    putWhole('24F', money(one.billed, 9, ' ')),
    putWhole('24G', one.units),
    putWhole('24J', (one.rendering ?? claim.rendering ?? claim.billing).npi),
  ];
}

function whoBills(claim: ClaimToSend, printedOn: PlainDate | undefined): FormValue[] {
  const { billing, facility, rendering, signatureOnFile } = claim;
  const [month, day, year] = printedOn === undefined ? [] : split(printedOn);
  return [
    putWhole('25', billing.taxId),
    mark('25', billing.taxId === undefined ? undefined : billing.taxIdKind === 'person' ? 1 : 2),
    putWhole('26', claim.patientControlNumber),
    mark('27', claim.assignment === 'A' ? 0 : 1),
    put('31', signatureOnFile ? fullName(rendering ?? billing) : undefined),
    put('31', signatureOnFile && year !== undefined ? `${month} ${day} ${year.slice(2)}` : undefined, { down: 1 }),
    ...standing('32', facility, 0),
    put('33', billing.phone?.slice(0, 3), { part: 1 }),
    put('33', billing.phone?.slice(3), { part: 2 }),
    ...standing('33', billing, 1),
  ];
}

/** Medicare takes each of several forms as a claim with its own sum; to others the sum of all stands on the last. */
function sums(claim: ClaimToSend, own: CoverageToSend, lines: readonly { readonly line: LineToSend }[], last: boolean): FormValue[] {
  const medicare = isMedicare(own);
  const ofForm = cents(lines.reduce((sum, { line: one }) => sum + one.billed, 0));
  const before = claim.coverages.slice(0, claim.coverages.indexOf(own)).reduce((sum, { decision }) => sum + (decision?.paid ?? 0), 0);
  // What other payers paid is told to Medicare by their remit that goes with the form.
  const paid = cents((claim.patientPaid ?? 0) + (medicare ? 0 : before));
  const tellsPaid = last && (claim.patientPaid !== undefined || paid !== 0);
  return [
    medicare ? putWhole('28', money(ofForm, 9, ' ')) : last ? putWhole('28', money(claim.billed, 9, ' ')) : put('28', 'continued'),
    putWhole('29', tellsPaid ? money(paid, 9, ' ') : undefined),
  ];
}

const standing = (box: string, provider: ProviderToSend | undefined, down: number): FormValue[] =>
  provider === undefined
    ? []
    : [
        put(box, fullName(provider), { part: -1, down }),
        ...(provider.address === undefined
          ? []
          : [
              put(box, streetOf(provider.address), { part: -1, down: down + 1 }),
              put(box, cityOf(provider.address), { part: -1, down: down + 2 }),
            ]),
        putWhole(`${box}a`, provider.npi),
      ];
