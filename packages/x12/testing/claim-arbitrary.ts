import fc from 'fast-check';
import type { ClaimsToWrite, ClaimToWrite, ServiceLineToWrite } from '../src/claims/write-claims.ts';
import {
  address,
  adjustmentsOf,
  cents,
  contact,
  day,
  envelope,
  id,
  maybe,
  person,
  present,
  procedure,
  reference,
} from './remit-arbitrary.ts';

/** Generated 837P batches of fictional people, for tests: charges add up. Not part of the package's face. */

const provider = fc.record({
  name: fc.constantFrom('Larkspur Clinic', 'Fen & Sons Optometry'),
  idQualifier: fc.constant('XX'),
  id: fc.constantFrom('1999999984', '1888888882'),
  address,
  references: fc.array(reference('EI'), { minLength: 1, maxLength: 1 }),
});
const payer = fc.record({ name: fc.constant('Cedar Mutual'), idQualifier: fc.constant('PI'), id: fc.constant('CEDAR') });

const specialist = person.chain((one) => fc.constantFrom(one, { ...one, taxonomy: '152W00000X' }));
const attachments = maybe(
  fc.array(fc.record({ report: fc.constantFrom('OZ', 'RB'), transmission: fc.constantFrom('EL', 'BM'), controlNumber: maybe(id(20)) }), {
    minLength: 1,
    maxLength: 2,
  }),
);

const line = fc
  .record({
    procedure,
    charged: cents,
    unit: fc.constant('UN'),
    units: fc.constantFrom('1', '2'),
    placeOfService: maybe(fc.constant('11')),
    pointers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    dates: fc.array(fc.record({ qualifier: fc.constant('472'), date: day, to: maybe(day) }), { minLength: 1, maxLength: 1 }),
    references: fc.array(reference('6R'), { maxLength: 1 }),
    amounts: fc.constant([]),
    notes: fc.array(id(30), { maxLength: 1 }),
    attachments,
    drug: maybe(
      fc.record({ qualifier: fc.constant('N4'), code: fc.constant('00000000000'), quantity: fc.constant('2.5'), unit: fc.constant('ML') }),
    ),
    parties: fc.record({ '82': maybe(specialist), DK: maybe(person) }),
    otherPayments: fc.array(
      fc.record({
        payerId: id(10),
        paid: cents,
        procedure,
        units: maybe(fc.constantFrom('1', '2.5')),
        adjustments: adjustmentsOf(fc.constant(0)).map((a) => a.list),
        date: maybe(day),
      }),
      { maxLength: 2 },
    ),
  })
  .map((of) => present(of) as unknown as ServiceLineToWrite);

