import { siteOf } from '@claimwright/core/ground/parties';
import { siteNumbers } from '../../../ground/parties/index.ts';
import type { Tx } from '../../../store/store.ts';

interface Numbers {
  readonly facility: string | null;
  readonly billing: string | null;
}

/** Gives the claims without a site the one that their numbers tell, now that the sites' have changed: all of the same numbers at once. */
export async function placeClaimsAnew(tx: Tx): Promise<number> {
  const sites = await siteNumbers(tx);
  const unknown = await tx.rows<Numbers>(
    'select distinct facility_npi as facility, billing_npi as billing from claims.claim where tenant_id = $1 and site_id is null',
    [tx.tenant],
  );
  const told = unknown.flatMap(({ facility, billing }) => {
    const site = siteOf(sites, { facilityNpi: facility ?? undefined, billingNpi: billing ?? undefined });
    return site === undefined ? [] : [{ facility, billing, site }];
  });
  if (told.length === 0) return 0;
  const [done] = await tx.rows<{ placed: number }>(
    `with placed as (
       update claims.claim c set site_id = t.site from unnest($2::text[], $3::text[], $4::uuid[]) as t (facility, billing, site)
        where c.tenant_id = $1 and c.site_id is null and c.facility_npi is not distinct from t.facility
          and c.billing_npi is not distinct from t.billing
       returning 1)
     select count(*) as placed from placed`,
    [tx.tenant, told.map(({ facility }) => facility), told.map(({ billing }) => billing), told.map(({ site }) => site)],
  );
  return done?.placed ?? 0;
}
