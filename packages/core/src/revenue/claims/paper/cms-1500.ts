import type { Finding, PlainDate } from '../../../ground/base/index.ts';
import type { Address, ClaimToSend, CoverageToSend, LineToSend, ProviderToSend } from '../claim-to-send.ts';
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
  split,
  tooMany,
} from './form.ts';
import { cityOf, fullName, nameOf, stacked, streetOf } from './parties.ts';

const letters = 'ABCDEFGHIJKL';
const first = 44;
const lived = (of: string) => ['line1', 'line2', 'city', 'state', 'zip'].map((part) => `${of}.address.${part}`);
const line = (box: string, name: string, column: number, wide: number, facts: readonly string[], parts?: readonly number[]): FormBox => ({
  ...{ box, name, row: first, column, wide, perLine: true, facts: facts.map((fact) => `lines.#.${fact}`) },
  ...(parts === undefined ? {} : { parts }),
});

/** CMS-1500 (02/12): six lines a form. */
export const cms1500Layout: FormLayout = {
  name: 'CMS-1500',
  columns: 79,
  rows: 64,
  lines: { first, step: 2, most: 6 },
  boxes: [
    {
      box: 'payer',
      name: 'Payer',
      row: 2,
      column: 41,
      wide: 38,
      high: 3,
      facts: ['own.payerName', ...lived('own').map((fact) => fact.replace('address', 'payerAddress'))],
    },
    { box: '1', name: 'Kind of coverage', row: 8, column: 1, wide: 49, parts: [8, 15, 24, 31], facts: ['own.filingIndicator'] },
    { box: '1a', name: 'Member id', row: 8, column: 50, wide: 29, facts: ['own.memberId'] },
    { box: '2', name: 'Patient', row: 10, column: 1, wide: 29, facts: ['patient.last', 'patient.first', 'patient.middle'] },
    {
      box: '3',
      name: 'Birth date, sex',
      row: 10,
      column: 31,
      wide: 19,
      parts: [34, 37, 42, 47],
      facts: ['patient.birthDate', 'patient.sex'],
    },
    { box: '4', name: 'Insured', row: 10, column: 50, wide: 29, facts: ['holder.last', 'holder.first', 'holder.middle'] },
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
    { box: '13', name: 'Benefits assigned', row: 29, column: 57, wide: 22, facts: ['benefitsAssigned'] },
    { box: '14', name: 'Onset', row: 32, column: 2, wide: 28, parts: [5, 8], facts: ['onsetOn'] },
    { box: '17', name: 'Referring', row: 34, column: 1, wide: 28, parts: [4], facts: ['referring.name', 'referring.first'] },
    { box: '17b', name: 'Referring NPI', row: 34, column: 33, wide: 17, facts: ['referring.npi'] },
    { box: '19', name: 'Note', row: 36, column: 1, wide: 48, facts: ['note'] },
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
    { box: '23', name: 'Authorization', row: 40, column: 50, wide: 29, facts: ['authorizationNumber', 'referralNumber'] },
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
    { box: '31', name: 'Signed', row: 60, column: 1, wide: 21, facts: ['signatureOnFile'] },
    { box: '32', name: 'Where', row: 58, column: 23, wide: 26, high: 3, facts: ['facility.name', ...lived('facility')] },
    { box: '32a', name: 'NPI', row: 61, column: 24, wide: 11, beside: true, facts: ['facility.npi'] },
    {
      box: '33',
      name: 'Who bills, phone',
      row: 57,
      column: 50,
      wide: 29,
      high: 4,
      beside: true,
      parts: [66],
      facts: ['billing.name', 'billing.first', 'billing.phone', ...lived('billing')],
    },
    { box: '33a', name: 'NPI', row: 61, column: 51, wide: 11, beside: true, facts: ['billing.npi'] },
  ],
};

const dated = (box: string, parts: readonly [number, number, number], date: PlainDate | undefined, short = false): FormValue[] => {
  if (date === undefined) return [];
  const [month, day, year] = split(date);
  const texts = [month, day, short ? year.slice(2) : year];
  return texts.map((text, i) => put(box, text, { part: parts[i] ?? 0 }));
};

