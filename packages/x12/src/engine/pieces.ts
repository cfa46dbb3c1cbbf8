import type { Address, Amount, CasAdjustment, Cents, Contact, DateOf, Party, Place, Procedure, Reference } from '../types.ts';
import { elementName, pack, type Use } from './compile.ts';
import type { Code, Findings } from './findings.ts';
import { MONEY_DECIMALS, MONEY_MALFORMED, MONEY_OVERFLOW, moneyVerdict } from './money.ts';
import type { Segment } from './segment.ts';

/** While an object grows, its fields may be written. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
export type PartyDraft = Draft<Party>;

const DT = pack('DT');

const moneyCodes: { readonly [verdict: number]: Code } = {
  [MONEY_DECIMALS]: 'money.decimals',
  [MONEY_MALFORMED]: 'money.malformed',
  [MONEY_OVERFLOW]: 'money.overflow',
};

/** The list that every claim without dates, references, … shares. */
export const NONE: readonly never[] = Object.freeze([]);

/**
 * A list with one more item. `push` to an empty array makes room for seventeen; most lists here have one or two, so they are
 * made exactly that long (measured: a third of all memory that a file passes through).
 */
export function append<T>(list: readonly T[], item: T): readonly T[] {
  switch (list.length) {
    case 0:
      return [item];
    case 1:
      return [list[0] as T, item];
    case 2:
      return [list[0] as T, list[1] as T, item];
    case 3:
      return [list[0] as T, list[1] as T, list[2] as T, item];
    default:
      // From here on it is an array of our own making.
      (list as T[]).push(item);
      return list;
  }
}

/**
 * Parties by entity with one more; the first of an entity stays. The usual ones are made at once: adding the key '82' to an
 * object would make it an array of a hundred empty places.
 */
export function withParty(parties: Parties, entity: string, party: Party): Parties {
  if (entity.length > 3) return parties;
  if (parties === NO_PARTIES) {
    if (entity === '82') return { 82: party };
    if (entity === 'QC') return { QC: party };
  }
  if (parties[entity] !== undefined) return parties;
  if (entity === '82') {
    const patient = parties.QC;
    if (patient !== undefined && parties.IL === undefined && parties['74'] === undefined) return { QC: patient, 82: party };
  }
  return { ...parties, [entity]: party };
}

export type Parties = { readonly [entity: string]: Party };
export const NO_PARTIES: Parties = Object.freeze({});

/** Reads amounts; what is no amount is said even when checks are off, since a silent 0.00 is worse than slow. */
export class MoneyReader {
  private readonly findings: Findings;
  private readonly checks: boolean;

  constructor(findings: Findings, checks: boolean) {
    this.findings = findings;
    this.checks = checks;
  }

  read(use: Use, segment: Segment, element: number): Cents {
    const cents = segment.money(element);
    // With checks on, the checker has said it.
    if (moneyVerdict > 1 && !this.checks) this.tell(use, segment, element);
    return cents;
  }

  private tell(use: Use, segment: Segment, element: number): void {
    const name = elementName(use.segment.id, element);
    const words = { element: name, name: use.segment.elements[element - 1]?.name ?? '' };
    const at = use.node.id === '' ? name : `${use.node.id} ${name}`;
    this.findings.report(moneyCodes[moneyVerdict] as Code, at, segment.elementRange(element), words);
  }
}

/** NM1: name, first, middle, suffix, id. */
export function readPerson(segment: Segment, place: Place): PartyDraft {
  const party: PartyDraft = { place };
  const name = segment.optional(3);
  if (name !== undefined) party.name = name;
  const first = segment.optional(4);
  if (first !== undefined) party.first = first;
  const middle = segment.optional(5);
  if (middle !== undefined) party.middle = middle;
  const suffix = segment.optional(7);
  if (suffix !== undefined) party.suffix = suffix;
  identify(party, segment, 8);
  return party;
}

/** N1: name and id. */
export function readOrganisation(segment: Segment, place: Place): PartyDraft {
  const party: PartyDraft = { place };
  const name = segment.optional(2);
  if (name !== undefined) party.name = name;
  identify(party, segment, 3);
  return party;
}

function identify(party: PartyDraft, segment: Segment, element: number): void {
  const qualifier = segment.optional(element);
  if (qualifier !== undefined) party.idQualifier = qualifier;
  const id = segment.optional(element + 1);
  if (id !== undefined) party.id = id;
}

/** N3: adds the lines of an address. */
export function addStreet(party: PartyDraft, segment: Segment): void {
  const address = addressOf(party);
  for (let i = 1; i <= 2; i++) {
    const line = segment.optional(i);
    if (line !== undefined) address.lines = append(address.lines, line);
  }
}

