import { deposits } from '../bank/deposits.ts';
import type { Facility } from '../claims/claim.ts';
import { makeClaims } from '../claims/make-claims.ts';
import { addDays, type Day, wireDay } from '../days.ts';
import { adjudicateClaims } from '../payer/adjudicate.ts';
import { everydayMix } from '../payer/cases/index.ts';
import type { RemitFile } from '../payer/repeat.ts';
import { write835 } from '../payer/write-835.ts';
import { makeNpi, makePractice, type Patient, type Practice } from '../practice/practice.ts';
import { makeRandom } from '../random.ts';

export interface LargeWish {
  readonly seed: string | number;
  /** Nothing in it is later. */
  readonly today: Day;
  /** 1 is 200,000 claims in 30,000 remits; 0.05 a twentieth of it. Default 1. */
  readonly scale?: number;
}

/** A file and the day on which it comes in. */
export interface LargeFile {
  readonly name: string;
  readonly day: Day;
  readonly bytes: Uint8Array;
  readonly claims: number;
  readonly remits: number;
}

/** Four weeks of claims, what payers answered to them, and what the bank received. */
export interface LargeBatch {
  readonly number: number;
  readonly claims: LargeFile;
  /** One file a week, as a clearinghouse bundles the payers' payments, in the order of their days. */
  readonly remits: readonly LargeFile[];
  readonly bank: LargeFile;
}

export interface LargePractice {
  readonly practice: Practice;
  readonly sites: readonly Facility[];
  readonly batches: number;
  /** The day on which its first claims go out. */
  readonly begins: Day;
  /** Batch by batch, so that no more than one of them is held. */
  make(from?: number): Generator<LargeBatch>;
}

const siteCount = 40;
const claimsInAll = 200_000;
const patientsInAll = 25_000;
/** Four weeks each: three years. */
const periods = 39;
const period = 28;
/** Days until the last answers to a batch are here, and paid. */
const settling = 48;

/** A large fictional practice: three years, forty sites. The same seed, day and scale give the same files. */
export function largePractice({ seed, today, scale = 1 }: LargeWish): LargePractice {
  const practice = makePractice(`large/${seed}`, { patients: Math.max(60, Math.round(patientsInAll * scale)), providers: 2 * siteCount });
  const sites = makeSites(seed);
  // Few claims are no reason for many files: a small scale has longer steps through the same three years.
  const batches = Math.max(3, Math.min(periods, Math.round(periods * Math.sqrt(scale))));
  const step = Math.floor(((periods - 1) * period) / (batches - 1));
  const size = Math.max(30, Math.round((claimsInAll * scale) / batches));
  const placed = new Map(practice.patients.map((patient, i) => [patient, sites[i % siteCount]]));
  const facilityOf = (patient: Patient): Facility => placed.get(patient) ?? firstOf(sites);
  const end = (number: number): Day => addDays(today, -settling - step * (batches - 1 - number));
  return {
    practice,
    sites,
    batches,
    begins: end(0),
    *make(from = 0) {
      for (let number = from; number < batches; number++) {
        yield makeBatch({ seed: `large/${seed}/${number}`, number, size, until: end(number), practice, facilityOf });
      }
    },
  };
}

function firstOf<T>(all: readonly T[]): T {
  const [first] = all;
  if (first === undefined) throw new Error('there is none');
  return first;
}

const places = ['Harbor', 'Orchard', 'Summit', 'Meadow', 'Mill', 'Prairie', 'Cedar', 'Quarry', 'Bay', 'Forest'] as const;
const kinds = ['Clinic', 'Eye Center', 'Family Office', 'Dental Office'] as const;

function makeSites(seed: string | number): Facility[] {
  return kinds.flatMap((kind, k) =>
    places.map((place, i): Facility => {
      const random = makeRandom(`large/${seed}/site/${k}/${i}`);
      return {
        name: `${place} ${kind} (Fictional)`,
        npi: makeNpi(`1${random.digits(8)}`),
        street: `${random.int(1, 999)} Pretend Road`,
        town: 'NOWHEREVILLE',
      };
    }),
  );
}

interface BatchWish {
  readonly seed: string;
  readonly number: number;
  readonly size: number;
  readonly until: Day;
  readonly practice: Practice;
  readonly facilityOf: (patient: Patient) => Facility;
}

const claimsPerRemit = 7;

function makeBatch({ seed, number, size, until, practice, facilityOf }: BatchWish): LargeBatch {
  const made = makeClaims({ seed, count: size, until, firstNumber: 1 + number * size, practice, facilityOf });
  const { remits } = adjudicateClaims(made.claims, { seed, from: addDays(until, 6), mix: everydayMix, claimsPerRemit });
  const bank = deposits(remits, 'bai2', {
    seed,
    account: { routing: practice.bankRouting, number: practice.bankAccount },
    withoutTrace: 5,
    late: 10,
    noise: 8,
  });
  const last = bank.lines.at(-1)?.postedOn ?? until;
  return {
    number,
    claims: { name: `claims-${wireDay(until)}.837`, day: until, bytes: made.bytes837, claims: made.claims.length, remits: 0 },
    remits: weekly(remits).map((week, i) => bundle(week, number * 10 + i)),
    bank: { name: `bank-${wireDay(last)}.bai`, day: last, bytes: bank.bytes, claims: 0, remits: 0 },
  };
}

/** Payments that came in the same week from the first one on. */
function weekly(remits: readonly RemitFile[]): RemitFile[][] {
  const weeks: RemitFile[][] = [];
  let end = '';
  for (const remit of remits) {
    if (remit.remit.paidOn >= end) {
      weeks.push([]);
      end = addDays(remit.remit.paidOn, 7);
    }
    weeks.at(-1)?.push(remit);
  }
  return weeks;
}

function bundle(week: readonly RemitFile[], control: number): LargeFile {
  const day = week.at(-1)?.remit.paidOn ?? '';
  return {
    name: `remits-${wireDay(day)}-${control}.835`,
    day,
    bytes: write835(
      week.map(({ remit }) => remit),
      { control: String(control + 1) },
    ),
    claims: week.reduce((sum, { remit }) => sum + remit.claims.length, 0),
    remits: week.length,
  };
}
