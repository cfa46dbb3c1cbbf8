import fc from 'fast-check';
import { type Cents, cents, type PlainDate } from '../src/ground/base/index.ts';
import {
  type AttachmentToSend,
  type ClaimKind,
  type ClaimToSend,
  type CoverageToSend,
  claimNotes,
  type LineToSend,
  lineNoteOver,
  type PersonToSend,
  type ProviderToSend,
} from '../src/revenue/claims/index.ts';
import type { BatchFacts } from '../src/revenue/submission/index.ts';

/** Claims of fictional people, for tests: of what stands on the wire, so that they read back equal. */

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const present = <T extends object>(of: T): T => Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T;
const shape = <T extends object>(of: { [K in keyof T]: fc.Arbitrary<T[K] | undefined> }): fc.Arbitrary<T> =>
  fc.record<{ [key: string]: unknown }>(Object.fromEntries(Object.entries(of))).map((one) => present(one) as unknown as T);
const word = fc.constantFrom('ALDER', 'ROWAN', "O'FERN", 'HAZEL GREEN', 'QUILL');
const id = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10) as PlainDate);
const money = fc.integer({ min: 0, max: 900_000 }).map((amount): Cents => cents(amount));
const npi = fc.constantFrom('1234567893', '1999999984', '1215193883', '1053386219');

const address = shape<NonNullable<PersonToSend['address']>>({
  line1: fc.constantFrom('1 PIER', '7 LARK LN'),
  line2: maybe(fc.constant('SUITE 2')),
  city: fc.constant('HARBOR'),
  state: fc.constant('ME'),
  zip: fc.constantFrom('04101', '041019999'),
});
const person = shape<PersonToSend>({
  ...{ last: word, first: word, middle: maybe(fc.constant('J')), suffix: maybe(fc.constant('JR')) },
  ...{ birthDate: day, sex: fc.constantFrom('F', 'M', 'U'), address },
});
const doctor = shape<ProviderToSend>({ entity: fc.constant('person'), name: word, first: word, npi });
const specialist = doctor.chain((one) => fc.constantFrom(one, { ...one, taxonomy: '152W00000X' }));
const place = shape<ProviderToSend>({
  ...{ entity: fc.constant('organisation'), name: fc.constant('QUIET HARBOR UPTOWN'), npi, address },
  phone: maybe(fc.constant('5555550100')),
});
/** A facility says no specialty of whoever treats, and no telephone. */
const treatingOf = (kind: ClaimKind) => (kind === 'institutional' ? doctor : specialist);
const facilityOf = (kind: ClaimKind) => (kind === 'professional' ? place : place.map(({ phone: _, ...one }): ProviderToSend => one));
const taxed = (one: ProviderToSend): ProviderToSend => ({ ...one, taxonomy: '152W00000X', taxId: '777777777', taxIdKind: 'employer' });
/** A practice, or whoever works alone and is known by a number of their own. */
const billing = fc.oneof(
  place.map(taxed),
  fc.tuple(place, doctor).map(([at, one]): ProviderToSend => ({ ...taxed({ ...at, ...one }), taxIdKind: 'person' })),
);
const besides = <T>(is: boolean, of: fc.Arbitrary<T>) => (is ? maybe(of) : fc.constant(undefined));
const words = (most: number) =>
  fc
    .array(fc.constantFrom('SEE', 'CHART,', '#30', 'FRACTURED', 'CUSP', 'D2740', '-', 'LINE', '2'), { minLength: 1, maxLength: most })
    .map((all) => all.join(' '));
const attachment = shape<AttachmentToSend>({
  ...{ report: fc.constantFrom('OZ', 'RB', 'P6'), transmission: fc.constantFrom('EL', 'BM', 'FX') },
  controlNumber: maybe(id),
});
const attachments = fc.array(attachment, { maxLength: 2 });
const modifiers = fc.subarray(['25', '59', 'LT', 'RT']);
const adjustments = fc.uniqueArray(fc.constantFrom('CO', 'PR', 'OA'), { maxLength: 3 }).chain((groups) =>
  fc
    .tuple(
      ...groups.map((group) =>
        fc.array(
          shape<{ group: string; reason: string; amount: Cents; quantity: string }>({
            ...{ group: fc.constant(group), reason: fc.constantFrom('45', '1', '2', '253'), amount: money },
            quantity: maybe(fc.constant('1')),
          }),
          { minLength: 1, maxLength: 6 },
        ),
      ),
    )
    .map((lists) => lists.flat()),
);