const claimFields = {
  billing: fc.record({ provider, taxonomy: maybe(fc.constant('152W00000X')) }),
  subscriber: fc.record({
    sequence: fc.constantFrom('P', 'S'),
    relationship: maybe(fc.constant('18')),
    group: maybe(id(10)),
    groupName: maybe(id(10)),
    insuranceType: maybe(fc.constantFrom('12', '47')),
    filingIndicator: fc.constantFrom('CI', 'MB'),
    person,
    birthDate: maybe(day),
    payer,
  }),
  patient: maybe(
    fc.record({
      relationship: fc.constantFrom('19', '01'),
      person: fc.record({ name: id(9), first: id(9), address }),
      birthDate: day,
      sex: fc.constantFrom('F', 'M', 'U'),
    }),
  ),
  patientControlNumber: id(20),
  placeOfService: fc.constant('11'),
  facilityQualifier: fc.constant('B'),
  frequency: fc.constantFrom('1', '7'),
  providerSignature: fc.constant('Y'),
  assignment: fc.constantFrom('A', 'C'),
  benefitsAssigned: fc.constantFrom('Y', 'N'),
  release: fc.constantFrom('Y', 'I'),
  relatedCauses: maybe(fc.constantFrom({ causes: ['EM'] }, { causes: ['AA', 'OA'], state: 'ME' })),
  submission: maybe(fc.constant('PB')),
  dates: fc.array(fc.record({ qualifier: fc.constantFrom('431', '454'), date: day }), { maxLength: 2 }),
  references: fc.array(reference('F8', 'G1'), { maxLength: 2 }),
  amounts: fc.array(fc.record({ qualifier: fc.constant('F5'), amount: cents }), { maxLength: 1 }),
  notes: fc.array(id(40), { maxLength: 1 }),
  attachments,
  diagnoses: fc.array(fc.record({ qualifier: fc.constantFrom('ABF', 'BF'), code: fc.constantFrom('H5213', 'E119', 'Z0000') }), {
    minLength: 1,
    maxLength: 12,
  }),
  codes: maybe(fc.constant([{ qualifier: 'BG', code: 'AA' }])),
  parties: fc.record({ DN: maybe(person), '82': maybe(specialist), '77': maybe(provider) }),
  otherPayers: fc.array(
    fc.record({
      sequence: fc.constant('P'),
      relationship: fc.constant('18'),
      group: maybe(id(9)),
      groupName: maybe(id(9)),
      insuranceType: maybe(fc.constant('43')),
      filingIndicator: fc.constant('MB'),
      adjustments: adjustmentsOf(fc.constant(0)).map((a) => a.list),
      amounts: fc.array(fc.record({ qualifier: fc.constant('D'), amount: cents }), { maxLength: 1 }),
      decidedOn: maybe(day),
      parties: fc.record({ IL: person, PR: payer }),
    }),
    { maxLength: 2 },
  ),
};

/** A claim of these fields and lines, charged what its lines charge. */
const claimOf = <F extends object>(fields: { [K in keyof F]: fc.Arbitrary<F[K]> }, lines: fc.Arbitrary<ServiceLineToWrite>) =>
  fc
    .tuple(fc.record<F>(fields), fc.array(lines, { minLength: 1, maxLength: 3 }))
    .map(([of, all]) => present({ ...of, lines: all, charged: all.reduce((sum, l) => sum + l.charged, 0) }) as unknown as ClaimToWrite);

const batchOf = (claim: fc.Arbitrary<ClaimToWrite>): fc.Arbitrary<ClaimsToWrite> =>
  fc
    .record({
      envelope,
      control: fc.constant('0001'),
      time: fc.constant('09:41'),
      batch: fc.record({ reference: id(20), purpose: fc.constant('00'), date: day, kind: fc.constant('CH') }),
      submitter: fc.record({
        name: id(20),
        idQualifier: fc.constant('46'),
        id: id(9),
        contacts: fc.array(
          contact.map((c) => ({ ...c, role: 'IC' })),
          { minLength: 1, maxLength: 2 },
        ),
      }),
      receiver: fc.record({ name: id(20), idQualifier: fc.constant('46'), id: id(9) }),
      claims: fc.array(claim, { minLength: 1, maxLength: 4 }),
    })
    .map((batch) => present(batch) as unknown as ClaimsToWrite);

export const claimsArbitrary = batchOf(claimOf(claimFields, line));