/** A professional claim as the boxes of CMS-1500. What an 837 says and the form cannot is left out, and told. */
export function cms1500(claim: ClaimToSend): PaperForm | undefined {
  const own = payerToBill(claim);
  if (claim.kind !== 'professional' || own === undefined) return undefined;
  const forms = linesByForm(claim.lines, cms1500Layout.lines.most);
  const pages = forms.map((lines, i) => [
    ...insured(claim, own),
    ...condition(claim),
    ...lines.flatMap(({ line: one, at }, slot) => lineValues(one, claim).map((value) => ({ ...value, slot, line: at }))),
    ...whoBills(claim, i === forms.length - 1),
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

const programs: { readonly [indicator: string]: number } = { MB: 0, MA: 0, MC: 1, CH: 2, VA: 3 };
const relations: { readonly [relationship: string]: number } = { 18: 0, '01': 1, 19: 2 };

function insured(claim: ClaimToSend, own: CoverageToSend): FormValue[] {
  const { patient } = claim;
  const isSelf = own.relationship === '18';
  const holder = isSelf ? patient : own.subscriber;
  const other = claim.coverages.find((one) => one !== own);
  return [
    ...stacked('payer', [own.payerName, ...(own.payerAddress === undefined ? [] : [streetOf(own.payerAddress), cityOf(own.payerAddress)])]),
    mark('1', programs[own.filingIndicator ?? ''] ?? 4),
    put('1a', own.memberId),
    put('2', nameOf(patient)),
    ...dated('3', [0, 1, 2], patient.birthDate),
    mark('3', patient.sex === 'M' ? 3 : patient.sex === 'F' ? 4 : undefined),
    put('4', nameOf(holder)),
    ...addressed('5', patient.address),
    mark('6', relations[own.relationship] ?? 3),
    ...addressed('7', holder.address),
    ...(other === undefined
      ? []
      : [
          put('9', nameOf(other.relationship === '18' ? patient : other.subscriber)),
          put('9a', other.groupNumber ?? other.memberId),
          put('9d', other.payerName),
        ]),
    put('11', own.groupNumber),
    ...dated('11a', [0, 1, 2], holder.birthDate),
    mark('11a', holder.sex === 'M' ? 3 : holder.sex === 'F' ? 4 : undefined),
    put('11c', own.groupName ?? own.payerName),
    mark('11d', other === undefined ? 1 : 0),
  ];
}

const addressed = (box: string, address: Address | undefined): FormValue[] =>
  address === undefined
    ? []
    : [
        put(box, streetOf(address), { part: -1 }),
        put(box, address.city, { down: 2 }),
        put(box, address.state, { part: 1, down: 2 }),
        put(box, address.zip, { down: 4 }),
      ];

function condition(claim: ClaimToSend): FormValue[] {
  const { accident, referring } = claim;
  const yesOrNo = (box: string, kind: string) => mark(box, accident?.kind === kind ? 0 : 1);
  return [
    yesOrNo('10a', 'employment'),
    yesOrNo('10b', 'auto'),
    put('10b', accident?.kind === 'auto' ? accident.state : undefined, { part: 2 }),
    yesOrNo('10c', 'other'),
    put('12', claim.release === 'Y' ? 'Signature on file' : undefined),
    put('13', claim.benefitsAssigned === 'Y' ? 'Signature on file' : undefined),
    ...dated('14', [0, 1, 2], claim.onsetOn),
    ...(referring === undefined ? [] : [put('17', 'DN'), put('17', fullName(referring), { part: 1 }), put('17b', referring.npi)]),
    put('19', claim.note),
    put('21', claim.diagnoses[0]?.system === 'ICD-9-CM' ? '9' : '0'),
    ...claim.diagnoses.slice(0, 12).map(({ code }, i) => put(`21${letters[i]}`, code)),
    ...(claim.frequency === '1' ? [] : [put('22', claim.frequency), put('22', claim.originalPayerControlNumber, { part: 1 })]),
    put('23', claim.authorizationNumber ?? claim.referralNumber),
  ];
}

function lineValues(one: LineToSend, claim: ClaimToSend): FormValue[] {
  const { procedure, servedOn, servedTo, drug } = one;
  return [
    put('24', one.description ?? (drug === undefined ? one.note : `N4${drug.ndc} ${drug.unit}${drug.quantity}`)),
    ...dated('24A', [0, 1, 2], servedOn, true),
    ...dated('24A', [3, 4, 5], servedTo ?? servedOn, true),
    put('24B', one.placeOfService ?? claim.placeOfService),
    put('24D', procedure.code),
    ...procedure.modifiers.slice(0, 4).map((modifier, i) => put('24D', modifier, { part: i + 1 })),
    put(
      '24E',
      one.pointers
        .slice(0, 4)
        .map((pointer) => letters[pointer - 1] ?? '')
        .join(''),
    ),
    put('24F', money(one.billed)),
    put('24G', one.units),
    put('24J', (one.rendering ?? claim.rendering ?? claim.billing).npi),
  ];
}

function whoBills(claim: ClaimToSend, last: boolean): FormValue[] {
  const { billing, facility, rendering } = claim;
  return [
    put('25', billing.taxId),
    mark('25', billing.taxId === undefined ? undefined : billing.taxIdKind === 'person' ? 1 : 2),
    put('26', claim.patientControlNumber),
    mark('27', claim.assignment === 'A' ? 0 : 1),
    // The sum stands on the last of several forms.
    put('28', last ? money(claim.billed) : 'continued'),
    put('29', last && claim.patientPaid !== undefined ? money(claim.patientPaid) : undefined),
    put('31', claim.signatureOnFile ? fullName(rendering ?? billing) : undefined),
    ...standing('32', facility, 0),
    put('33', billing.phone, { part: 1 }),
    ...standing('33', billing, 1),
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
        put(`${box}a`, provider.npi),
      ];