const lineOf = (kind: ClaimKind): fc.Arbitrary<Omit<LineToSend, 'number'>> => {
  const isMedical = kind !== 'dental';
  const medical = <T>(of: fc.Arbitrary<T>) => (isMedical ? maybe(of) : fc.constant(undefined));
  return shape<Omit<LineToSend, 'number'>>({
    lineControlNumber: maybe(id),
    procedure: fc.record({ code: fc.constantFrom('99213', '92014'), modifiers }),
    description: maybe(fc.constant('WHAT THE CODE DOES NOT SAY')),
    ...{ billed: money, units: fc.constantFrom('1', '2', '2.5') },
    unit: isMedical ? fc.constantFrom('UN', 'MJ') : fc.constant('UN'),
    revenueCode: kind === 'institutional' ? fc.constantFrom('0450', '0120') : fc.constant(undefined),
    ...{ servedOn: day, servedTo: maybe(day) },
    placeOfService: kind === 'institutional' ? fc.constant(undefined) : maybe(fc.constant('22')),
    pointers: kind === 'institutional' ? fc.constant([]) : fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    note: maybe(words(kind === 'institutional' ? 2 : 7)),
    drug: medical(fc.record({ ndc: fc.constant('00000000000'), unit: fc.constantFrom('ML', 'UN'), quantity: fc.constant('2.5') })),
    teeth: isMedical
      ? fc.constant([])
      : fc.array(fc.record({ tooth: fc.constantFrom('3', '14', 'A'), surfaces: fc.subarray(['M', 'O', 'D', 'B']) }), { maxLength: 3 }),
    oralCavities: isMedical ? fc.constant([]) : fc.subarray(['10', '20', '30']),
    prosthesis: isMedical ? fc.constant(undefined) : maybe(fc.constantFrom('I', 'R')),
    priorPlacedOn: isMedical ? fc.constant(undefined) : maybe(day),
    rendering: maybe(treatingOf(kind)),
    ordering: kind === 'professional' ? maybe(doctor) : fc.constant(undefined),
    attachments: isMedical ? attachments : fc.constant([]),
  });
};

/** Another payer, who decided each line, or nothing yet. */
const otherCoverage = (rank: CoverageToSend['rank'], lines: readonly LineToSend[], kind: ClaimKind): fc.Arbitrary<CoverageToSend> =>
  shape<CoverageToSend>({
    ...{
      rank: fc.constant(rank),
      payerId: id.map((text) => `${rank.slice(0, 1).toUpperCase()}${text}`),
      payerName: fc.constant('SECOND MUTUAL'),
    },
    payerAddress: maybe(address),
    ...{ memberId: id, groupNumber: maybe(id), groupName: maybe(word), filingIndicator: fc.constantFrom('CI', 'MB') },
    insuranceType: besides(kind !== 'institutional', fc.constantFrom('12', '43')),
    relationship: fc.constantFrom('18', '01', '19'),
    subscriber: person.map(({ birthDate: _, sex: __, ...named }) => named),
    decision: maybe(
      shape<NonNullable<CoverageToSend['decision']>>({
        ...{ decidedOn: maybe(day), paid: money, adjustments },
        lines: fc.tuple(
          ...lines.map(({ number, procedure }) =>
            shape<NonNullable<CoverageToSend['decision']>['lines'][number]>({
              ...{ number: fc.constant(number), paid: money, procedure: fc.constant(procedure), adjustments },
              ...{ units: maybe(fc.constantFrom('1', '2.5')), decidedOn: maybe(day) },
            }),
          ),
        ),
      }),
    ),
  });

/** The day of a decision is the last of its lines' days, where it has lines; a line that says none has the decision's. */
function daysTold(coverage: CoverageToSend): CoverageToSend {
  const { decision } = coverage;
  if (decision === undefined || decision.lines.length === 0) return coverage;
  const { decidedOn, ...rest } = decision;
  const lastOf = (lines: readonly { readonly decidedOn?: PlainDate }[]) =>
    lines
      .flatMap((line) => line.decidedOn ?? [])
      .toSorted()
      .at(-1);
  const day = decidedOn ?? lastOf(decision.lines);
  const lines = decision.lines.map((line) => (day === undefined ? line : { decidedOn: day, ...line }));
  const last = lastOf(lines);
  return { ...coverage, decision: { ...rest, lines, ...(last !== undefined && { decidedOn: last }) } };
}

const stay = shape<NonNullable<ClaimToSend['stay']>>({
  typeOfBill: fc.constant('131'),
  ...{ admissionType: fc.constant('1'), admissionSource: maybe(fc.constant('7')), patientStatus: fc.constant('01') },
  conditions: fc.array(fc.constant('09'), { maxLength: 2 }),
  occurrences: fc.array(fc.record({ code: fc.constant('11'), on: day }), { maxLength: 2 }),
  values: fc.array(fc.record({ code: fc.constant('80'), amount: money }), { maxLength: 2 }),
  ...{ admittedOn: day, admittedAt: maybe(fc.constant('08:15')), dischargedAt: maybe(fc.constant('14:30')), from: day, to: day },
  admittingDiagnosis: maybe(fc.constant('R109')),
  reasonsForVisit: maybe(fc.array(fc.constantFrom('R109', 'R1031'), { minLength: 1, maxLength: 3 })),
  procedures: maybe(fc.array(fc.record({ code: fc.constantFrom('0DTJ4ZZ', '0FT44ZZ'), on: day }), { minLength: 1, maxLength: 15 })),
  ...{ attending: specialist, operating: maybe(doctor) },
});

