import fc from 'fast-check';
import type { AcknowledgmentToWrite } from '../src/acknowledgments/write-acknowledgment.ts';
import type { EligibilityInquiriesToWrite, EligibilityResponsesToWrite } from '../src/eligibility/write-eligibility.ts';
import type { ReviewsToWrite } from '../src/reviews/write-reviews.ts';
import type { StatusToWrite } from '../src/status/write-status.ts';
import { address, cents, contact, day, envelope, id, maybe, present, procedure, reference } from './remit-arbitrary.ts';

/** Generated questions and answers of fictional people, for tests. Not part of the package's face. */

const clock = fc.constantFrom('09:41', '00:00', '23:59');
const around = { envelope, time: clock, control: fc.constantFrom('0001', '35681') };
const batch = (structure: string, purpose: string) =>
  fc.record({ structure: fc.constant(structure), purpose: fc.constant(purpose), reference: id(20), date: day, time: clock });
const trace = fc.record({ kind: fc.constantFrom('1', '2'), number: id(30), originator: maybe(id(10)) });
const dates = (...qualifiers: string[]) =>
  fc.array(fc.record({ qualifier: fc.constantFrom(...qualifiers), date: day, to: maybe(day) }), { maxLength: 2 });
const list = <T>(of: fc.Arbitrary<T>, maxLength = 2) => fc.array(of, { maxLength });
const none = fc.constant([]);
const firm = (entity: string) =>
  fc.record({
    entity: fc.constant(entity),
    name: fc.constantFrom('Cedar Mutual', 'Larkspur Clinic', 'Zoë & Sons'),
    idQualifier: fc.constant('XX'),
    id: fc.constantFrom('1999999984', '1888888882'),
    rejections: none,
  });
const human = (entity: string, more: object = {}) =>
  fc.record({
    entity: fc.constant(entity),
    name: id(9),
    first: id(9),
    idQualifier: fc.constant('MI'),
    id: id(9),
    rejections: none,
    ...more,
  });
const typed = <T>(of: fc.Arbitrary<object>) => of.map((value) => present(value) as T);

// ---- 276, 277, 277CA --------------------------------------------------------------------------------------------------

const code = fc.record({
  category: fc.constantFrom('A1', 'A2', 'A7', 'F1', 'F2', 'P1'),
  status: fc.constantFrom('20', '562', '19'),
  entity: maybe(fc.constant('85')),
});
const status = fc.record({
  codes: fc.array(code, { minLength: 1, maxLength: 3 }),
  date: day,
  action: maybe(fc.constant('WQ')),
  charged: maybe(cents),
  paid: maybe(cents),
  paymentDate: maybe(day),
  checkNumber: maybe(id(16)),
  message: maybe(id(40)),
});
const statusLine = (statuses: fc.Arbitrary<readonly object[]>) =>
  fc.record({
    procedure,
    charged: cents,
    paid: maybe(cents),
    units: maybe(fc.constant('1')),
    statuses,
    references: list(reference('FJ')),
    dates: dates('472'),
  });

const statusItem = (answers: boolean, patient: string): fc.Arbitrary<object> => {
  const statuses: fc.Arbitrary<readonly object[]> = answers ? fc.array(status, { minLength: 1, maxLength: 2 }) : none;
  const subscriber = human('IL', answers ? {} : { birthDate: day, sex: fc.constant('F') });
  const people: { [role: string]: fc.Arbitrary<unknown> } =
    patient === 'PT' ? { patient: human('QC') } : { subscriber, patient: maybe(human('QC')) };
  return fc.record({
    level: fc.constant('claim'),
    source: firm('PR'),
    receiver: firm('41'),
    provider: firm('1P'),
    ...people,
    trace,
    statuses,
    references: list(reference('1K', 'BLT', 'EJ')),
    dates: dates('472'),
    amounts: answers ? none : list(fc.record({ qualifier: fc.constant('T3'), amount: cents }), 1),
    quantities: none,
    lines: list(statusLine(statuses)),
  });
};
/** Where whole levels are answered: 277CA. */
const levelItem = fc.record({
  level: fc.constant('receiver'),
  source: firm('PR'),
  receiver: firm('41'),
  trace,
  statuses: fc.array(status, { minLength: 1, maxLength: 1 }),
  references: none,
  dates: none,
  amounts: list(fc.record({ qualifier: fc.constantFrom('YU', 'YY'), amount: cents })),
  quantities: list(fc.record({ qualifier: fc.constantFrom('90', 'AA'), quantity: fc.constant('12') })),
  lines: none,
});
const statusBatch = (purpose: StatusToWrite['purpose'], bht: string, items: fc.Arbitrary<object>) =>
  typed<StatusToWrite>(
    fc.record({
      ...around,
      purpose: fc.constant(purpose),
      batch: batch(purpose === 'acknowledgment' ? '0085' : '0010', bht),
      items: fc.array(items, { minLength: 1, maxLength: 5 }),
    }),
  );
