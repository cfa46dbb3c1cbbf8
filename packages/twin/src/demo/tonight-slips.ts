import type { Day } from '../days.ts';
import type { Payer, Specialty } from '../practice/practice.ts';
import { type ChargedVisit, charged, daysAgo, type Seen, service } from './tonight-visits.ts';

/** What somebody knows beside the charge: of the coverage, of an authorization, or what the clinical note says. */
export interface Told {
  readonly account: string;
  readonly fact:
    | { readonly kind: 'note'; readonly text: string }
    | {
        readonly kind: 'coverage';
        readonly entry: { readonly payerId: string; readonly active: boolean; readonly to?: Day; readonly checkedOn: Day };
      }
    | {
        readonly kind: 'authorization';
        readonly authorization: {
          readonly number: string;
          readonly payerId: string;
          readonly covers: readonly string[];
          readonly units: number;
          readonly used: number;
        };
      };
}
interface Slipped {
  readonly charges: readonly ChargedVisit[];
  readonly told?: readonly Told[];
}

/** Something wrong about a visit, as it happens in every office, and which family of edits is to see it. */
export interface Slip {
  readonly family: string;
  readonly specialty: Specialty;
  /** Of what kind of payer; commercial unless said. */
  readonly payer?: Payer['kind'];
  /** Of this very payer. */
  readonly payerId?: string;
  readonly child?: boolean;
  make(seen: Seen, today: Day): Slipped;
}

const one = (charge: ChargedVisit, ...facts: readonly Told['fact'][]): Slipped => ({
  charges: [charge],
  told: facts.map((fact) => ({ account: charge.account, fact })),
});
const withMember = (charge: ChargedVisit, memberId: string): ChargedVisit => ({
  ...charge,
  coverages: charge.coverages.map((coverage, i) => (i === 0 ? { ...coverage, memberId } : coverage)),
});
const visit = (seen: Seen, code = '99213', modifiers: readonly string[] = []) => charged(seen, [service(code, ['I10'], { modifiers })]);
const crown = (seen: Seen, more: Partial<Parameters<typeof service>[2]> = {}, attached = true) =>
  charged(
    seen,
    [
      service('D2740', ['K029'], {
        teeth: [{ tooth: '14', surfaces: [] }],
        prosthesis: 'I',
        note: 'Cusp fractured, decay below the old filling.',
        ...more,
      }),
    ],
    attached ? { attachments: [{ report: 'RB', transmission: 'EL', controlNumber: `XR-${seen.account}` }] } : {},
  );
const payerOf = ({ patient }: Seen): string => patient.coverages[0]?.payer.id ?? '';
const cataract = (seen: Seen, number?: string) =>
  charged(seen, [service('66984', ['H2511'], { modifiers: ['RT'] })], {
    placeOfService: '24',
    ...(number === undefined ? {} : { authorizationNumber: number }),
  });
const authorization = (seen: Seen, number: string, used: number): Told['fact'] => ({
  kind: 'authorization',
  authorization: { number, payerId: payerOf(seen), covers: ['66984'], units: 1, used },
});

const medical: readonly Slip[] = [
  { family: 'identity', specialty: 'medical', make: (seen) => one(withMember(visit(seen), 'PENDING')) },
  {
    family: 'identity',
    specialty: 'medical',
    make: (seen) => {
      const { renderingNpi: _, ...nobody } = visit(seen);
      return one(nobody);
    },
  },
  // Two of the same pair: only where the note has the words is a modifier proposed.
  {
    ...{ family: 'pairs', specialty: 'medical' },
    make: (seen) =>
      one(charged(seen, [service('99213', ['E119']), service('90471', ['E119'])]), {
        kind: 'note',
        text: 'Came for the vaccine. A separate problem was looked at: sugar is high again, medicine changed, blood drawn. Vaccine given.',
      }),
  },
  {
    ...{ family: 'pairs', specialty: 'medical' },
    make: (seen) => one(charged(seen, [service('99213', ['I10']), service('90471', ['I10'])])),
  },
  {
    ...{ family: 'unit-limits', specialty: 'medical' },
    make: (seen) => one(charged(seen, [service('97110', ['M5450'], { modifiers: ['GP'], units: 8, minutes: 120 })])),
  },
  { family: 'add-ons', specialty: 'medical', make: (seen) => one(charged(seen, [service('J1100', ['E119'], { units: 4 })])) },
  { family: 'modifiers', specialty: 'medical', make: (seen) => one(visit(seen, '99213', ['QQ'])) },
  {
    ...{ family: 'necessity', specialty: 'medical', payer: 'medicare', payerId: '90103' },
    make: (seen) => one(charged(seen, [service('99213', ['J069']), service('93000', ['J069'])])),
  },
  {
    ...{ family: 'duplicates', specialty: 'medical' },
    make: (seen) => ({ charges: [visit(seen), { ...visit(seen), account: `${seen.account}B` }] }),
  },
  { family: 'filing', specialty: 'medical', make: (seen, today) => one(visit({ ...seen, on: daysAgo(today, 400) })) },
  { family: 'filing', specialty: 'medical', make: (seen, today) => one(visit({ ...seen, on: daysAgo(today, 362) })) },
  {
    ...{ family: 'eligibility', specialty: 'medical' },
    make: (seen, today) =>
      one(visit(seen), {
        kind: 'coverage',
        entry: { payerId: payerOf(seen), active: true, to: daysAgo(today, 40), checkedOn: daysAgo(today, 5) },
      }),
  },
  {
    ...{ family: 'timed', specialty: 'medical' },
    make: (seen) => one(charged(seen, [service('97110', ['M5450'], { modifiers: ['GP'], units: 3, minutes: 30 })])),
  },
  {
    ...{ family: 'timed', specialty: 'medical' },
    make: (seen) => one(charged(seen, [service('97110', ['M5450'], { modifiers: ['GP'], units: 2, minutes: 60 })])),
  },
  {
    ...{ family: 'charges', specialty: 'medical', payerId: '90101' },
    make: (seen) => one(charged(seen, [service('99213', ['E119']), service('J1100', ['E119'], { units: 2 })])),
  },
  {
    ...{ family: 'payer', specialty: 'medical', payerId: '90102' },
    make: (seen) => one(charged(seen, [service('99213', ['I10']), service('93000', ['I10'])])),
  },
];

