import fc from 'fast-check';
import type { RemitClaimToWrite, RemitLineToWrite, RemitToWrite } from '../src/remits/write-remit.ts';

/** Generated remittances of fictional people, for tests: always balanced. Not part of the package's face. */

const POSITIONS = new Set(['place', 'places', 'bytes', 'index', 'element', 'hl', 'says', 'verdict']);

/** A read object without what only a file can say. */
export function withoutPositions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPositions);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => key === 'element' || (!POSITIONS.has(key) && inner !== undefined));
  return Object.fromEntries(
    entries.filter(([key, inner]) => key !== 'element' || typeof inner === 'string').map(([key, inner]) => [key, withoutPositions(inner)]),
  );
}

/** Drops what is undefined, so that absent and unset are one. */
export const present = <T>(value: T): T => withoutPositions(value) as T;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const words = fc.constantFrom('Marisol', 'Quill', 'Tamsin', 'Oakley', 'Brandt', "O'Wren", 'Zoë', 'Ávila', 'Fen & Sons');
export const id = (max: number) => fc.string({ unit: fc.constantFrom(...`${letters}0123456789-`), minLength: 1, maxLength: max });
export const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
export const cents = fc.integer({ min: -100_000_00, max: 5_000_000_00 });
export const day = fc.integer({ min: 0, max: 3650 }).map((n) => new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10));
export const address = fc.record({
  lines: fc.array(id(20), { minLength: 1, maxLength: 2 }),
  city: words,
  state: fc.constant('OR'),
  zip: fc.constant('97035'),
});
export const reference = (...qualifiers: string[]) => fc.record({ qualifier: fc.constantFrom(...qualifiers), id: id(20) });
export const contact = fc.record({
  role: fc.constant('BL'),
  name: maybe(words),
  numbers: fc.array(fc.record({ qualifier: fc.constantFrom('TE', 'EM', 'UR'), number: id(30) }), { minLength: 1, maxLength: 3 }),
});
export const person = fc.record({
  name: words,
  first: words,
  middle: maybe(words),
  suffix: maybe(fc.constantFrom('JR', 'III')),
  idQualifier: fc.constant('MI'),
  id: id(12),
});
const organisation = fc.record({ name: words, idQualifier: fc.constant('XX'), id: fc.constant('1999999984') });
export const procedure = fc.record({
  qualifier: fc.constantFrom('HC', 'AD'),
  code: fc.constantFrom('99213', '99214', '92014', '93000', 'D1110'),
  modifiers: fc.array(fc.constantFrom('25', 'LT', 'RT', '59'), { maxLength: 4 }),
  description: maybe(words),
});

/** Adjustments that come to `total`, one group after the other. */
export const adjustmentsOf = (total: fc.Arbitrary<number>) =>
  fc
    .tuple(
      total,
      fc.array(
        fc.record({
          group: fc.constantFrom('CO', 'OA', 'PR'),
          reason: fc.constantFrom('45', '1', '2', '3', '253'),
          amount: cents,
          quantity: maybe(fc.constantFrom('1', '2.5')),
        }),
        { maxLength: 9 },
      ),
    )
    .map(([sum, list]) => {
      const sorted = [...list].sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
      return { sum, list: sorted };
    });

const line = fc
  .record({
    procedure,
    paid: cents,
    revenueCode: maybe(id(4)),
    units: maybe(fc.constantFrom('1', '2', '0.5')),
    billedProcedure: maybe(procedure),
    dates: fc.array(fc.record({ qualifier: fc.constantFrom('472', '150'), date: day, to: maybe(day) }), { maxLength: 2 }),
    references: fc.array(reference('6R', 'LU', '0K'), { maxLength: 3 }),
    adjustments: adjustmentsOf(fc.constant(0)),
    amounts: fc.array(fc.record({ qualifier: fc.constantFrom('B6', 'KH'), amount: cents }), { maxLength: 2 }),
    remarks: fc.array(fc.record({ code: fc.constantFrom('N130', 'M15', 'MA130') }), { maxLength: 3 }),
  })
  .map(({ adjustments, ...rest }): RemitLineToWrite => {
    const sum = adjustments.list.reduce((total, a) => total + a.amount, 0);
    return present({ ...rest, adjustments: adjustments.list, charged: rest.paid + sum }) as RemitLineToWrite;
  });