export const statusInquiryArbitrary = statusBatch('inquiry', '13', statusItem(false, '23'));
export const statusResponseArbitrary = statusBatch('response', '08', statusItem(true, '23'));
export const claimAcknowledgmentArbitrary = statusBatch('acknowledgment', '08', fc.oneof(levelItem, statusItem(true, 'PT')));

// ---- 270, 271 ---------------------------------------------------------------------------------------------------------

const serviceTypes = maybe(fc.array(fc.constantFrom('30', '1', 'AL', '98'), { minLength: 1, maxLength: 5 }));
const rejection = fc.record({ valid: fc.constantFrom('Y', 'N'), reason: fc.constant('72'), followUp: fc.constant('C') });
const condition = fc.record({ qualifier: fc.constant('ZZ'), code: fc.constant('11') });
const insured = (is: string, relationship: string) =>
  fc.record({ isSubscriber: fc.constant(is), relationship: fc.constant(relationship), birthOrder: maybe(fc.constant('2')) });
const covered = {
  source: firm('PR'),
  receiver: firm('1P'),
  subscriber: human('IL', {
    birthDate: day,
    sex: fc.constantFrom('F', 'M'),
    address,
    rejections: list(rejection, 1),
    insured: maybe(insured('Y', '18')),
  }),
  dependent: maybe(
    human('03', {
      birthDate: day,
      references: maybe(fc.array(reference('SY'), { minLength: 1, maxLength: 1 })),
      insured: insured('N', '19'),
    }),
  ),
  traces: fc.array(trace, { minLength: 1, maxLength: 2 }),
  dates: dates('291', '346'),
  diagnoses: list(fc.record({ qualifier: fc.constant('BK'), code: fc.constant('H5213') })),
};
const entityParty = fc.record({
  entity: fc.constantFrom('P3', 'PR', '1P'),
  name: id(9),
  address: maybe(address),
  contacts: maybe(
    fc.array(
      contact.map((c) => ({ ...c, role: 'IC' })),
      { minLength: 1, maxLength: 1 },
    ),
  ),
  providerRole: fc.constant('PC'),
  taxonomy: maybe(fc.constant('152W00000X')),
});
const benefit = fc.record({
  information: fc.constantFrom('1', 'A', 'B', 'C', 'F', 'G'),
  coverageLevel: maybe(fc.constant('IND')),
  serviceTypes,
  insuranceType: maybe(fc.constant('HM')),
  plan: maybe(id(20)),
  period: maybe(fc.constant('27')),
  amount: maybe(cents),
  percent: maybe(fc.constantFrom('0.2', '.5')),
  authorization: maybe(fc.constant('Y')),
  inNetwork: maybe(fc.constantFrom('Y', 'N', 'W')),
  procedure: maybe(procedure),
  deliveries: list(fc.record({ quantityQualifier: fc.constant('VS'), quantity: fc.constant('12'), periodQualifier: fc.constant('23') }), 1),
  references: list(reference('18', '6P')),
  dates: dates('348', '292'),
  rejections: list(rejection, 1),
  messages: list(id(60)),
  conditions: list(condition),
  parties: list(entityParty),
});
const inquiry = fc.record({
  serviceTypes: fc.array(fc.constantFrom('30', '47'), { minLength: 1, maxLength: 3 }),
  coverageLevel: maybe(fc.constant('FAM')),
  amounts: none,
  conditions: list(condition),
  references: list(reference('9F')),
  dates: dates('291'),
});
const asked = (answers: boolean) => ({ ...around, batch: batch('0022', answers ? '11' : '13') });
export const eligibilityInquiryArbitrary = typed<EligibilityInquiriesToWrite>(
  fc.record({
    ...asked(false),
    items: fc.array(fc.record({ ...covered, inquiries: fc.array(inquiry, { minLength: 1, maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
);
export const eligibilityResponseArbitrary = typed<EligibilityResponsesToWrite>(
  fc.record({ ...asked(true), items: fc.array(fc.record({ ...covered, benefits: list(benefit, 4) }), { minLength: 1, maxLength: 4 }) }),
);

// ---- 278 --------------------------------------------------------------------------------------------------------------

const reviewed = {
  traces: list(trace),
  rejections: list(rejection, 1),
  review: maybe(
    fc.record({
      category: fc.constantFrom('HS', 'AR', 'SC'),
      certification: fc.constantFrom('I', 'R'),
      serviceType: maybe(fc.constant('2')),
      facility: maybe(fc.constant(['11', 'B'])),
      levelOfService: maybe(fc.constant('E')),
      release: maybe(fc.constant('Y')),
    }),
  ),
  decision: maybe(
    fc.record({
      action: fc.constantFrom('A1', 'A3', 'A4', 'A6'),
      authorizationNumber: maybe(id(20)),
      reasons: maybe(fc.array(fc.constantFrom('0U', '35'), { minLength: 1, maxLength: 3 })),
    }),
  ),
  references: list(reference('NT', 'BB')),
  dates: dates('435', 'AAH'),
  diagnoses: list(fc.record({ qualifier: fc.constant('ABF'), code: fc.constant('H5213'), date: maybe(day) }), 14),
  deliveries: list(fc.record({ quantityQualifier: fc.constant('VS'), quantity: fc.constant('3') }), 1),
  messages: list(id(60)),
  parties: list(entityParty.map((party) => ({ ...party, entity: 'SJ' }))),
};
const service = fc.record({
  ...reviewed,
  teeth: list(fc.record({ tooth: fc.constantFrom('3', '14'), surfaces: maybe(fc.constant(['M', 'O'])) })),
  kind: fc.constantFrom('professional', 'institutional', 'dental'),
  procedure,
  charged: maybe(cents),
  units: maybe(fc.constant('2')),
});
const event = fc.record({
  ...reviewed,
  admission: maybe(fc.record({ type: fc.constant('2'), source: maybe(fc.constant('7')) })),
  services: list(service, 3),
});
export const reviewArbitrary = typed<ReviewsToWrite>(
  fc.record({
    ...around,
    batch: fc.constantFrom('13', '11').chain((purpose) => batch('0007', purpose)),
    items: fc.array(
      fc.record({
        reviewer: firm('X3'),
        requester: firm('1P'),
        subscriber: human('IL', { birthDate: maybe(day) }),
        dependent: maybe(human('QC', { insured: maybe(insured('N', '19')) })),
        event,
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);

// ---- 999 --------------------------------------------------------------------------------------------------------------

const context = fc.record({
  name: fc.constantFrom('CLM01', 'SITUATIONAL TRIGGER'),
  value: maybe(id(20)),
  segment: maybe(fc.constant('CLM')),
  position: maybe(fc.integer({ min: 1, max: 99_999 })),
  loop: maybe(fc.constant('2300')),
});
const position = fc.integer({ min: 1, max: 999_999 });
const elementInError = fc.record({
  number: fc.integer({ min: 1, max: 20 }),
  part: maybe(fc.integer({ min: 1, max: 9 })),
  reference: maybe(fc.constant('782')),
  error: fc.constantFrom('1', '5', '7', 'I10'),
  value: maybe(id(30)),
  contexts: list(context),
});
const segmentInError = fc.record({
  segment: fc.constantFrom('NM1', 'CLM', 'SV1'),
  position,
  loop: maybe(fc.constantFrom('2010BA', '2300')),
  error: fc.constantFrom('3', '8', 'I6'),
  contexts: list(context),
  elements: list(elementInError, 3),
});
const acknowledgedSet = fc.record({
  transaction: fc.constantFrom('837', '270'),
  control: id(9).filter((text) => text.length >= 4),
  version: maybe(fc.constant('005010X222A1')),
  code: fc.constantFrom('A', 'E', 'R'),
  errors: list(fc.constantFrom('5', 'I5')),
  segments: list(segmentInError, 3),
});
export const acknowledgmentArbitrary = typed<AcknowledgmentToWrite>(
  fc.record({
    ...around,
    group: fc.record({ kind: fc.constant('HC'), control: fc.constant('17456'), version: maybe(fc.constant('005010X222A1')) }),
    sets: list(acknowledgedSet, 4),
    outcome: fc.record({
      code: fc.constantFrom('A', 'E', 'P', 'R'),
      included: position,
      received: position,
      accepted: position,
      errors: list(fc.constantFrom('4', '5')),
    }),
  }),
);