/** N4: adds city, state, postal code and country. */
export function addCity(party: PartyDraft, segment: Segment): void {
  const address = addressOf(party);
  const city = segment.optional(1);
  if (city !== undefined) address.city = city;
  const state = segment.optional(2);
  if (state !== undefined) address.state = state;
  const zip = segment.optional(3);
  if (zip !== undefined) address.zip = zip;
  const country = segment.optional(4);
  if (country !== undefined) address.country = country;
}

function addressOf(party: PartyDraft): Draft<Address> {
  party.address ??= { lines: NONE };
  return party.address;
}

/** PER: adds a contact with its numbers. */
export function addContact(party: PartyDraft, segment: Segment): void {
  const numbers: { qualifier: string; number: string }[] = [];
  for (let i = 3; i <= 7; i += 2) {
    const number = segment.optional(i + 1);
    if (number !== undefined) numbers.push({ qualifier: segment.text(i), number });
  }
  const contact: Draft<Contact> = { numbers };
  const role = segment.optional(1);
  if (role !== undefined) contact.role = role;
  const name = segment.optional(2);
  if (name !== undefined) contact.name = name;
  party.contacts = append(party.contacts ?? NONE, contact);
}

export function addReference(party: PartyDraft, segment: Segment, place: Place): void {
  party.references = append(party.references ?? NONE, readReference(segment, place));
}

export function readReference(segment: Segment, place: Place): Reference {
  return { qualifier: segment.text(1), id: segment.text(2), place };
}

/** DTM: nothing where it is no date (the check says so). */
export function readDtm(segment: Segment, place: Place): DateOf | undefined {
  const date = segment.date(2);
  if (date !== undefined) return { qualifier: segment.text(1), date, place };
  const period = segment.period(6);
  return period === undefined ? undefined : { qualifier: segment.text(1), ...period, place };
}

/** DTP: a date, a date with a time, or a period. */
export function readDtp(segment: Segment, place: Place): DateOf | undefined {
  const period = segment.period(3);
  if (period === undefined) return undefined;
  const qualifier = segment.text(1);
  const { date, to } = period;
  if (to !== undefined) return { qualifier, date, to, place };
  if (segment.packed(2) !== DT) return { qualifier, date, place };
  const time = clockOf(segment.text(3).slice(8));
  return time === undefined ? { qualifier, date, place } : { qualifier, date, time, place };
}

/** HHMM to HH:MM. */
export function clockOf(text: string): string | undefined {
  return /^\d{4}/.test(text) ? `${text.slice(0, 2)}:${text.slice(2, 4)}` : undefined;
}

export function readAmount(money: MoneyReader, use: Use, segment: Segment, place: Place): Amount {
  return { qualifier: segment.text(1), amount: money.read(use, segment, 2), place };
}

/** CAS: up to six reasons with their amounts, appended to `into`. */
export function readAdjustments(
  money: MoneyReader,
  use: Use,
  segment: Segment,
  place: Place,
  into: { adjustments: readonly CasAdjustment[] },
): Cents {
  const group = segment.text(1);
  let sum = 0;
  for (let element = 3; element <= 18 && element - 1 <= segment.count; element += 3) {
    if (!segment.has(element) && !segment.has(element - 1)) continue;
    const amount = money.read(use, segment, element);
    sum += amount;
    const quantity = segment.optional(element + 1);
    const reason = segment.text(element - 1);
    into.adjustments = append(
      into.adjustments,
      quantity === undefined ? { group, reason, amount, place, element } : { group, reason, amount, quantity, place, element },
    );
  }
  return sum;
}

/** As `readAdjustments`, only the amounts. */
export function sumAdjustments(money: MoneyReader, use: Use, segment: Segment, into: { adjustments: readonly CasAdjustment[] }): Cents {
  let sum = 0;
  for (let element = 3; element <= 18 && element - 1 <= segment.count; element += 3) {
    if (!segment.has(element) && !segment.has(element - 1)) continue;
    const amount = money.read(use, segment, element);
    sum += amount;
    into.adjustments = append(into.adjustments, { group: '', reason: '', amount, place: 0, element });
  }
  return sum;
}

const NO_MODIFIERS: readonly string[] = [];

/** The parts of SVC01, SVC06, SV101, SVD03. */
export function readProcedure(segment: Segment, element: number): Procedure | undefined {
  if (!segment.has(element)) return undefined;
  segment.openParts(element);
  const qualifier = segment.nextPart() ?? '';
  const code = segment.nextPart() ?? '';
  let modifiers: string[] | undefined;
  for (let i = 0; i < 4; i++) {
    const modifier = segment.nextPart();
    if (modifier === undefined) break;
    if (modifier === '') continue;
    if (modifiers === undefined) modifiers = [modifier];
    else modifiers.push(modifier);
  }
  const description = segment.nextPart();
  if (description === undefined || description === '') return { qualifier, code, modifiers: modifiers ?? NO_MODIFIERS };
  return { qualifier, code, modifiers: modifiers ?? NO_MODIFIERS, description };
}
