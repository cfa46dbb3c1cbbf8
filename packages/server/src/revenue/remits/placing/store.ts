import type { Tx } from '../../../store/store.ts';
import type { RemitClaimRecord, RemitRow } from '../store.ts';

/** A remit's claims, and the site of each in the same place; undefined where it is not known. */
export interface Placing {
  readonly row: Pick<RemitRow, 'id' | 'sites'>;
  readonly claims: readonly Pick<RemitClaimRecord, 'id' | 'siteId'>[];
  readonly sites: readonly (string | undefined)[];
}

/** Keeps the sites of the claims of remits, and of the remits. Writes what has changed, and in a practice with one site that is nothing. */
export async function placeClaims(tx: Tx, remits: readonly Placing[]): Promise<void> {
  const moved = remits.flatMap(({ row, claims, sites }) =>
    claims.flatMap(({ id, siteId }, i) => (siteId === (sites[i] ?? null) ? [] : [{ remit: row.id, id, site: sites[i] ?? null }])),
  );
  if (moved.length === 0) return;
  await tx.rows(
    `update remits.remit_claim c set site_id = u.site from unnest($2::uuid[], $3::uuid[]) as u (id, site)
      where c.tenant_id = $1 and c.id = u.id`,
    [tx.tenant, moved.map(({ id }) => id), moved.map(({ site }) => site)],
  );
  await tx.rows(
    `update remits.remit r set sites = array(select distinct c.site_id from remits.remit_claim c
                                              where c.tenant_id = r.tenant_id and c.remit_id = r.id and c.site_id is not null)
      where r.tenant_id = $1 and r.id = any($2::uuid[])`,
    [tx.tenant, [...new Set(moved.map(({ remit }) => remit))]],
  );
}

/** The sites of a remit's claims, undefined among them where one is not known; of one without claims that of its payee. */
export async function sitesOfRemit(tx: Tx, row: Pick<RemitRow, 'id' | 'sites'>): Promise<(string | undefined)[]> {
  const rows = await tx.rows<{ site: string | null }>(
    'select distinct site_id as site from remits.remit_claim where tenant_id = $1 and remit_id = $2',
    [tx.tenant, row.id],
  );
  if (rows.length > 0) return rows.map(({ site }) => site ?? undefined);
  return row.sites.length === 0 ? [undefined] : row.sites;
}

/**
 * Claims without a site were given theirs: the claims of posted remits that speak of them get it too. Those that wait are placed when
 * they are planned anew.
 */
export async function placePosted(tx: Tx): Promise<void> {
  await tx.rows(
    `with moved as (
       update remits.remit_claim rc set site_id = c.site_id
         from posting.posted_claim pc join claims.claim c on c.tenant_id = pc.tenant_id and c.id = pc.claim_id
        where rc.tenant_id = $1 and rc.site_id is null and pc.tenant_id = $1 and pc.remit_claim_id = rc.id and pc.undone_by is null
          and c.site_id is not null
       returning rc.remit_id, rc.site_id)
     update remits.remit r set sites = array(select distinct s from unnest(r.sites || m.sites) as s)
       from (select remit_id, array_agg(distinct site_id) as sites from moved group by 1) m
      where r.tenant_id = $1 and r.id = m.remit_id`,
    [tx.tenant],
  );
}
