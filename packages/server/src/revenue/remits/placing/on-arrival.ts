import { siteOf } from '@claimwright/core/ground/parties';
import type { Remit } from '@claimwright/core/revenue/remits';
import { siteNumbers } from '../../../ground/parties/index.ts';
import type { Tx } from '../../../store/store.ts';
import type { GatheredRemit } from '../gather-remits.ts';
import { sitesOfNumbers } from './store.ts';

/** Until it is planned; without a number, where a claim of the remit is that speaks of none of ours. */
export type SiteOfClaim = (remit: Pick<Remit, 'payee'>, number: string | undefined) => string | null;

/** Where ours of the number are; where there are none, or there is one site only, where the payee is. */
export async function placedOnArrival(tx: Tx, remits: readonly { readonly gathered: GatheredRemit }[]): Promise<SiteOfClaim> {
  const sites = await siteNumbers(tx);
  const numbers = new Set<string>();
  if (sites.length > 1)
    for (const { gathered } of remits) for (const { patientControlNumber } of gathered.claims) numbers.add(patientControlNumber);
  numbers.delete('');
  const ours = await sitesOfNumbers(tx, [...numbers]);
  return ({ payee }, number) => {
    const known = number === undefined ? undefined : ours.get(number);
    return known === undefined ? (siteOf(sites, { billingNpi: payee.npi }) ?? null) : known;
  };
}

/** Those of its claims; of one without claims its payee's. */
export function sitesOnArrival({ remit, claims }: GatheredRemit, siteOfClaim: SiteOfClaim): string[] {
  const found = new Set<string | null>();
  for (const { patientControlNumber } of claims) found.add(siteOfClaim(remit, patientControlNumber));
  if (claims.length === 0) found.add(siteOfClaim(remit, undefined));
  return [...found].filter((site) => site !== null);
}
