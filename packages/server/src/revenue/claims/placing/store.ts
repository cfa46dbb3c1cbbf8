import { siteOf } from '@claimwright/core/ground/parties';
import { siteNumbers } from '../../../ground/parties/index.ts';
import type { Tx } from '../../../store/store.ts';
import { lockClaims } from '../adding/store.ts';

interface Group {
  readonly facility: string;
  readonly billing: string;
  readonly site: string | null;
  readonly claims: number;
}

/** What became of the claims when the sites were told by other numbers. */
export interface ClaimsPlaced {
  readonly moved: number;
  /** The sites that claims left. */
  readonly left: readonly string[];
}

/**
 * Gives every claim the site that its numbers tell now, and none to those that they tell none of: all claims of the same numbers at once.
 * Whoever keeps claims meanwhile waits, so that none is placed by what the sites were.
 */
export async function placeClaimsAnew(tx: Tx): Promise<ClaimsPlaced> {
  await lockClaims(tx);
  const sites = await siteNumbers(tx);
  const groups = await tx.rows<Group>(
    `select coalesce(facility_npi, '') as facility, coalesce(billing_npi, '') as billing, site_id as site, count(*) as claims
       from claims.claim where tenant_id = $1 group by 1, 2, 3`,
    [tx.tenant],
  );
  const moving = groups.flatMap(({ facility, billing, site, claims }) => {
    const now = siteOf(sites, { facilityNpi: facility, billingNpi: billing }) ?? null;
    return now === site ? [] : [{ facility, billing, from: site, to: now, claims }];
  });
  if (moving.length > 0) await move(tx, moving);
  return {
    moved: moving.reduce((total, { claims }) => total + claims, 0),
    left: [...new Set(moving.flatMap(({ from }) => from ?? []))],
  };
}

/** Once for each pair of numbers: claims of the same numbers belong to the same site, wherever they stood. */
async function move(tx: Tx, moving: readonly { readonly facility: string; readonly billing: string; readonly to: string | null }[]) {
  const each = [...new Map(moving.map((one) => [`${one.facility}/${one.billing}`, one])).values()];
  await tx.rows(
    `update claims.claim c set site_id = t.site from unnest($2::text[], $3::text[], $4::uuid[]) as t (facility, billing, site)
      where c.tenant_id = $1 and coalesce(c.facility_npi, '') = t.facility and coalesce(c.billing_npi, '') = t.billing
        and c.site_id is distinct from t.site`,
    [tx.tenant, each.map(({ facility }) => facility), each.map(({ billing }) => billing), each.map(({ to }) => to)],
  );
}

/** How many claims stand at each site, and at none. */
export const claimsAtSites = (tx: Tx): Promise<{ siteId: string | null; claims: number }[]> =>
  tx.rows('select site_id as "siteId", count(*) as claims from claims.claim where tenant_id = $1 group by 1', [tx.tenant]);
