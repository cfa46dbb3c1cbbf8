import { type Cents, type PlainDate, toDecimal } from '../../../ground/base/index.ts';
import type { Address, ClaimToSend, CoverageToSend, LineToSend, PersonToSend, ProviderToSend } from '../claim-to-send.ts';
import { payerToBill } from '../draft.ts';

/** What stands in a box of the form, by row and column: six rows and ten columns an inch, counted from 1. */
export interface FormField {
  /** The form's own number of it: `24D`. */
  readonly box: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Of one form. */
export const linesOfForm = 6;
const firstLine = 44;

const at = (box: string, row: number, column: number, text: string | undefined, most = 30): FormField[] =>
  text === undefined || text === '' ? [] : [{ box, row, column, text: text.toUpperCase().slice(0, most) }];
const mark = (box: string, row: number, column: number | undefined): FormField[] => (column === undefined ? [] : at(box, row, column, 'X'));

const nameOf = ({ last, first, middle }: PersonToSend): string =>
  [last, first, middle].filter((part) => part !== undefined && part !== '').join(', ');
const split = (date: PlainDate): readonly [month: string, day: string, year: string] => [date.slice(5, 7), date.slice(8), date.slice(0, 4)];
const day = (
  box: string,
  row: number,
  columns: readonly [number, number, number],
  date: PlainDate | undefined,
  short = false,
): FormField[] => {
  if (date === undefined) return [];
  const [month, of, year] = split(date);
  return [...at(box, row, columns[0], month), ...at(box, row, columns[1], of), ...at(box, row, columns[2], short ? year.slice(2) : year)];
};
/** Dollars and cents without a point, as the form divides them by a line. */
const money = (box: string, row: number, column: number, amount: Cents): FormField[] =>
  at(box, row, column, toDecimal(amount).replace('.', ' ').padStart(9));

/** A professional claim as the boxes of CMS-1500 (02/12), six lines a form. What an 837 says and the form cannot is left out. */
export function cms1500(claim: ClaimToSend): FormField[][] {
  const own = payerToBill(claim);
  if (claim.kind !== 'professional' || own === undefined) return [];
  const forms: LineToSend[][] = [];
  for (let i = 0; i < claim.lines.length; i += linesOfForm) forms.push(claim.lines.slice(i, i + linesOfForm));
  return forms.map((lines, i) => [
    ...insured(claim, own),
    ...condition(claim),
    ...lines.flatMap((line, k) => lineFields(line, claim, firstLine + k * 2)),
    ...whoBills(claim, i === forms.length - 1),
  ]);
}

const programs: { readonly [indicator: string]: number } = { MB: 1, MA: 1, MC: 8, CH: 15, VA: 24 };
const relations: { readonly [relationship: string]: number } = { 18: 33, '01': 38, 19: 42 };

function insured(claim: ClaimToSend, own: CoverageToSend): FormField[] {
  const { patient } = claim;
  const isSelf = own.relationship === '18';
  const holder = isSelf ? patient : own.subscriber;
  const other = claim.coverages.find((one) => one !== own);
  return [
    ...at('payer', 2, 41, own.payerName),
    ...(own.payerAddress === undefined
      ? []
      : [...at('payer', 3, 41, own.payerAddress.line1), ...at('payer', 4, 41, cityOf(own.payerAddress))]),
    ...mark('1', 8, programs[own.filingIndicator ?? ''] ?? 31),
    ...at('1a', 8, 50, own.memberId, 29),
    ...at('2', 10, 1, nameOf(patient), 28),
    ...day('3', 10, [31, 34, 37], patient.birthDate),
    ...mark('3', 10, patient.sex === 'M' ? 42 : patient.sex === 'F' ? 47 : undefined),
    ...at('4', 10, 50, nameOf(holder), 29),
    ...lived('5', 1, 26, patient.address),
    ...mark('6', 12, relations[own.relationship] ?? 47),
    ...lived('7', 50, 74, isSelf ? patient.address : own.subscriber.address),
    ...(other === undefined
      ? []
      : [
          ...at('9', 18, 1, nameOf(other.relationship === '18' ? patient : other.subscriber), 28),
          ...at('9a', 20, 1, other.groupNumber ?? other.memberId, 28),
          ...at('9d', 26, 1, other.payerName, 28),
        ]),
    ...at('11', 18, 50, own.groupNumber, 29),
    ...day('11a', 20, [53, 56, 59], holder.birthDate),
    ...mark('11a', 20, holder.sex === 'M' ? 68 : holder.sex === 'F' ? 75 : undefined),
    ...at('11c', 24, 50, own.groupName ?? own.payerName, 28),
    ...mark('11d', 26, other === undefined ? 57 : 52),
  ];
}

const cityOf = ({ city, state = '', zip = '' }: Address): string => `${city} ${state} ${zip}`.trim();
const lived = (box: string, column: number, state: number, address: Address | undefined): FormField[] =>
  address === undefined
    ? []
    : [
        ...at(box, 12, column, [address.line1, address.line2 ?? ''].join(' ').trim(), 28),
        ...at(box, 14, column, address.city, 24),
        ...at(box, 14, state, address.state),
        ...at(box, 16, column, address.zip, 10),
      ];

function condition(claim: ClaimToSend): FormField[] {
  const { accident, referring } = claim;
  const yesOrNo = (box: string, row: number, kind: string) => mark(box, row, accident?.kind === kind ? 35 : 41);
  return [
    ...yesOrNo('10a', 20, 'employment'),
    ...yesOrNo('10b', 22, 'auto'),
    ...at('10b', 22, 45, accident?.kind === 'auto' ? accident.state : undefined),
    ...yesOrNo('10c', 24, 'other'),
    ...at('12', 29, 7, claim.release === 'Y' ? 'Signature on file' : undefined),
    ...at('13', 29, 57, claim.benefitsAssigned === 'Y' ? 'Signature on file' : undefined),
    ...day('14', 32, [2, 5, 8], claim.onsetOn),
    ...(referring === undefined
      ? []
      : [...at('17', 34, 1, 'DN'), ...at('17', 34, 4, fullName(referring), 23), ...at('17b', 34, 33, referring.npi)]),
    ...at('19', 36, 1, claim.note, 70),
    ...at('21', 37, 42, claim.diagnoses[0]?.system === 'ICD-9-CM' ? '9' : '0'),
    ...claim.diagnoses.slice(0, 12).flatMap(({ code }, i) => at('21', 38 + Math.floor(i / 4), 3 + (i % 4) * 13, code, 8)),
    ...(claim.frequency === '1' ? [] : [...at('22', 38, 50, claim.frequency), ...at('22', 38, 62, claim.originalPayerControlNumber, 18)]),
    ...at('23', 40, 50, claim.authorizationNumber ?? claim.referralNumber, 29),
  ];
}

const fullName = ({ name, first = '' }: ProviderToSend): string => `${first} ${name}`.trim();
const letters = 'ABCDEFGHIJKL';

function lineFields(line: LineToSend, claim: ClaimToSend, row: number): FormField[] {
  const { procedure, servedOn, servedTo } = line;
  return [
    ...at(
      '24',
      row - 1,
      1,
      line.description ?? (line.drug === undefined ? line.note : `N4${line.drug.ndc} ${line.drug.unit}${line.drug.quantity}`),
      61,
    ),
    ...day('24A', row, [1, 4, 7], servedOn, true),
    ...day('24A', row, [10, 13, 16], servedTo ?? servedOn, true),
    ...at('24B', row, 19, line.placeOfService ?? claim.placeOfService),
    ...at('24D', row, 25, procedure.code, 7),
    ...procedure.modifiers.slice(0, 4).flatMap((modifier, i) => at('24D', row, 33 + i * 3, modifier)),
    ...at('24E', row, 45, line.pointers.map((pointer) => letters[pointer - 1] ?? '').join('')),
    ...money('24F', row, 49, line.billed),
    ...at('24G', row, 59, line.units, 3),
    ...at('24J', row, 68, (line.rendering ?? claim.rendering ?? claim.billing).npi),
  ];
}

function whoBills(claim: ClaimToSend, last: boolean): FormField[] {
  const { billing, facility, rendering } = claim;
  return [
    ...at('25', 56, 1, billing.taxId, 15),
    ...mark('25', 56, billing.taxId === undefined ? undefined : billing.taxIdKind === 'person' ? 17 : 19),
    ...at('26', 56, 23, claim.patientControlNumber, 14),
    ...mark('27', 56, claim.assignment === 'A' ? 38 : 43),
    // The sum stands on the last of several forms.
    ...(last ? money('28', 56, 51, claim.billed) : at('28', 56, 51, 'continued')),
    ...(last && claim.patientPaid !== undefined ? money('29', 56, 61, claim.patientPaid) : []),
    ...at('31', 60, 1, claim.signatureOnFile ? fullName(rendering ?? billing) : undefined, 20),
    ...standing('32', 23, facility),
    ...at('33', 57, 66, billing.phone),
    ...standing('33', 50, billing),
  ];
}

const standing = (box: string, column: number, provider: ProviderToSend | undefined): FormField[] =>
  provider === undefined
    ? []
    : [
        ...at(box, 58, column, fullName(provider), 26),
        ...(provider.address === undefined
          ? []
          : [...at(box, 59, column, provider.address.line1, 26), ...at(box, 60, column, cityOf(provider.address), 26)]),
        ...at(`${box}a`, 61, column + 1, provider.npi),
      ];