const { placeOfService, diagnoses, parties: _parties, codes: _codes, ...common } = claimFields;
const dated = (code: string) => fc.record({ code: fc.constant(code), date: day });
const institutional = fc.record({
  typeOfBill: fc.constant('13'),
  admission: fc.record({ type: fc.constantFrom('1', '3'), source: maybe(fc.constant('7')), patientStatus: fc.constant('01') }),
  dischargeTime: maybe(fc.constant('14:30')),
  conditions: fc.array(fc.constant({ code: '09' }), { maxLength: 14 }),
  occurrences: fc.array(dated('11'), { maxLength: 3 }),
  occurrenceSpans: fc.array(fc.record({ code: fc.constant('72'), date: day, to: day }), { maxLength: 2 }),
  values: fc.array(fc.record({ code: fc.constantFrom('A1', '80'), amount: cents }), { maxLength: 3 }),
  procedures: fc.array(fc.record({ qualifier: fc.constantFrom('BBR', 'BBQ'), code: fc.constant('0DTJ4ZZ'), date: maybe(day) }), {
    maxLength: 3,
  }),
  diagnosisRelatedGroup: maybe(fc.constant('470')),
});
const revenueLine = fc
  .record({
    revenueCode: fc.constantFrom('0450', '0120'),
    procedure: maybe(procedure),
    charged: cents,
    unit: fc.constantFrom('UN', 'DA'),
    units: fc.constantFrom('1', '2.5'),
    rate: maybe(fc.constant('802')),
    nonCovered: maybe(cents),
    pointers: fc.constant([]),
    dates: fc.array(fc.record({ qualifier: fc.constant('472'), date: day }), { maxLength: 1 }),
    references: fc.array(reference('6R'), { maxLength: 1 }),
    amounts: fc.constant([]),
    notes: fc.constant([]),
    parties: fc.record({ '72': maybe(person) }),
    otherPayments: fc.constant([]),
  })
  .map((of) => present(of) as unknown as ServiceLineToWrite);

export const institutionalArbitrary = batchOf(
  claimOf(
    {
      ...common,
      diagnoses: fc.array(
        fc.record({ qualifier: fc.constant('ABF'), code: fc.constant('J189'), presentOnAdmission: maybe(fc.constantFrom('Y', 'N')) }),
        { minLength: 1, maxLength: 25 },
      ),
      dates: fc.array(
        fc.oneof(
          fc.record({ qualifier: fc.constant('434'), date: day, to: day }),
          fc.record({ qualifier: fc.constant('435'), date: day, time: fc.constantFrom('08:15', '23:59') }),
        ),
        { minLength: 1, maxLength: 2 },
      ),
      institutional,
      parties: fc.record({ '71': person, '72': maybe(person) }),
    },
    revenueLine,
  ).map((claim) => {
    const detail = claim.institutional;
    return detail === undefined
      ? claim
      : { ...claim, institutional: { ...detail, typeOfBill: `${detail.typeOfBill}${claim.frequency ?? ''}` } };
  }),
).map((batch) => ({ ...batch, claimType: 'institutional' as const }));

const dentalLine = fc
  .record({
    procedure,
    charged: cents,
    placeOfService: maybe(fc.constant('11')),
    oralCavities: maybe(fc.constant(['10', '20'])),
    prosthesis: maybe(fc.constant('I')),
    units: maybe(fc.constant('1')),
    teeth: maybe(
      fc.array(
        fc.record({ tooth: fc.constantFrom('3', '14', 'A'), surfaces: fc.array(fc.constantFrom('M', 'O', 'D'), { maxLength: 5 }) }),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    pointers: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
    dates: fc.array(fc.record({ qualifier: fc.constant('472'), date: day }), { maxLength: 1 }),
    references: fc.array(reference('6R'), { maxLength: 1 }),
    amounts: fc.constant([]),
    notes: fc.constant([]),
    parties: fc.record({ '82': maybe(person) }),
    otherPayments: fc.constant([]),
  })
  .map((of) => present(of) as unknown as ServiceLineToWrite);

export const dentalArbitrary = batchOf(
  claimOf(
    {
      ...common,
      placeOfService,
      diagnoses,
      parties: fc.record({ '82': maybe(person) }),
      dental: fc.record({
        orthodontics: maybe(fc.record({ months: fc.constant('36'), monthsRemaining: maybe(fc.constant('12')) })),
        teeth: fc.array(fc.record({ tooth: fc.constantFrom('8', '9'), status: fc.constantFrom('M', 'E') }), { maxLength: 3 }),
      }),
    },
    dentalLine,
  ),
).map((batch) => ({ ...batch, claimType: 'dental' as const }));
