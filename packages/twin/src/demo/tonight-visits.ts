import { fees } from '../claims/make-claims.ts';
import { addDays, businessDay, type Day } from '../days.ts';
import type { Patient, Practice, Provider } from '../practice/practice.ts';
import type { Random } from '../random.ts';

/** A line of a charge, as a practice's own system would say it. */
export interface ChargedLine {
  readonly procedure: { readonly code: string; readonly modifiers: readonly string[] };
  readonly charged: number;
  readonly units: string;
  readonly unit: string;
  readonly servedOn: Day;
  readonly diagnoses: readonly string[];
  readonly billed: 'insurance' | 'self-pay' | 'employer-pay';
  readonly teeth: readonly { readonly tooth: string; readonly surfaces: readonly string[] }[];
  readonly oralCavities: readonly string[];
  readonly minutes?: number;
  readonly note?: string;
  /** I the first one, R in place of another. */
  readonly prosthesis?: 'I' | 'R';
}
export interface ChargedVisit {
  readonly kind: 'professional' | 'dental';
  readonly account: string;
  readonly patient: {
    readonly last: string;
    readonly first: string;
    readonly birthDate: Day;
    readonly sex: 'F' | 'M';
    readonly address: { readonly line1: string; readonly city: string; readonly state: string; readonly zip: string };
  };
  readonly coverages: readonly {
    readonly rank: 'primary' | 'secondary';
    readonly payerId: string;
    readonly payerName: string;
    readonly memberId: string;
    readonly groupNumber: string;
    readonly filingIndicator: string;
    readonly relationship: '18';
    readonly subscriber: ChargedVisit['patient'];
  }[];
  readonly placeOfService: string;
  readonly renderingNpi?: string;
  readonly facilityNpi?: string;
  readonly authorizationNumber?: string;
  readonly predetermination: boolean;
  readonly missingTeeth: readonly string[];
  readonly attachments: readonly { readonly report: string; readonly transmission: string; readonly controlNumber?: string }[];
  readonly lines: readonly ChargedLine[];
}

/** Who is seen, when, by whom. */
export interface Seen {
  readonly practice: Practice;
  readonly patient: Patient;
  readonly rendering: Provider;
  readonly account: string;
  readonly on: Day;
  /** Where it is not the place that bills. */
  readonly facilityNpi?: string;
  readonly random: Random;
}
type Service = Pick<ChargedLine, 'teeth' | 'minutes' | 'note' | 'prosthesis'> & {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly diagnoses: readonly string[];
};

export const service = (code: string, diagnoses: readonly string[], more: Partial<Service> = {}): Service => ({
  ...{ code, diagnoses, modifiers: [], units: 1, teeth: [] },
  ...more,
});

/** So many days ago, never on a Sunday. */
export const daysAgo = (today: Day, days: number): Day => businessDay(addDays(today, -days));

const letters = [...'ACDEFGHJKMNPQRTUVWXY'];

/** A number of the form that Medicare gives out, of nobody. */
function beneficiary(random: Random): string {
  const letter = () => random.pick(letters);
  return `1${letter()}${letter()}${random.digits(1)}${letter()}${letter()}${random.digits(1)}${letter()}${letter()}${random.digits(2)}`;
}

export function charged(seen: Seen, services: readonly Service[], more: Partial<ChargedVisit> = {}): ChargedVisit {
  const { practice, patient: known, rendering, account, on, facilityNpi, random } = seen;
  const patient = {
    ...{ last: known.last, first: known.first, birthDate: known.birthDate, sex: known.sex },
    address: { line1: known.street, city: known.town, state: practice.state, zip: practice.zip },
  };
  return {
    ...{ kind: rendering.specialty === 'dental' ? 'dental' : 'professional', account, patient },
    coverages: known.coverages.map(({ payer, memberId, group }, i) => ({
      ...{ rank: i === 0 ? 'primary' : 'secondary', payerId: payer.id, payerName: payer.name },
      ...{ memberId: payer.kind === 'medicare' ? beneficiary(random) : memberId, groupNumber: group, filingIndicator: payer.filing },
      ...{ relationship: '18', subscriber: patient },
    })),
    placeOfService: '11',
    renderingNpi: rendering.npi,
    ...(facilityNpi === undefined ? {} : { facilityNpi }),
    ...{ predetermination: false, missingTeeth: [], attachments: [] },
    lines: services.map(({ code, modifiers, units, ...rest }) => ({
      ...{ procedure: { code, modifiers }, charged: (fees[code] ?? 0) * units, units: String(units), unit: 'UN' },
      ...{ servedOn: on, billed: 'insurance', oralCavities: [], ...rest },
    })),
    ...more,
  };
}

/** An ordinary visit with nothing wrong about it. */
export function ordinary(seen: Seen): ChargedVisit {
  if (seen.rendering.specialty === 'dental') return dental(seen);
  return seen.rendering.specialty === 'optometry' ? optometry(seen) : medical(seen);
}

function medical(seen: Seen): ChargedVisit {
  const { random } = seen;
  if (random.chance(180)) {
    const units = random.int(2, 4);
    return charged(seen, [service('97110', ['M5450'], { modifiers: ['GP'], units, minutes: units * 15 })]);
  }
  const office = random.pick(['99213', '99213', '99214']);
  const why = random.pick([['I10', 'E119'], ['E119'], ['I10']]);
  if (random.chance(300)) return charged(seen, [service(office, why, { modifiers: ['25'] }), service('90471', why)]);
  if (random.chance(250)) return charged(seen, [service(office, why), service('93000', why.slice(0, 1))]);
  return charged(seen, [service(office, random.chance(300) ? ['J069'] : why)]);
}

function optometry(seen: Seen): ChargedVisit {
  const { random, patient } = seen;
  if (patient.coverages[0]?.payer.kind === 'vision') {
    const glasses = ['RT', 'LT'].map((side) => service('V2100', ['H5213'], { modifiers: [side] }));
    const more = random.chance(500) ? [service('V2020', ['H5213']), ...glasses] : [];
    return charged(seen, [service('92014', ['H5213']), ...more]);
  }
  const why = [random.pick(['H401111', 'H401121'])];
  return charged(seen, [service('92014', why), ...(random.chance(600) ? [service('92134', why)] : [])]);
}

/** The teeth that a crown is put on. */
const molars = ['3', '14', '19', '30'];

function dental(seen: Seen): ChargedVisit {
  const { random, patient, on } = seen;
  const grown = Number(on.slice(0, 4)) - Number(patient.birthDate.slice(0, 4)) > 15;
  if (grown && random.chance(250)) {
    const tooth = random.pick(molars);
    const crown = service('D2740', ['K029'], {
      ...{ teeth: [{ tooth, surfaces: [] }], prosthesis: 'I' },
      note: `Tooth ${tooth}, cusp fractured below the old filling, decay beneath it.`,
    });
    return charged(seen, [crown], { attachments: [{ report: 'RB', transmission: 'EL', controlNumber: `XR-${seen.account}` }] });
  }
  return charged(seen, [service('D0120', ['Z0120']), ...(grown ? [service('D1110', ['Z0120'])] : [])]);
}
