import { siteOf } from '@claimwright/core/ground/parties';
import { siteNumbers } from '../../../ground/parties/index.ts';
import type { Tx } from '../../../store/store.ts';
import type { RemitRow } from '../store.ts';

/** A claim of a remit, and the site where it belongs from now on; null where that is not known. */
export interface SiteMove {
  readonly remitId: string;
  readonly id: string;
  readonly site: string | null;
}

/** So many are moved by one statement. */
const atOnce = 20_000;

export async function moveClaims(tx: Tx, moves: readonly SiteMove[]): Promise<void> {
  for (let from = 0; from < moves.length; from += atOnce) {
    const these = moves.slice(from, from + atOnce);
    await tx.rows(
      `update remits.remit_claim c set site_id = u.site from unnest($2::uuid[], $3::uuid[]) as u (id, site)
        where c.tenant_id = $1 and c.id = u.id`,
      [tx.tenant, these.map(({ id }) => id), these.map(({ site }) => site)],
    );
  }
  await keepSites(tx, [...new Set(moves.map(({ remitId }) => remitId))]);
}

/** The sites of remits are those of their claims. */
async function keepSites(tx: Tx, remits: readonly string[]): Promise<void> {
  if (remits.length === 0) return;
  await tx.rows(
    `update remits.remit r set sites = array(select distinct c.site_id from remits.remit_claim c
                                              where c.tenant_id = r.tenant_id and c.remit_id = r.id and c.site_id is not null)
      where r.tenant_id = $1 and r.id = any($2::uuid[])`,
    [tx.tenant, remits],
  );
}

type Sites = readonly (string | undefined)[];

/** By remit, the sites of its claims, undefined among them where one is not known; of one without claims those of its payee. */
export async function sitesOfRemits(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Sites>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; sites: readonly (string | null)[] }>(
    `select r.id, case when c.sites is not null then c.sites when r.sites = '{}' then array[null::uuid] else r.sites end as sites
       from remits.remit r
       cross join lateral (select array_agg(distinct site_id) as sites from remits.remit_claim
                            where tenant_id = r.tenant_id and remit_id = r.id offset 0) c
      where r.tenant_id = $1 and r.id = any($2::uuid[])`,
    [tx.tenant, ids],
  );
  return new Map(rows.map(({ id, sites }) => [id, sites.map((site) => site ?? undefined)]));
}

/** The same of one. One that is not here has none that is known. */
export const sitesOfRemit = async (tx: Tx, { id }: Pick<RemitRow, 'id'>): Promise<Sites> =>
  (await sitesOfRemits(tx, [id])).get(id) ?? [undefined];

/**
 * Places the claims of remits anew after ours were. Of a posted one where our claim is that it was posted to, else where the payee is. One
 * that waits is where ours of its number are; else it leaves a stale site, which is told by other numbers now or was left by claims, to be
 * nobody's until it is planned anew. Answers how many moved.
 */
export async function placeRemitsAnew(tx: Tx, stale: readonly string[]): Promise<number> {
  const numbers = await siteNumbers(tx);
  const payees = (await payeesOf(tx)).map((npi) => ({ npi, site: siteOf(numbers, { billingNpi: npi }) ?? null }));
  const [npis, sites] = [payees.map(({ npi }) => npi), payees.map(({ site }) => site)];
  const moved = await tx.rows<{ id: string; claims: number }>(
    `with payee as (select * from unnest($2::text[], $3::uuid[]) as p (npi, site)),
          ours as (select patient_control_number as number, case when count(distinct site_id) = 1 and bool_and(site_id is not null)
                          then min(site_id::text)::uuid end as site
                     from claims.claim where tenant_id = $1 group by 1),
          placed as (
            select rc.id, case
                     when pc.claim_id is not null and not pc.unsure then c.site_id
                     when pc.claim_id is not null or pc.stands or r.state = 'not-ours' or $5 then p.site
                     when o.number is not null then o.site
                     when rc.site_id = any($4::uuid[]) then null
                     else rc.site_id end as site
              from remits.remit_claim rc
              join remits.remit r on r.tenant_id = rc.tenant_id and r.id = rc.remit_id
              left join payee p on p.npi = coalesce(r.payee_npi, '')
              left join (select remit_claim_id, claim_id, true as stands,
                                case when state = 'parked' then plan #>> '{match,certainty}' is not distinct from 'unsure' else false end as unsure
                           from posting.posted_claim where tenant_id = $1 and undone_by is null) pc on pc.remit_claim_id = rc.id
              left join claims.claim c on c.tenant_id = rc.tenant_id and c.id = pc.claim_id
              left join ours o on o.number = rc.patient_control_number
             where rc.tenant_id = $1),
          moved as (
            update remits.remit_claim rc set site_id = n.site from placed n
             where rc.tenant_id = $1 and rc.id = n.id and rc.site_id is distinct from n.site
            returning rc.remit_id)
     select remit_id as id, count(*) as claims from moved group by 1`,
    [tx.tenant, npis, sites, stale, numbers.length < 2],
  );
  await keepSites(
    tx,
    moved.map(({ id }) => id),
  );
  await placeWithoutClaims(tx, npis, sites);
  return moved.reduce((total, { claims }) => total + claims, 0);
}

const payeesOf = async (tx: Tx): Promise<string[]> =>
  (
    await tx.rows<{ npi: string }>("select distinct coalesce(payee_npi, '') as npi from remits.remit where tenant_id = $1", [tx.tenant])
  ).map(({ npi }) => npi);

/** A remit without claims is its payee's. */
const placeWithoutClaims = (tx: Tx, npis: readonly string[], sites: readonly (string | null)[]): Promise<unknown> =>
  tx.rows(
    `update remits.remit r set sites = array_remove(array[p.site], null) from unnest($2::text[], $3::uuid[]) as p (npi, site)
      where r.tenant_id = $1 and r.claims = 0 and coalesce(r.payee_npi, '') = p.npi and r.sites <> array_remove(array[p.site], null)`,
    [tx.tenant, npis, sites],
  );
