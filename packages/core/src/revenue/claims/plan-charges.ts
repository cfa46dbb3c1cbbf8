import { type Cents, cents, type Evidence, negate, type PlainDate, zero } from '../../ground/base/index.ts';
import {
  accounts,
  type Bookings,
  type JournalEntry,
  journalOf,
  type Movement,
  type Party,
  reverseBookings,
} from '../../ground/ledger/index.ts';

/** What charging needs to know of a claim. */
export interface ChargeFacts {
  readonly claimId: string;
  /** Who owes it first: `sentAs` of the claim, or the patient who pays alone. */
  readonly party: Party;
  readonly billed: Cents;
  readonly lines: readonly ChargeLine[];
  readonly on: PlainDate;
  readonly document: string;
  /** The claim's bytes, for what its lines do not account for. */
  readonly bytes: { readonly from: number; readonly to: number };
  newId(): string;
}

export interface ChargeLine {
  readonly id: string;
  readonly billed: Cents;
  /** What the contract allows; absent: the charge books at its gross amount. */
  readonly expectedAllowed?: Cents;
  readonly bytes: { readonly from: number; readonly to: number };
}

interface Owed {
  readonly amount: Cents;
  readonly lineId?: string;
  readonly evidence: Evidence;
}

const chargeOf = (facts: ChargeFacts, entryId: string, owed: Owed): Movement => ({
  id: facts.newId(),
  entryId,
  claimId: facts.claimId,
  ...(owed.lineId !== undefined && { claimLineId: owed.lineId }),
  party: facts.party,
  kind: 'charge',
  amount: owed.amount,
  account: accounts.charges,
  evidence: owed.evidence,
  because: 'Charged',
});

/**
 * What the contract is expected to take off: set aside with the charge, used up by the remits. Two movements that cancel, so that what
 * is owed stays the charge: Dr Income:Contractual, Cr Assets:AR:Allowance. A line's allowance is the sum of its movements there.
 */
function allowanceOf(facts: ChargeFacts, entryId: string, line: ChargeLine, evidence: Evidence): Movement[] {
  if (line.expectedAllowed === undefined || line.expectedAllowed >= line.billed) return [];
  const amount = cents(line.billed - line.expectedAllowed);
  const both = { entryId, claimId: facts.claimId, claimLineId: line.id, party: facts.party, kind: 'allowance', evidence } as const;
  const because = 'The contract is expected to take this off';
  return [
    { ...both, id: facts.newId(), amount, account: accounts.allowance, because },
    { ...both, id: facts.newId(), amount: negate(amount), account: accounts.contractual, because },
  ];
}

/** A claim's charges: Dr receivable, Cr income; where the contract is known, also the allowance it will take. */
export function planCharges(facts: ChargeFacts): Bookings {
  const { claimId, document } = facts;
  const entryId = facts.newId();
  const movements: Movement[] = [];
  let rest: number = facts.billed;
  for (const line of facts.lines) {
    rest -= line.billed;
    if (line.billed === 0) continue;
    const evidence = { document, from: line.bytes.from, to: line.bytes.to };
    movements.push(chargeOf(facts, entryId, { amount: line.billed, lineId: line.id, evidence }));
    movements.push(...allowanceOf(facts, entryId, line, evidence));
  }
  if (rest !== 0) {
    const evidence = { document, from: facts.bytes.from, to: facts.bytes.to };
    movements.push(chargeOf(facts, entryId, { amount: cents(rest), evidence }));
  }
  if (movements.length === 0) return { entries: [], movements: [] };
  const lines = journalOf(movements);
  return { entries: [{ id: entryId, on: facts.on, source: { kind: 'claim', id: claimId }, description: 'Charges', lines }], movements };
}

/**
 * A replacement (CLM05-3 of 7) or void (8) of a claim that is on the books: its charges are mirrored and the new ones, if any, booked.
 * What was paid stays where it was posted.
 */
export function planReplacement(previous: Bookings, replacement: ChargeFacts | undefined, on: PlainDate, newId: () => string): Bookings {
  const mirrored = reverseBookings(previous, newId, on);
  if (replacement === undefined) return mirrored;
  const charged = planCharges(replacement);
  return { entries: [...mirrored.entries, ...charged.entries], movements: [...mirrored.movements, ...charged.movements] };
}

/** Charges that were mirrored stand again, as they were booked: entries of their own, which can be mirrored as the first ones were. */
export function planStandingAgain({ entries, movements }: Bookings, on: PlainDate, newId: () => string): Bookings {
  const ids = new Map(entries.map(({ id }) => [id, newId()]));
  const idOf = (entryId: string): string => ids.get(entryId) ?? entryId;
  return {
    entries: entries.map(({ reverses: _, ...entry }) => ({ ...entry, id: idOf(entry.id), on })),
    movements: movements.map(({ reverses: _, ...movement }) => ({ ...movement, id: newId(), entryId: idOf(movement.entryId) })),
  };
}

export interface OpeningItem {
  readonly claimId: string;
  readonly claimLineId?: string;
  readonly party: Party;
  readonly amount: Cents;
  readonly evidence?: Evidence;
}

/** What was owed before the books began: Dr receivable, Cr opening equity; one entry for all. */
export function planOpening(items: readonly OpeningItem[], on: PlainDate, sourceId: string, newId: () => string): Bookings {
  const entryId = newId();
  const movements = items
    .filter((item) => item.amount !== zero)
    .map((item): Movement => ({ ...item, id: newId(), entryId, kind: 'opening', account: accounts.opening, because: 'Opening balance' }));
  if (movements.length === 0) return { entries: [], movements: [] };
  const entry: JournalEntry = {
    id: entryId,
    on,
    source: { kind: 'opening', id: sourceId },
    description: 'Opening balances',
    lines: journalOf(movements),
  };
  return { entries: [entry], movements };
}
