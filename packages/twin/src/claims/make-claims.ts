import { addDays, businessDay, type Day, shortDay } from '../days.ts';
import { makePractice, type Patient, type Practice, type Specialty } from '../practice/practice.ts';
import { makeRandom, type Random } from '../random.ts';
import type { BilledLine, Facility, MadeClaim } from './claim.ts';
import { write837 } from './write-837.ts';

/** What the practice charges for one unit, in cents. Only these codes are ever used: they name no description of anybody's. */
export const fees: { readonly [code: string]: number } = {
  '99213': 15_000,
  '99214': 22_000,
  '92014': 16_500,
  '92250': 9_500,
  '92134': 6_500,
  '66984': 185_000,
  '93000': 4_500,
  '90471': 3_500,
  '97110': 5_500,
  D1110: 11_000,
  D0120: 6_500,
  D2740: 128_000,
  V2020: 12_000,
  V2100: 9_000,
  J1100: 1_200,
};

export interface ClaimBatch {
  readonly practice: Practice;
  readonly claims: readonly MadeClaim[];
  /** One 837P with all of them. */
  readonly bytes837: Uint8Array;
}

export interface ClaimWish {
  readonly seed: string | number;
  readonly count: number;
  /** The last day of service; claims are spread over the four weeks before it. */
  readonly until: Day;
  /** The first claim's number, so that batches do not share control numbers. */
  readonly firstNumber?: number;
  readonly practice?: Practice;
  readonly specialties?: readonly Specialty[];
  /** At which site a patient is seen; none: where the practice bills from. */
  readonly facilityOf?: (patient: Patient) => Facility | undefined;
}

export function makeClaims(wish: ClaimWish): ClaimBatch {
  const practice = wish.practice ?? makePractice(wish.seed);
  const random = makeRandom(`claims/${wish.seed}`);
  const patients = practice.patients.filter((p) => !wish.specialties || wish.specialties.includes(p.specialty));
  const first = wish.firstNumber ?? 1;
  const claims = Array.from({ length: wish.count }, (_, i) => {
    const own = random.fork(String(first + i));
    return makeClaim(own, own.pick(patients), first + i, { ...wish, practice });
  });
  const bytes837 = write837(practice, claims, { day: wish.until, control: String(first) });
  return { practice, claims, bytes837 };
}

type Made = Pick<ClaimWish, 'until' | 'facilityOf'> & { readonly practice: Practice };

function makeClaim(random: Random, patient: Patient, number: number, { practice, until, facilityOf }: Made): MadeClaim {
  const servedOn = businessDay(addDays(until, -random.int(3, 30)));
  const rendering = random.pick(practice.providers.filter((p) => p.specialty === patient.specialty));
  const visit = visits[patient.specialty](random);
  const facility = facilityOf?.(patient);
  const control = `LK${shortDay(servedOn)}-${String(number).padStart(7, '0')}${String.fromCharCode(65 + (number % 23))}`;
  const lines = visit.lines.map(
    ({ code, modifiers = [], units = 1 }, i): BilledLine => ({
      number: i + 1,
      control: `${number}L${i + 1}`,
      code,
      modifiers,
      billed: (fees[code] ?? 0) * units,
      units,
      servedOn,
      pointers: visit.diagnoses.length > 1 && i > 0 ? [2, 1] : [1],
    }),
  );
  return {
    control,
    patient: { last: patient.last, first: patient.first },
    coverages: patient.coverages,
    billed: lines.reduce((total, line) => total + line.billed, 0),
    placeOfService: visit.placeOfService ?? '11',
    diagnoses: visit.diagnoses,
    lines,
    rendering,
    provider: { name: practice.name, npi: practice.npi, taxId: practice.taxId },
    practice,
    birthDate: patient.birthDate,
    sex: patient.sex,
    street: patient.street,
    town: patient.town,
    ...(facility ? { facility } : {}),
  };
}

interface Visit {
  readonly lines: readonly { readonly code: string; readonly modifiers?: readonly string[]; readonly units?: number }[];
  readonly diagnoses: readonly string[];
  readonly placeOfService?: string;
}

const visits: { readonly [specialty in Specialty]: (random: Random) => Visit } = {
  medical: medicalVisit,
  dental: dentalVisit,
  optometry: optometryVisit,
};

function medicalVisit(random: Random): Visit {
  if (random.chance(150)) return { lines: [{ code: '97110', modifiers: ['GP'], units: random.int(2, 4) }], diagnoses: ['M5450'] };
  const extra = random.chance(550);
  const office = random.pick(['99213', '99213', '99214']);
  const more = [
    ...(random.chance(300) ? [{ code: '93000' }] : []),
    ...(random.chance(350) ? [{ code: '90471' }] : []),
    ...(random.chance(150) ? [{ code: 'J1100', units: random.int(2, 8) }] : []),
  ];
  const lines = extra && more.length > 0 ? [{ code: office, modifiers: ['25'] }, ...more] : [{ code: office }];
  return { lines, diagnoses: random.pick([['I10', 'E119'], ['J069'], ['E119'], ['I10']]) };
}

function dentalVisit(random: Random): Visit {
  if (random.chance(200)) return { lines: [{ code: 'D2740' }], diagnoses: ['K029'] };
  return { lines: random.chance(750) ? [{ code: 'D0120' }, { code: 'D1110' }] : [{ code: 'D0120' }], diagnoses: ['Z0120'] };
}

function optometryVisit(random: Random): Visit {
  if (random.chance(60))
    return { lines: [{ code: '66984', modifiers: [random.pick(['RT', 'LT'])] }], diagnoses: ['H2513'], placeOfService: '24' };
  const test = random.pick(['92250', '92134']);
  if (random.chance(450)) {
    const glasses = [{ code: 'V2020' }, { code: 'V2100', modifiers: ['RT'] }, { code: 'V2100', modifiers: ['LT'] }];
    return { lines: [{ code: '92014' }, ...glasses], diagnoses: ['H5213'] };
  }
  return { lines: random.chance(600) ? [{ code: '92014' }, { code: test }] : [{ code: '92014' }], diagnoses: ['H401131', 'H2513'] };
}