/** External causes stand last, as a facility's claim reads back. */
const diagnoses = (kind: ClaimKind, codes: readonly string[], count: { minLength?: number; maxLength: number }) =>
  fc.array(
    shape<ClaimToSend['diagnoses'][number]>({
      ...{ code: fc.constantFrom(...codes), system: fc.constant('ICD-10-CM') },
      presentOnAdmission: kind === 'institutional' ? maybe(fc.constant('Y')) : fc.constant(undefined),
    }),
    count,
  );

const headOf = (kind: ClaimKind) => ({
  patientControlNumber: id,
  ...{ frequency: kind === 'institutional' ? fc.constant('1') : fc.constantFrom('1', '7', '8'), originalPayerControlNumber: maybe(id) },
  predetermination: kind === 'dental' ? fc.boolean() : fc.constant(false),
  patient: person,
  billing,
  payTo: maybe(fc.record({ address })),
  ...{ rendering: maybe(treatingOf(kind)), referring: maybe(doctor), facility: maybe(facilityOf(kind)) },
  supervising: kind === 'institutional' ? fc.constant(undefined) : maybe(doctor),
  placeOfService: fc.constant(kind === 'institutional' ? '' : '11'),
  diagnoses: fc
    .tuple(
      diagnoses(kind, ['H5213', 'E119', 'Z0000'], { minLength: 3, maxLength: kind === 'institutional' ? 20 : 8 }),
      diagnoses(kind, ['W010XXA', 'Y92009', 'V4352XA'], { maxLength: 4 }),
    )
    .map(([why, causes]) => [...why, ...causes]),
  predeterminationNumber: besides(kind === 'dental', id),
  ...{ authorizationNumber: maybe(id), referralNumber: maybe(id), signatureOnFile: fc.constant(true) },
  ...{ assignment: fc.constantFrom('A', 'C'), benefitsAssigned: fc.constantFrom('Y', 'N'), release: fc.constantFrom('Y', 'I') },
  accident: besides(
    kind !== 'institutional',
    shape<NonNullable<ClaimToSend['accident']>>({
      kind: fc.constantFrom('auto', 'employment', 'other'),
      on: maybe(day),
      state: fc.constant('ME'),
    }),
  ),
  ...{ hospitalFrom: besides(kind === 'professional', day), hospitalTo: besides(kind === 'professional', day) },
  cliaNumber: besides(kind === 'professional', fc.constant('12D4567890')),
  ...{ onsetOn: besides(kind === 'professional', day), note: maybe(words(kind === 'institutional' ? 2 : 7)), attachments },
  missingTeeth: kind === 'dental' ? fc.uniqueArray(fc.constantFrom('1', '16', '32')) : fc.constant([]),
  orthodontics:
    kind === 'dental'
      ? maybe(
          shape<NonNullable<ClaimToSend['orthodontics']>>({
            months: fc.constant(24),
            monthsRemaining: maybe(fc.constant(6)),
            appliancePlacedOn: maybe(day),
          }),
        )
      : fc.constant(undefined),
  stay: kind === 'institutional' ? stay : fc.constant(undefined),
  patientPaid: maybe(money),
});

export const claimArbitrary = (kind: ClaimKind): fc.Arbitrary<ClaimToSend> =>
  fc
    .tuple(
      shape<Omit<ClaimToSend, 'kind' | 'billed' | 'coverages' | 'sentAs' | 'lines'>>(headOf(kind)),
      fc
        .array(lineOf(kind), { minLength: 1, maxLength: 3 })
        .map((lines) => lines.map((line, i): LineToSend => ({ number: i + 1, ...line }))),
      fc.constantFrom<CoverageToSend['rank']>('primary', 'secondary', 'tertiary'),
      person,
    )
    .chain(([head, lines, sentAs, subscriber]) =>
      fc.tuple(...(['primary', 'secondary', 'tertiary'] as const).map((rank) => otherCoverage(rank, lines, kind))).chain((coverages) =>
        fc.boolean().map((isSelf): ClaimToSend => {
          const mine = coverages.map((coverage) => {
            if (coverage.rank !== sentAs) return daysTold(coverage);
            const { decision: _, ...own } = coverage;
            return { ...own, relationship: isSelf ? '18' : '19', subscriber: isSelf ? head.patient : subscriber };
          });
          const billed = cents(lines.reduce((sum, line) => sum + line.billed, 0));
          return { ...head, kind, billed, coverages: mine, sentAs, lines };
        }),
      ),
    )
    .filter((claim) => claimNotes(claim).over === 0 && claim.lines.every((line) => lineNoteOver(claim, line) === 0));

/** What a batch says beside its claims. */
export const facts: BatchFacts = {
  ...{ interchangeControl: '000000007', groupControl: '7', control: '0001', reference: 'B7' },
  ...{ on: '2026-11-22' as PlainDate, at: '21:00', test: true },
  submitter: { name: 'QUIET HARBOR', id: 'QUIET', contact: 'BILLING', phone: '5555550100' },
  receiver: { name: 'HARBOR CLEARING', id: 'HARBOR' },
};
