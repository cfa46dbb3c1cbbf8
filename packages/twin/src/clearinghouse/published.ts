import type { ClaimLoop, Party, Place } from '@claimwright/x12';
import type { Day } from '../days.ts';

/** What the clearinghouse and the payer know when a claim comes in. */
export interface Desk {
  /** The day on which it came. */
  readonly today: Day;
  /** Payers that the clearinghouse reaches; nothing said: any. */
  readonly reaches?: ReadonlySet<string>;
  /** Claims that the payer has, by `keyOf`, and numbers that it gave to claims. */
  readonly has: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

/** A rule of whoever reads the file: answered by a 999, at the segment and element that it names. */
export interface ReadingRule {
  readonly rule: string;
  readonly says: string;
  /** Whether the set is refused for it, or only remarked on. */
  readonly refuses: boolean;
  readonly segment: string;
  readonly loop: string;
  readonly element: number;
  /** IK403. */
  readonly error: string;
  /** Where it is broken: nothing where it is kept. */
  broken(claim: ClaimLoop): { readonly places: ClaimLoop['places']; readonly place: Place; readonly value?: string } | undefined;
}

/** A rule on what a claim says: answered by a 277CA with these codes. */
export interface ClaimRule {
  readonly rule: string;
  readonly says: string;
  readonly category: 'A3' | 'A4' | 'A6' | 'A7' | 'A8';
  readonly status: string;
  readonly entity?: string;
  /** Broken by the claim, or by this line of it (from 1). */
  broken(claim: ClaimLoop, desk: Desk): boolean | number;
}

/** Counted apart from whoever sends: ten digits whose doubled sum, with 24 for the prefix of the card issuer, ends in zero. */
function npiHolds(npi: string | undefined): boolean {
  if (npi === undefined || !/^[12]\d{9}$/.test(npi)) return false;
  const sum = [...npi].reduce((total, sign, i) => {
    const digit = Number(sign);
    return total + (i % 2 === 0 ? Math.floor((digit * 2) / 10) + ((digit * 2) % 10) : digit);
  }, 24);
  return sum % 10 === 0;
}

const personOf = (claim: ClaimLoop): { person: Party; birthDate?: string } => claim.patient ?? claim.subscriber;
const originalOf = (claim: ClaimLoop): string | undefined => claim.references.find(({ qualifier }) => qualifier === 'F8')?.id;
const firstDay = (claim: ClaimLoop): Day =>
  [...claim.dates, ...claim.lines.flatMap(({ dates }) => dates)]
    .filter(({ qualifier }) => qualifier === '472' || qualifier === '434')
    .map(({ date }) => date)
    .sort()[0] ?? '';

/** What makes a claim the same as one that came before; what is only asked is none. */
export const keyOf = ({ subscriber, patientControlNumber, frequency, charged, lines, submission = '' }: ClaimLoop): string =>
  [subscriber.payer?.id, patientControlNumber, frequency, charged, lines.length, ...(submission === '' ? [] : [submission])].join('|');

/** What the reader of files publishes. */
export const readingRules: readonly ReadingRule[] = [
  {
    ...{ rule: 'R1', says: 'The member has a number.', refuses: true, segment: 'NM1', loop: '2010BA', element: 9, error: '1' },
    broken: ({ subscriber }) =>
      (subscriber.person.id ?? '') === '' ? { places: subscriber.places, place: subscriber.person.place } : undefined,
  },
  {
    ...{ rule: 'R2', says: 'A claim charges nothing less than zero.', refuses: true, segment: 'CLM', loop: '2300', element: 2, error: '6' },
    broken: ({ charged, places, place }) => (charged < 0 ? { places, place, value: String(charged) } : undefined),
  },
  {
    ...{ rule: 'R3', says: 'The payer is named by a number.', refuses: false, segment: 'NM1', loop: '2010BB', element: 9, error: '7' },
    broken: ({ subscriber }) =>
      subscriber.payer !== undefined && !/^[A-Z0-9]{2,15}$/.test(subscriber.payer.id ?? '')
        ? { places: subscriber.places, place: subscriber.payer.place }
        : undefined,
  },
];

/** A rule on which segments stand where, which claims as they were read no longer tell: of the segments of one claim. */
export interface PlaceRule extends Pick<ReadingRule, 'rule' | 'says' | 'segment' | 'loop'> {
  /** IK304. */
  readonly error: string;
  readonly kind: ClaimLoop['claimType'];
  /** Where it is broken: how many segments after the claim’s own. */
  broken(segments: readonly string[]): number | undefined;
}

/** What is refused wherever it stands. */
export const placeRules: readonly PlaceRule[] = [
  {
    ...{ rule: 'R4', says: 'A dental line has no note: the claim has up to five.', segment: 'NTE', loop: '2400', error: '2' },
    kind: 'dental',
    broken: (segments) => {
      const line = segments.indexOf('LX');
      const at = line < 0 ? -1 : segments.indexOf('NTE', line);
      return at < 0 ? undefined : at;
    },
  },
  {
    ...{ rule: 'R5', says: 'A dental claim has at most five notes.', segment: 'NTE', loop: '2300', error: '5' },
    kind: 'dental',
    broken: (segments) => {
      const notes = segments.flatMap((segment, at) => (segment === 'NTE' ? [at] : []));
      return notes[5];
    },
  },
];

/** What the clearinghouse publishes. */
export const clearinghouseRules: readonly ClaimRule[] = [
  {
    ...{ rule: 'C1', says: 'The billing provider has a valid NPI.', category: 'A7', status: '562', entity: '85' },
    broken: ({ billing }) => !npiHolds(billing.provider.id),
  },
  {
    ...{ rule: 'C2', says: 'A rendering provider has a valid NPI.', category: 'A7', status: '562', entity: '82' },
    broken: ({ parties }) => parties['82'] !== undefined && !npiHolds(parties['82'].id),
  },
  {
    ...{ rule: 'C3', says: 'The lines add up to the claim.', category: 'A8', status: '178' },
    broken: ({ charged, lines }) => lines.reduce((sum, line) => sum + line.charged, 0) !== charged,
  },
  {
    ...{ rule: 'C4', says: 'The payer is one that is reached from here.', category: 'A7', status: '153', entity: 'PR' },
    broken: ({ subscriber }, { reaches }) => reaches !== undefined && !reaches.has(subscriber.payer?.id ?? ''),
  },
  {
    ...{ rule: 'C5', says: 'A claim of a physician or a hospital has a diagnosis.', category: 'A6', status: '254' },
    broken: ({ claimType, diagnoses }) => claimType !== 'dental' && diagnoses.length === 0,
  },
  {
    ...{ rule: 'C6', says: 'Nothing is billed before it was done.', category: 'A7', status: '187' },
    broken: ({ lines }, { today }) =>
      1 + lines.findIndex(({ dates }) => dates.some(({ qualifier, date }) => qualifier === '472' && date > today)),
  },
];

/** What the payer publishes. */
export const payerRules: readonly ClaimRule[] = [
  {
    ...{ rule: 'P1', says: 'A member’s number has at least five letters and digits.', category: 'A7', status: '164', entity: 'IL' },
    broken: ({ subscriber }) => !/^[A-Z0-9]{5,}$/.test(subscriber.person.id ?? ''),
  },
  {
    ...{ rule: 'P2', says: 'The patient is born before the service.', category: 'A8', status: '158', entity: 'QC' },
    broken: (claim) => {
      const { birthDate } = personOf(claim);
      const day = firstDay(claim);
      // What is only asked beforehand has no day yet.
      return birthDate === undefined || (day !== '' && birthDate > day);
    },
  },
  {
    ...{ rule: 'P3', says: 'What replaces or voids a claim names that claim.', category: 'A6', status: '464' },
    broken: (claim) => (claim.frequency === '7' || claim.frequency === '8') && originalOf(claim) === undefined,
  },
  {
    ...{ rule: 'P4', says: 'A claim that is replaced is one that the payer has.', category: 'A4', status: '35' },
    broken: (claim, { numbers }) => {
      const original = originalOf(claim);
      return original !== undefined && !numbers.has(original);
    },
  },
  {
    ...{ rule: 'P5', says: 'A claim comes once.', category: 'A8', status: '54' },
    broken: (claim, { has }) => has.has(keyOf(claim)),
  },
  {
    ...{ rule: 'P6', says: 'A crown names its tooth.', category: 'A6', status: '242' },
    broken: ({ claimType, lines }) =>
      claimType === 'dental'
        ? 1 + lines.findIndex(({ procedure, teeth }) => procedure?.code === 'D2740' && (teeth ?? []).length === 0)
        : false,
  },
];
