import { siteOf } from '@claimwright/core/ground/parties';
import type { Remit } from '@claimwright/core/revenue/remits';
import { siteNumbers } from '../../../ground/parties/index.ts';
import type { Tx } from '../../../store/store.ts';
import type { GatheredRemit } from '../gather-remits.ts';

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

/**
 * Where our claims of these numbers are, null where they are at several sites or one is not known; of a number that none of ours has
 * nothing. As `placeRemitsAnew` places what waits, so that planning finds most claims of a remit in their places.
 */
async function sitesOfNumbers(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.rows<{ number: string; site: string | null }>(
    `select c.patient_control_number as number,
            case when count(distinct c.site_id) = 1 and bool_and(c.site_id is not null) then min(c.site_id::text)::uuid end as site
       from unnest($2::text[]) as said (number)
       cross join lateral (select patient_control_number, site_id from claims.claim
                            where tenant_id = $1 and patient_control_number = said.number offset 0) c
      group by 1`,
    [tx.tenant, numbers],
  );
  return new Map(rows.map(({ number, site }) => [number, site]));
}
