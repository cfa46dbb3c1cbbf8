import { hashOf, makeRandom, type Random } from '../random.ts';
import { firstNames, lastNames, streets, towns } from './names.ts';

export type Specialty = 'medical' | 'dental' | 'optometry';

export interface Provider {
  readonly npi: string;
  readonly last: string;
  readonly first: string;
  readonly taxonomy: string;
  readonly specialty: Specialty;
}
export interface Payer {
  readonly name: string;
  /** NM109 in our 837, REF*2U in its 835. */
  readonly id: string;
  /** TRN03: `1` and a tax id that was never issued (prefix 00). */
  readonly traceId: string;
  /** CLP06 and SBR09: CI, MB, … */
  readonly filing: string;
  readonly kind: 'commercial' | 'medicare' | 'supplement' | 'vision' | 'dental';
  /** What it allows of a charge, in thousandths, before a code's own variation. */
  readonly rate: number;
  readonly method: 'ACH' | 'CHK';
}
export interface Patient {
  readonly last: string;
  readonly first: string;
  readonly birthDate: string;
  readonly sex: 'F' | 'M';
  readonly street: string;
  readonly town: string;
  readonly coverages: readonly { readonly payer: Payer; readonly memberId: string; readonly group: string }[];
  readonly specialty: Specialty;
}
export interface Practice {
  readonly name: string;
  readonly npi: string;
  readonly taxId: string;
  readonly taxonomy: string;
  readonly street: string;
  readonly town: string;
  readonly state: string;
  readonly zip: string;
  readonly bankRouting: string;
  readonly bankAccount: string;
  readonly providers: readonly Provider[];
  readonly payers: readonly Payer[];
  readonly patients: readonly Patient[];
}

/** The fictional payers of the twin; an 837 to any other payer is adjudicated by the terms of the first. */
export const payers: readonly Payer[] = [
  { name: 'NORTHWIND MUTUAL', id: '90101', traceId: '1001234501', filing: 'CI', kind: 'commercial', rate: 640, method: 'ACH' },
  { name: 'JUNIPER VALLEY HEALTH PLAN', id: '90102', traceId: '1001234502', filing: 'HM', kind: 'commercial', rate: 580, method: 'CHK' },
  { name: 'FEDERAL SENIOR PROGRAM', id: '90103', traceId: '1001234503', filing: 'MB', kind: 'medicare', rate: 520, method: 'ACH' },
  { name: 'EVERGREEN SUPPLEMENT', id: '90104', traceId: '1001234504', filing: 'CI', kind: 'supplement', rate: 700, method: 'ACH' },
  { name: 'CLEARWATER VISION', id: '90105', traceId: '1001234505', filing: 'CI', kind: 'vision', rate: 610, method: 'ACH' },
  { name: 'HARBORLIGHT DENTAL', id: '90106', traceId: '1001234506', filing: 'CI', kind: 'dental', rate: 720, method: 'ACH' },
];

export function payerById(id: string): Payer {
  const found = payers.find((payer) => payer.id === id) ?? payers[0];
  if (!found) throw new Error('the twin has no payers');
  return found;
}

/** Nine digits and the Luhn digit over `80840` before them (45 CFR 162.406). */
export function makeNpi(nine: string): string {
  const digits = `80840${nine}`;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const doubled = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

const taxonomies: { readonly [specialty in Specialty]: string } = { medical: '207Q00000X', dental: '122300000X', optometry: '152W00000X' };

export function makePractice(seed: string | number, options: { readonly patients?: number; readonly providers?: number } = {}): Practice {
  const random = makeRandom(`practice/${seed}`);
  const provider = (specialty: Specialty): Provider => ({
    npi: makeNpi(`1${random.digits(8)}`),
    last: random.pick(lastNames),
    first: random.pick(firstNames),
    taxonomy: taxonomies[specialty],
    specialty,
  });
  const kinds = ['medical', 'medical', 'optometry', 'dental'] as const;
  const providers = Array.from({ length: options.providers ?? kinds.length }, (_, i) => provider(kinds[i % kinds.length] ?? 'medical'));
  return {
    name: 'LAKESIDE FAMILY CARE (FICTIONAL)',
    npi: makeNpi(`1${random.digits(8)}`),
    taxId: `12${random.digits(7)}`,
    taxonomy: '261QM1300X',
    street: `${random.int(1, 99)} ${random.pick(streets)}`,
    town: random.pick(towns),
    state: 'OH',
    zip: '440000000',
    bankRouting: '091000019',
    bankAccount: `0001234${random.digits(5)}`,
    providers,
    payers,
    patients: Array.from({ length: options.patients ?? 120 }, (_, i) => makePatient(random.fork(`patient/${i}`), i)),
  };
}

function makePatient(random: Random, index: number): Patient {
  const specialty: Specialty = random.chance(600) ? 'medical' : random.chance(500) ? 'optometry' : 'dental';
  const primary = primaryOf(random, specialty);
  const supplement = primary.kind === 'medicare' && random.chance(600) ? [payerById('90104')] : [];
  return {
    last: random.pick(lastNames),
    first: random.pick(firstNames),
    birthDate: `${primary.kind === 'medicare' ? random.int(1935, 1955) : random.int(1958, 2012)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    sex: random.pick(['F', 'M'] as const),
    street: `${random.int(1, 999)} ${random.pick(streets)}`,
    town: random.pick(towns),
    coverages: [primary, ...supplement].map((payer) => ({
      payer,
      memberId: memberId(payer, index, random),
      group: `G${random.digits(5)}`,
    })),
    specialty,
  };
}

function primaryOf(random: Random, specialty: Specialty): Payer {
  if (specialty === 'dental') return payerById('90106');
  if (specialty === 'optometry' && random.chance(600)) return payerById('90105');
  return payerById(random.pick(['90101', '90101', '90102', '90103', '90103']));
}

/** Letters of a Medicare beneficiary's number: without S, L, O, I, B and Z. */
const letters = 'ACDEFGHJKMNPQRTUVWXY';

/** Of the form that Medicare gives out, of nobody: the patient's number in its letters. */
function beneficiary(index: number, random: Random): string {
  const letter = (place: number): string => letters[Math.floor(index / letters.length ** place) % letters.length] ?? 'A';
  const [a, b, c, d] = random.digits(4);
  return `1${letter(5)}${letter(4)}${a}${letter(3)}${letter(2)}${b}${letter(1)}${letter(0)}${c}${d}`;
}

/** Unique by construction: the patient's number stands in it. */
const memberId = (payer: Payer, index: number, random: Random): string =>
  payer.kind === 'medicare' ? beneficiary(index, random) : otherMember(payer, index, random);

const otherMember = (payer: Payer, index: number, random: Random): string =>
  `${String.fromCharCode(65 + (hashOf(payer.id) % 26))}${String(index).padStart(5, '0')}${random.digits(4)}`;
