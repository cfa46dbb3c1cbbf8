import type { Address, Amount, CasAdjustment, Contact, DateOf, Party, Procedure, Reference } from '../types.ts';
import { type SegmentWriter, type Writable, writeDate, writeMoney, X12WriteError } from './segment-writer.ts';

export function writeStreet(w: SegmentWriter, address: Writable<Address> | undefined): void {
  if (address === undefined) return;
  if (address.lines.length > 0) w.begin('N3').add(address.lines[0]).add(address.lines[1]).end();
  if (address.city !== undefined || address.state !== undefined || address.zip !== undefined || address.country !== undefined)
    w.begin('N4').add(address.city).add(address.state).add(address.zip).add(address.country).end();
}

export function writeReferences(w: SegmentWriter, references: readonly Writable<Reference>[] | undefined): void {
  if (references === undefined) return;
  for (const { qualifier, id } of references) w.begin('REF').add(qualifier).add(id).end();
}

export function writeContacts(w: SegmentWriter, contacts: readonly Writable<Contact>[] | undefined, role: string): void {
  if (contacts === undefined) return;
  for (const contact of contacts) {
    const numbers = contact.numbers.flatMap(({ qualifier, number }) => [qualifier, number]);
    w.segment('PER', contact.role ?? role, contact.name, ...numbers);
  }
}

/** NM1 entities that are people unless they have no first name and are not patients or subscribers. */
const PEOPLE = new Set(['QC', 'IL', '74', 'GB', 'DN', 'P3', 'DQ', 'DK', 'QD', '03']);

export function writeName(w: SegmentWriter, entity: string, party: Writable<Party>): void {
  const person = party.first !== undefined || PEOPLE.has(entity);
  w.begin('NM1')
    .add(entity)
    .add(person ? '1' : '2')
    .add(party.name)
    .add(party.first)
    .add(party.middle)
    .skip();
  w.add(party.suffix).add(party.idQualifier).add(party.id).end();
}

/** Each party of a claim, in the order given by `order`. */
export function writeParties(w: SegmentWriter, parties: { readonly [entity: string]: Writable<Party> }, order: readonly string[]): void {
  let several = false;
  let only: string | undefined;
  for (const entity in parties) {
    several = only !== undefined;
    only = entity;
  }
  if (only === undefined) return;
  if (!several) {
    const party = parties[only];
    if (party !== undefined) writeParty(w, only, party);
    return;
  }
  for (const entity of order) {
    const party = parties[entity];
    if (party !== undefined) writeParty(w, entity, party);
  }
  for (const entity in parties) {
    const party = parties[entity];
    if (party !== undefined && !order.includes(entity)) writeParty(w, entity, party);
  }
}

/** PRV01 of those who do not perform themselves. */
const PERFORMS: { readonly [entity: string]: string } = { DN: 'RF', 71: 'AT', DD: 'AS' };

/** NM1 and what may follow it. */
export function writeParty(w: SegmentWriter, entity: string, party: Writable<Party>): void {
  writeName(w, entity, party);
  writeStreet(w, party.address);
  if (party.taxonomy !== undefined) w.segment('PRV', PERFORMS[entity] ?? 'PE', 'PXC', party.taxonomy);
  writeReferences(w, party.references);
  writeContacts(w, party.contacts, 'IC');
}

export function writeAmounts(w: SegmentWriter, amounts: readonly Writable<Amount>[]): void {
  for (const { qualifier, amount } of amounts) w.begin('AMT').add(qualifier).addMoney(amount).end();
}

/** One CAS a group with up to six reasons, groups in the order they first come; more reasons make a further CAS. */
export function writeAdjustments(w: SegmentWriter, adjustments: readonly Writable<CasAdjustment>[]): void {
  for (let i = 0; i < adjustments.length; i++) {
    const { group } = adjustments[i] as Writable<CasAdjustment>;
    if (adjustments.findIndex((other) => other.group === group) < i) continue;
    let elements: (string | undefined)[] = [group];
    for (let k = i; k < adjustments.length; k++) {
      const adjustment = adjustments[k] as Writable<CasAdjustment>;
      if (adjustment.group !== group) continue;
      if (elements.length > 18) {
        w.segment('CAS', ...elements);
        elements = [group];
      }
      elements.push(adjustment.reason, writeMoney(adjustment.amount, 'CAS03'), adjustment.quantity);
    }
    w.segment('CAS', ...elements);
  }
}

/** As `procedureParts`, written at once. */
export function addProcedure(w: SegmentWriter, procedure: Writable<Procedure> | undefined): SegmentWriter {
  if (procedure === undefined) return w.skip();
  const { modifiers, description } = procedure;
  w.openParts().part(procedure.qualifier).part(procedure.code);
  for (let i = 0; i < 4; i++) w.part(modifiers[i]);
  return w.part(description).closeParts();
}

/** `HC:99213:25`. */
export function procedureParts(procedure: Writable<Procedure> | undefined): readonly (string | undefined)[] | undefined {
  if (procedure === undefined) return undefined;
  const [first, second, third, fourth] = procedure.modifiers;
  return [procedure.qualifier, procedure.code, first, second, third, fourth, procedure.description];
}

export function writeDtp(w: SegmentWriter, { qualifier, date, to, time }: Writable<DateOf>): void {
  if (to === undefined && time === undefined) {
    w.begin('DTP').add(qualifier).add('D8').addDate(date).end();
    return;
  }
  const day = writeDate(date, 'DTP03');
  if (to !== undefined) w.segment('DTP', qualifier, 'RD8', `${day}-${writeDate(to, 'DTP03')}`);
  else if (time !== undefined) w.segment('DTP', qualifier, 'DT', `${day}${writeTime(time, 'DTP03')}`);
}

/** HH:MM to HHMM. */
export function writeTime(time: string, at: string): string {
  if (!/^\d\d:\d\d$/.test(time)) throw new X12WriteError(at, 'a time must be HH:MM');
  return time.replace(':', '');
}
