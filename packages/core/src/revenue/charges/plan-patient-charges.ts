import { type Cents, cents, type PlainDate } from '../../ground/base/index.ts';
import { accounts, type Bookings, type JournalEntry, journalOf, type Movement, reverseBookings } from '../../ground/ledger/index.ts';
import type { Charge } from './charge.ts';

/** A service that the patient pays, and no payer is asked for. */
export interface PatientCharge {
  /** Of the charge or the claim that it comes from. */
  readonly line: number;
  readonly amount: Cents;
  /** None: the day on which it is booked. */
  readonly servedOn?: PlainDate;
}

/** One that was met before, under the id by which the sub-ledger knows it, with what stands booked of it now. */
export interface KnownPatientCharge {
  readonly id: string;
  readonly line: number;
  readonly booked: Bookings;
}

export interface PatientChargesPlanned extends Bookings {
  readonly fresh: readonly { readonly id: string; readonly line: number }[];
}

/** What the patient is charged of a charge as it was entered: an employer owes by itself, and what is only asked beforehand is not done yet. */
export const selfPaid = ({ lines, predetermination }: Charge): PatientCharge[] =>
  predetermination
    ? []
    : lines.flatMap(({ billed, charged, servedOn }, i) =>
        billed === 'self-pay' ? [{ line: i + 1, amount: charged, ...(servedOn === undefined ? {} : { servedOn }) }] : [],
      );

interface When {
  readonly today: PlainDate;
  newId(): string;
}

/**
 * Brings what stands booked to what the patient is to be charged: what is missing is booked, what is not to be there is mirrored, and another
 * amount is both. Asked again with the same, it books nothing.
 */
export function planPatientCharges(
  known: readonly KnownPatientCharge[],
  wanted: readonly PatientCharge[],
  { today, newId }: When,
): PatientChargesPlanned {
  const stale = known.filter(({ line, booked }) => !isBooked(booked, wantedAt(wanted, line)));
  const missing = wanted.filter(({ line, amount }) => {
    const booked = known.find((one) => one.line === line)?.booked;
    return amount !== 0 && (booked === undefined || booked.entries.length === 0 || !isBooked(booked, amount));
  });
  const mirrored = stale.map(({ booked }) => reverseBookings(booked, newId, today));
  const named = missing.map((one) => ({ ...one, id: known.find(({ line }) => line === one.line)?.id }));
  const charged = named.map(({ id = newId(), ...one }) => ({ id, line: one.line, booked: chargeOf(id, one, today, newId) }));
  const all = [...mirrored, ...charged.map(({ booked }) => booked)];
  return {
    entries: all.flatMap(({ entries }) => entries),
    movements: all.flatMap(({ movements }) => movements),
    fresh: charged.filter(({ line }) => known.every((one) => one.line !== line)).map(({ id, line }) => ({ id, line })),
  };
}

const wantedAt = (wanted: readonly PatientCharge[], line: number): number => wanted.find((one) => one.line === line)?.amount ?? 0;

/** Nothing that stands is as good as a charge of nothing. */
const isBooked = ({ movements }: Bookings, amount: number): boolean => movements.reduce((sum, one) => sum + one.amount, 0) === amount;

/** Dr what patients owe, Cr income. The sub-ledger knows it by its id, as it knows a claim; the journal has no claim to name. */
function chargeOf(id: string, { amount, servedOn }: PatientCharge, today: PlainDate, newId: () => string): Bookings {
  const entryId = newId();
  const because = 'Charged to the patient: no payer is asked for it';
  const movement: Movement = {
    ...{ id: newId(), entryId, claimId: id, party: 'patient', kind: 'charge', amount: cents(amount), account: accounts.charges, because },
  };
  const entry: JournalEntry = {
    ...{ id: entryId, on: servedOn ?? today, source: { kind: 'patient-charge', id }, description: 'Charged to the patient' },
    lines: journalOf([movement]).map(({ claimId: _, ...line }) => line),
  };
  return { entries: [entry], movements: [movement] };
}
