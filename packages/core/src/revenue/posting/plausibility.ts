import { idKey, nameKey, sameParty } from '../../ground/parties/index.ts';
import type { RemitClaim } from '../remits/index.ts';
import type { ClaimFact } from './facts.ts';

/** Whether a remit claim's word agrees with what we know: it does, it does not, or one side says nothing. */
export type Agreement = 'same' | 'other' | 'unknown';

/** How a remit claim compares with a claim of the books, without looking at control numbers. */
export interface Plausibility {
  /** `part`: less than the claim, as when a payer splits it. */
  readonly charge: Agreement | 'part';
  readonly days: Agreement;
  readonly member: Agreement;
  readonly name: Agreement;
  readonly payer: Agreement;
  /** How many of charge, days and member agree. */
  readonly support: number;
  /** How many things speak against it. */
  readonly against: number;
}

const agreement = (same: boolean | undefined): Agreement => (same === undefined ? 'unknown' : same ? 'same' : 'other');

function chargeOf(remit: RemitClaim, fact: ClaimFact): Plausibility['charge'] {
  const billed = Math.abs(remit.billed);
  if (billed === fact.billed) return 'same';
  if (billed < fact.billed) return 'part';
  return 'other';
}

function daysOf(remit: RemitClaim, fact: ClaimFact): Agreement {
  if (remit.servedFrom === undefined || fact.servedFrom === undefined) return 'unknown';
  const remitEnd = remit.servedTo ?? remit.servedFrom;
  const factEnd = fact.servedTo ?? fact.servedFrom;
  return remit.servedFrom <= factEnd && fact.servedFrom <= remitEnd ? 'same' : 'other';
}

function memberOf(remit: RemitClaim, memberIds: readonly string[]): Agreement {
  const said = [remit.subscriberMemberId, remit.patient?.memberId].filter((id) => id !== undefined);
  if (said.length === 0 || memberIds.length === 0) return 'unknown';
  const ours = memberIds.map(idKey);
  return said.some((id) => ours.includes(idKey(id))) ? 'same' : 'other';
}

function nameOf(remit: RemitClaim, fact: ClaimFact): Agreement {
  const said = nameKey(remit.patient?.last ?? '');
  if (said === '' || fact.lastName === undefined || fact.lastName === '') return 'unknown';
  return agreement(said === fact.lastName || said.startsWith(fact.lastName) || fact.lastName.startsWith(said));
}

export function plausibilityOf(remit: RemitClaim, fact: ClaimFact, payerIds: readonly string[]): Plausibility {
  const charge = chargeOf(remit, fact);
  const days = daysOf(remit, fact);
  // Who was sent it after another payer answers as itself, under its own number of the patient.
  const sentOn = fact.sentOn?.filter((one) => sameParty(payerIds, one.payerIds) === true) ?? [];
  const member = memberOf(remit, sentOn.length > 0 ? sentOn.flatMap(({ memberIds }) => memberIds) : fact.memberIds);
  const name = nameOf(remit, fact);
  const payer = sentOn.length > 0 ? 'same' : agreement(sameParty(payerIds, fact.payerIds));
  const count = (word: Agreement): number => [charge, days, member].filter((a) => a === word).length;
  return { charge, days, member, name, payer, support: count('same'), against: count('other') + (name === 'other' ? 1 : 0) };
}

/** The same person, as far as anyone can tell: the name or the member id may differ, not both. */
export const samePerson = (p: Plausibility): boolean =>
  !(p.name === 'other' && p.member !== 'same') && !(p.member === 'other' && p.name !== 'same');

/** What speaks for a match, in a biller's words. */
export function supportWords(p: Plausibility): string {
  const words = [
    p.charge === 'same' ? 'the charge' : p.charge === 'part' ? 'part of the charge' : undefined,
    p.days === 'same' ? 'the date of service' : undefined,
    p.member === 'same' ? 'the member id' : undefined,
    p.name === 'same' ? 'the last name' : undefined,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? 'nothing else' : words.join(', ');
}

/** What speaks against a match; undefined when nothing does. */
export function doubtWords(p: Plausibility): string | undefined {
  const words = [
    p.charge === 'other' ? 'the charge' : undefined,
    p.days === 'other' ? 'the date of service' : undefined,
    p.member === 'other' ? 'the member id' : undefined,
    p.name === 'other' ? 'the last name' : undefined,
    p.payer === 'other' ? 'the payer' : undefined,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}
