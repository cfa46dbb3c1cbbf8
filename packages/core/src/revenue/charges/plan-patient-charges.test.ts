import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import { type Bookings, checkEntry, trialBalance } from '../../ground/ledger/index.ts';
import { type KnownPatientCharge, type PatientCharge, planPatientCharges } from './index.ts';

const today = '2026-03-02' as PlainDate;

/** Books as they grow: what was planned is kept, and what stands is told as the store tells it. */
class Books {
  readonly all: { entries: Bookings['entries'][number][]; movements: Bookings['movements'][number][] } = { entries: [], movements: [] };
  readonly #lines = new Map<number, string>();
  #ids = 0;

  known(): KnownPatientCharge[] {
    const ended = new Set(this.all.entries.flatMap(({ reverses }) => reverses ?? []));
    return [...this.#lines].map(([line, id]) => {
      const entries = this.all.entries.filter((one) => one.source.id === id && one.reverses === undefined && !ended.has(one.id));
      const movements = this.all.movements.filter(({ entryId }) => entries.some((one) => one.id === entryId));
      return { id, line, booked: { entries, movements } };
    });
  }
  settle(wanted: readonly PatientCharge[]): Bookings {
    const { fresh, ...planned } = planPatientCharges(this.known(), wanted, { today, newId: () => `id${this.#ids++}` });
    for (const { id, line } of fresh) this.#lines.set(line, id);
    this.all.entries.push(...planned.entries);
    this.all.movements.push(...planned.movements);
    return planned;
  }
  balance(account: string): number {
    return trialBalance(this.all.entries).get(account) ?? 0;
  }
}

const charges = fc
  .uniqueArray(fc.record({ line: fc.integer({ min: 1, max: 4 }), amount: fc.integer({ min: 0, max: 90_000 }) }), {
    selector: ({ line }) => line,
  })
  .map((all) => all.map(({ line, amount }): PatientCharge => ({ line, amount: cents(amount) })));

test('whatever is turned to the patient and back, they owe what is theirs now: once, in the ledger as in the sub-ledger', () => {
  fc.assert(
    fc.property(fc.array(charges, { minLength: 1, maxLength: 8 }), (steps) => {
      const books = new Books();
      for (const wanted of steps) {
        books.settle(wanted);
        const owed = wanted.reduce((sum, { amount }) => sum + amount, 0);
        expect(books.all.entries.map(checkEntry).filter((wrong) => wrong !== undefined)).toEqual([]);
        expect(books.all.movements.reduce((sum, { amount }) => sum + amount, 0)).toBe(owed);
        expect([books.balance('Assets:AR:Patient'), books.balance('Income:Charges') + owed]).toEqual([owed, 0]);
        expect(books.settle(wanted)).toEqual({ entries: [], movements: [] });
      }
    }),
  );
});

test('a charge is booked on its day of service, and keeps its id when it is taken back and made again', () => {
  const books = new Books();
  const wanted = [{ line: 2, amount: cents(4_000), servedOn: '2026-02-20' as PlainDate }];
  const [first] = books.settle(wanted).entries;
  expect(first).toMatchObject({ on: '2026-02-20', source: { kind: 'patient-charge' }, description: 'Charged to the patient' });
  expect(books.settle([]).entries).toMatchObject([{ reverses: first?.id, on: today, description: 'Undo: Charged to the patient' }]);
  expect(books.settle(wanted).entries).toMatchObject([{ source: first?.source }]);
});
