import { nameKey, sameParty } from '../../ground/parties/index.ts';
import type { Answer } from './read-acknowledgment.ts';
import type { SentBatch, SentClaim } from './sent-batch.ts';

/** What an answer says of a claim that is not so. */
export type Contradiction = 'sender' | 'receiver' | 'payer' | 'provider' | 'charge' | 'member';

const signs = (one: string, ids: readonly string[]): boolean => ids.some((id) => id.trim().toUpperCase() === one.trim().toUpperCase());

/** Whether it comes from whom the batch went to, or from its payer, and to the practice. */
export function tellerContradicts({ from }: Answer, { partner, payer }: SentBatch): Contradiction[] {
  const byPayer = sameParty([from.sender], payer.ids) ?? false;
  return [
    ...(byPayer || signs(from.sender, partner.ids) ? [] : (['sender'] as const)),
    ...(signs(from.receiver, partner.own) ? [] : (['receiver'] as const)),
    ...(isPayer(from.payer, payer) ? [] : (['payer'] as const)),
  ];
}

/** By one of its ids, or by its very name; where the answer names neither, or nobody knows any, nothing is against it. */
function isPayer(told: Answer['from']['payer'], { ids, name }: SentBatch['payer']): boolean {
  if (told === undefined) return true;
  const byId = told.id === undefined ? undefined : sameParty([told.id], ids);
  if (byId === true || (told.name !== undefined && nameKey(told.name) === nameKey(name))) return true;
  return byId === undefined && told.name === undefined;
}

/** All in which an answer contradicts a claim that it seems to name. */
export function contradictionsOf(
  answer: Answer,
  { batch, claim }: { readonly batch: SentBatch; readonly claim: SentClaim },
  memberKey: (member: string) => string,
): Contradiction[] {
  const { about } = answer;
  const teller = tellerContradicts(answer, batch);
  if (about.level !== 'claim') return teller;
  const differs = (a: unknown, b: unknown): boolean => a !== undefined && b !== undefined && a !== b;
  return [
    ...teller,
    ...(differs(about.npi, claim.billingNpi) ? (['provider'] as const) : []),
    ...(differs(about.charged, claim.billed) ? (['charge'] as const) : []),
    ...(differs(about.member === undefined ? undefined : memberKey(about.member), claim.member) ? (['member'] as const) : []),
  ];
}
