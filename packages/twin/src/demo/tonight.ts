import type { Day } from '../days.ts';
import { makePractice, type Patient, type Practice, type Provider, type Specialty } from '../practice/practice.ts';
import { makeRandom } from '../random.ts';
import { type Slip, slips, type Told } from './tonight-slips.ts';
import { type ChargedVisit, charged, daysAgo, ordinary, type Seen, service } from './tonight-visits.ts';

/** What a small practice sends tonight: its charges, what claims are built with, what is known of payers, and what somebody told beside. */
export interface Tonight {
  readonly billing: object;
  readonly charges: readonly ChargedVisit[];
  readonly told: readonly Told[];
  /** By the payer's id. */
  readonly terms: readonly { readonly payerId: string; readonly terms: object }[];
  /** A payer rule of the practice's own. */
  readonly rule: object;
  /** Families of which something is found, as it was meant. */
  readonly families: readonly string[];
}

const mix: readonly Specialty[] = ['medical', 'medical', 'optometry', 'medical', 'dental'];
const WHOLE = 100;

interface Site {
  readonly name: string;
  readonly npi: string;
  readonly street: string;
  readonly town: string;
}

/** Of people of its own, so that what is known of earlier claims is known of nobody of these. */
export function tonight(seed: string | number, today: Day, { practice, secondSite }: { practice: Practice; secondSite: Site }): Tonight {
  const random = makeRandom(`tonight/${seed}`);
  const left = random.shuffle(makePractice(`tonight/${seed}`, { patients: 500 }).patients);
  const charges: ChargedVisit[] = [];
  const told: Told[] = [];
  let number = 0;
  const seenBy = (patient: Patient): Seen => {
    number += 1;
    const own = random.fork(`visit/${number}`);
    return {
      ...{ practice, patient, random: own, account: `TN${String(number).padStart(5, '0')}`, on: daysAgo(today, own.int(4, 8)) },
      rendering: own.pick(practice.providers.filter(({ specialty }) => specialty === patient.specialty)),
      ...(own.chance(300) ? { facilityNpi: secondSite.npi } : {}),
    };
  };
  const take = (suits: (patient: Patient) => boolean): Patient | undefined => {
    const at = left.findIndex(suits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  for (const slip of slips) {
    const patient = take((one) => suitsSlip(one, slip, today));
    if (patient === undefined) throw new Error(`nobody suits ${slip.family}`);
    const young = { ...patient, birthDate: `${Number(today.slice(0, 4)) - 9}${patient.birthDate.slice(4)}` };
    const made = slip.make(seenBy(slip.child === true ? young : patient), today);
    charges.push(...made.charges);
    told.push(...(made.told ?? []));
  }
  charges.push(...others(take, seenBy));
  for (let i = 0; charges.length < WHOLE + 2; i++) {
    const specialty = mix[i % mix.length];
    // Whoever was seen by everybody is seen once more, for something else and on another day.
    const patient = take((one) => one.specialty === specialty) ?? take(() => true);
    if (patient === undefined) break;
    charges.push(ordinary(seenBy(patient)));
  }
  return {
    ...{ billing: billingOf(practice, secondSite), charges, told, terms, rule },
    families: [...new Set(slips.map(({ family }) => family))],
  };
}

const ageOf = ({ birthDate }: Patient, today: Day): number => Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));

function suitsSlip(one: Patient, { specialty, payer = 'commercial', payerId, child = false }: Slip, today: Day): boolean {
  const first = one.coverages[0]?.payer;
  if (one.specialty !== specialty || first === undefined) return false;
  const right = payerId === undefined ? first.kind === payer && (specialty !== 'medical' || first.id === '90101') : first.id === payerId;
  return right && (child || ageOf(one, today) > 22);
}

