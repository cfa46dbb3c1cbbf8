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
    parties: fc.record({ '82': maybe(person), DK: maybe(person) }),
    otherPayments: fc.array(
      fc.record({
        payerId: id(10),
        paid: cents,
        procedure,
        adjustments: adjustmentsOf(fc.constant(0)).map((a) => a.list),
        date: maybe(day),
      }),
      { maxLength: 2 },
    ),
  })
  .map((of) => present(of) as unknown as ServiceLineToWrite);

const claim = fc
  .record({
    billing: fc.record({ provider, taxonomy: maybe(fc.constant('152W00000X')) }),
    subscriber: fc.record({
      sequence: fc.constantFrom('P', 'S'),
      relationship: maybe(fc.constant('18')),
      group: maybe(id(10)),
      groupName: maybe(id(10)),
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
    dates: fc.array(fc.record({ qualifier: fc.constantFrom('431', '454'), date: day }), { maxLength: 2 }),
    references: fc.array(reference('F8', 'G1'), { maxLength: 2 }),
    amounts: fc.array(fc.record({ qualifier: fc.constant('F5'), amount: cents }), { maxLength: 1 }),
    notes: fc.array(id(40), { maxLength: 1 }),
    diagnoses: fc.array(fc.record({ qualifier: fc.constantFrom('ABF', 'BF'), code: fc.constantFrom('H5213', 'E119', 'Z0000') }), {
      minLength: 1,
      maxLength: 12,
    }),
    codes: maybe(fc.constant([{ qualifier: 'BG', code: 'AA' }])),
    parties: fc.record({ DN: maybe(person), '82': maybe(person), '77': maybe(provider) }),
    otherPayers: fc.array(
      fc.record({
        sequence: fc.constant('P'),
        relationship: fc.constant('18'),
        group: maybe(id(9)),
        filingIndicator: fc.constant('MB'),
        adjustments: adjustmentsOf(fc.constant(0)).map((a) => a.list),
        amounts: fc.array(fc.record({ qualifier: fc.constant('D'), amount: cents }), { maxLength: 1 }),
        parties: fc.record({ IL: person, PR: payer }),
      }),
      { maxLength: 2 },
    ),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  })
  .map((of) => present({ ...of, charged: of.lines.reduce((sum, l) => sum + l.charged, 0) }) as unknown as ClaimToWrite);

export const claimsArbitrary: fc.Arbitrary<ClaimsToWrite> = fc
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