const claim = fc
  .record({
    patientControlNumber: id(20),
    status: fc.constantFrom('1', '2', '3', '4', '19', '22'),
    patientResponsibility: maybe(cents),
    filingIndicator: maybe(fc.constantFrom('12', 'MB', 'CI')),
    payerControlNumber: maybe(id(30)),
    facilityType: maybe(fc.constant('11')),
    frequency: maybe(fc.constantFrom('1', '7')),
    parties: fc.record({ QC: person, IL: maybe(person), '82': maybe(organisation), TT: maybe(organisation) }),
    references: fc.array(reference('EA', '1L', 'CE'), { maxLength: 2 }),
    dates: fc.array(fc.record({ qualifier: fc.constantFrom('232', '233', '050'), date: day }), { maxLength: 3 }),
    amounts: fc.array(fc.record({ qualifier: fc.constantFrom('AU', 'I'), amount: cents }), { maxLength: 2 }),
    adjustments: adjustmentsOf(fc.constant(0)),
    remarks: fc.array(fc.record({ code: fc.constantFrom('MA18', 'MA01') }), { maxLength: 5 }),
    lines: fc.array(line, { maxLength: 4 }),
    alone: cents,
  })
  .map(({ adjustments, alone, ...rest }): RemitClaimToWrite => {
    const sum = adjustments.list.reduce((total, a) => total + a.amount, 0);
    const charged = rest.lines.length === 0 ? alone : rest.lines.reduce((total, l) => total + l.charged, 0);
    const lines = rest.lines.reduce((total, l) => total + l.adjustments.reduce((t, a) => t + a.amount, 0), 0);
    return present({ ...rest, adjustments: adjustments.list, charged, paid: charged - sum - lines }) as RemitClaimToWrite;
  });

export const separators = fc.constantFrom(
  { element: '*', component: ':', repetition: '^', segment: '~' },
  { element: '|', component: '>', repetition: '<', segment: '~' },
  { element: '\u001d', component: '\u001f', repetition: '\u001e', segment: '\u001c' },
  { element: '*', component: ':', repetition: '^', segment: '\n' },
);

export const envelope = fc.record({
  interchangeControl: fc.integer({ min: 1, max: 999_999_999 }).map((n) => String(n).padStart(9, '0')),
  sender: id(15),
  receiver: id(15),
  interchangeDate: day,
  groupControl: fc.integer({ min: 1, max: 999_999_999 }).map(String),
  test: fc.boolean(),
  separators,
});

export const remitArbitrary: fc.Arbitrary<RemitToWrite> = fc
  .record({
    envelope,
    control: fc.constantFrom('0001', '35681', 'A00000001'),
    time: fc.constant('09:41'),
    payment: fc.record({
      handling: fc.constantFrom('I', 'H'),
      creditOrDebit: fc.constant('C'),
      method: fc.constantFrom('ACH', 'CHK', 'NON'),
      date: day,
    }),
    trace: fc.record({ number: id(30), payerId: id(10), supplement: maybe(id(20)) }),
    currency: maybe(fc.constant('USD')),
    receiverId: maybe(id(20)),
    productionDate: maybe(day),
    payer: fc.record({
      name: words,
      address,
      references: maybe(fc.array(reference('2U', 'NF'), { minLength: 1, maxLength: 2 })),
      contacts: fc.array(contact, { minLength: 1, maxLength: 2 }),
    }),
    payee: fc.record({ name: words, idQualifier: fc.constant('XX'), id: fc.constant('1999999984'), address: maybe(address) }),
    claims: fc.array(claim, { maxLength: 4 }),
    providerAdjustments: fc.array(
      fc.record({
        providerId: fc.constantFrom('1999999984', '1888888882'),
        fiscalDate: fc.constant('2024-12-31'),
        reason: fc.constantFrom('WO', 'FB', 'L6', '72'),
        reference: maybe(id(20)),
        amount: cents,
      }),
      { maxLength: 8 },
    ),
  })
  .map((remit): RemitToWrite => {
    const paid = remit.claims.reduce((sum, c) => sum + c.paid, 0);
    const taken = remit.providerAdjustments.reduce((sum, a) => sum + a.amount, 0);
    return present({ ...remit, payment: { ...remit.payment, amount: paid - taken } }) as unknown as RemitToWrite;
  });