/** What no insurance is asked for, what is asked beforehand, and one that the payer will send back: its number is short of what it gives out. */
function others(take: (suits: (patient: Patient) => boolean) => Patient | undefined, seenBy: (patient: Patient) => Seen): ChargedVisit[] {
  const someone = (specialty: Specialty, payerId: string): Seen => {
    const patient = take((one) => one.specialty === specialty && one.coverages[0]?.payer.id === payerId && one.birthDate < '2000');
    if (patient === undefined) throw new Error(`nobody of ${payerId} is left`);
    return seenBy(patient);
  };
  const billedTo = (charge: ChargedVisit, billed: 'self-pay' | 'employer-pay'): ChargedVisit => ({
    ...charge,
    lines: charge.lines.map((line) => ({ ...line, billed })),
  });
  const [alone, atWork, asked, short] = [
    someone('medical', '90102'),
    someone('medical', '90102'),
    someone('dental', '90106'),
    someone('medical', '90102'),
  ];
  const returned = charged(short, [service('99214', ['I10'])]);
  return [
    billedTo(charged(alone, [service('99213', ['I10'])]), 'self-pay'),
    billedTo(charged(atWork, [service('90471', ['I10'])]), 'employer-pay'),
    charged(
      asked,
      [
        service('D2740', ['K029'], {
          teeth: [{ tooth: '30', surfaces: [] }],
          prosthesis: 'I',
          note: 'Cusp cracked, pain when biting, decay below the filling.',
        }),
      ],
      { predetermination: true, attachments: [{ report: 'RB', transmission: 'EL', controlNumber: 'XR-ASK' }] },
    ),
    { ...returned, coverages: returned.coverages.map((coverage) => ({ ...coverage, memberId: 'J402' })) },
  ];
}

function billingOf(practice: Practice, site: Site): object {
  const at = ({ street, town }: { readonly street: string; readonly town: string }) => ({
    ...{ line1: street, city: town, state: practice.state, zip: practice.zip },
  });
  const provider = ({ last, first, npi, taxonomy }: Provider) => ({ entity: 'person', name: last, first, npi, taxonomy });
  return {
    billing: {
      ...{ entity: 'organisation', name: practice.name, npi: practice.npi, taxId: practice.taxId, taxIdKind: 'employer' },
      ...{ taxonomy: practice.taxonomy, address: at(practice) },
    },
    providers: practice.providers.map(provider),
    facilities: [{ entity: 'organisation', name: site.name, npi: site.npi, address: at(site) }],
    payers: [
      { payerId: '90101', filingIndicator: 'CI' },
      { payerId: '90102', filingIndicator: 'HM', lineLimit: 12 },
      { payerId: '90103', filingIndicator: 'MB' },
      ...['90104', '90105', '90106'].map((payerId) => ({ payerId, filingIndicator: 'CI' })),
    ],
  };
}

const terms: Tonight['terms'] = [
  { payerId: '90101', terms: { filingDays: 365, minutes: 'ama', authorizationFor: ['66984'] } },
  { payerId: '90102', terms: { filingDays: 180, minutes: 'ama', authorizationFor: ['66984'] } },
  { payerId: '90103', terms: { medicare: true, minutes: 'medicare' } },
  { payerId: '90105', terms: { vision: true, filingDays: 180 } },
  { payerId: '90106', terms: { ncci: false, filingDays: 365, attachments: [{ of: ['D2740'], reports: ['RB'] }] } },
];

const rule: object = {
  ...{ id: 'tracing-with-visit', title: 'A tracing beside a visit', payers: ['90102'], kinds: ['professional'] },
  ...{ effective: '2020-01-01', over: 'claim', action: 'warn' },
  when: 'lines.exists(l, l.code == "93000") && lines.exists(l, l.family == "office visit" && !("25" in l.modifiers))',
  says: 'Juniper Valley asks for the record of a visit that it finds a tracing beside.',
  because: 'Its bulletin says that the visit must stand by itself.',
  ...{
    fix: 'Have the note at hand, or 25 on the visit where the note shows a visit of its own.',
    source: 'made up for the fictional practice',
  },
  tests: [
    { name: 'beside a visit', see: { lines: [{ code: '93000' }, { code: '99213', family: 'office visit' }] }, fires: true },
    { name: 'by itself', see: { lines: [{ code: '93000' }] }, fires: false },
  ],
};