const eyes: readonly Slip[] = [
  { family: 'diagnoses', specialty: 'optometry', make: (seen) => one(charged(seen, [service('92014', ['H4011'])])) },
  { family: 'authorization', specialty: 'optometry', make: (seen) => one(cataract(seen)) },
  {
    ...{ family: 'authorization', specialty: 'optometry' },
    make: (seen) => one(cataract(seen, 'AU-20417'), authorization(seen, 'AU-20417', 1)),
  },
  {
    ...{ family: 'global-periods', specialty: 'optometry' },
    make: (seen, today) => {
      const surgery = cataract({ ...seen, on: daysAgo(today, 24) }, 'AU-20555');
      const after = charged({ ...seen, account: `${seen.account}B` }, [service('92014', ['H2512'])]);
      return { charges: [surgery, after], told: [{ account: surgery.account, fact: authorization(seen, 'AU-20555', 0) }] };
    },
  },
  {
    ...{ family: 'eyes', specialty: 'optometry' },
    make: (seen) =>
      one(charged(seen, [service('92014', ['H401111']), service('92250', ['H401111']), service('92134', ['H401111'])]), {
        kind: 'note',
        text: 'OCT of the macula. Fundus photograph needed to document the disc haemorrhage, which the scan does not show.',
      }),
  },
  { family: 'eyes', specialty: 'optometry', make: (seen) => one(charged(seen, [service('92014', ['H5213'])])) },
  { family: 'eyes', specialty: 'optometry', payer: 'vision', make: (seen) => one(charged(seen, [service('92014', ['H401121'])])) },
];

const teeth: readonly Slip[] = [
  { family: 'teeth', specialty: 'dental', payer: 'dental', make: (seen) => one(crown(seen, { teeth: [] })) },
  { family: 'dental-benefits', specialty: 'dental', payer: 'dental', make: (seen) => one(crown(seen, {}, false)) },
  {
    ...{ family: 'dental-benefits', specialty: 'dental', payer: 'dental', child: true },
    make: (seen) => one(charged(seen, [service('D0120', ['Z0120']), service('D1110', ['Z0120'])])),
  },
  { family: 'note', specialty: 'dental', payer: 'dental', make: (seen) => one(crown(seen, { note: 'crown needed' })) },
  {
    ...{ family: 'note', specialty: 'dental', payer: 'dental' },
    make: (seen) => {
      const { note: _, ...line } = service('D2740', ['K029'], { teeth: [{ tooth: '19', surfaces: [] }], prosthesis: 'I' });
      const attachments = [{ report: 'RB', transmission: 'EL', controlNumber: `XR-${seen.account}` }];
      return one(charged(seen, [line], { attachments }), {
        kind: 'note',
        text: 'Tooth 19: crown prep today. The lingual cusp is fractured and decay reaches below the margin. Temporary placed.',
      });
    },
  },
  {
    ...{ family: 'note', specialty: 'dental', payer: 'dental' },
    make: (seen) => one(crown(seen), { kind: 'note', text: 'Tooth 3: crown prep, impression taken, temporary placed.' }),
  },
];

export const slips: readonly Slip[] = [...medical, ...eyes, ...teeth];
