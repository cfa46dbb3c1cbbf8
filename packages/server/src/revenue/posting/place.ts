import { type SiteNumbers, siteOf } from '@claimwright/core/ground/parties';
import type { ClaimPlan } from '@claimwright/core/revenue/posting';
import type { Ctx, Weight } from '../../gate/index.ts';
import { siteNumbers } from '../../ground/parties/index.ts';
import { moveClaims, type RemitClaimRecord, type RemitRow, remitClaimRow, remitRow, type SiteMove, sitesOfRemit } from '../remits/index.ts';

export type { SiteMove };

import type { Loaded } from './facts.ts';

type Place = string | undefined;
interface Matched {
  readonly claims: readonly Pick<ClaimPlan, 'remitClaimIndex' | 'match'>[];
}

const ourSites = ({ facts }: Loaded): ReadonlyMap<string, Place> => new Map(facts.claims.map(({ id, siteId }) => [id, siteId]));

/**
 * The sites of a remit's claims, by their index; undefined where it is not known. Each is where our claim is that it speaks of, and where it
 * speaks of none of ours, where `otherwise` says.
 */
function sitesOfPlan({ claims }: Matched, loaded: Loaded, otherwise: (claim: RemitClaimRecord) => Place): Map<number, Place> {
  const ours = ourSites(loaded);
  const sites = new Map(loaded.claims.map((claim) => [claim.index, otherwise(claim)]));
  for (const { remitClaimIndex, match } of claims)
    if (match !== undefined && match.certainty !== 'unsure') sites.set(remitClaimIndex, ours.get(match.claimId));
  return sites;
}

/** Keeps where the claims of remits belong, as the plans match them. */
export async function placeRemits(ctx: Ctx, remits: readonly { readonly plan: Matched; readonly loaded: Loaded }[]): Promise<void> {
  const numbers = await siteNumbers(ctx.tx);
  await moveClaims(
    ctx.tx,
    remits.flatMap(({ plan, loaded }) => movesTo(loaded, sitesOfPlan(plan, loaded, payeeSite(numbers, loaded)))),
  );
}

/** Where the claims of a part of a remit move by its plan. */
export async function movesOf({ tx }: Ctx, plan: Matched, loaded: Loaded): Promise<SiteMove[]> {
  return movesTo(loaded, sitesOfPlan(plan, loaded, payeeSite(await siteNumbers(tx), loaded)));
}

function payeeSite(numbers: readonly SiteNumbers[], { row }: Loaded): () => Place {
  const payee = siteOf(numbers, { billingNpi: row.payeeNpi ?? undefined });
  return () => payee;
}

/** Those that are not where they belong; in a practice with one site none. */
const movesTo = ({ row, claims }: Loaded, sites: ReadonlyMap<number, Place>): SiteMove[] =>
  claims.flatMap(({ id, index, siteId }) => {
    const site = sites.get(index) ?? null;
    return siteId === site ? [] : [{ remitId: row.id, id, site }];
  });

/** The same of one claim of a remit, which the others stay beside. */
export const placeOneClaim = ({ tx }: Ctx, plan: ClaimPlan, loaded: Loaded): Promise<void> => {
  const sites = sitesOfPlan({ claims: [plan] }, loaded, ({ siteId }) => siteId ?? undefined);
  return moveClaims(tx, movesTo(loaded, sites));
};

type Places = Pick<Weight, 'payers' | 'sites'>;
const distinct = (places: readonly Place[]): Place[] => [...new Set(places)];

/** The remit's payer, and those of our claims that it does not cover. */
function payersTouched({ row, facts }: Loaded, claimIds: readonly (string | null | undefined)[]): Place[] {
  const payer = facts.payer?.sameAs ?? row.payerId ?? undefined;
  const touched = new Set(claimIds);
  const others = facts.claims
    .filter(({ id, coveredBy = [] }) => touched.has(id) && !coveredBy.some((one) => one === payer))
    .map(({ coveredBy = [] }) => coveredBy[0]);
  return distinct([row.payerId ?? undefined, ...others]);
}

/** What an act on a whole remit touches: its payer, and the sites and payers of its claims. One without claims is its payee's. */
export const placesOfPlan = (plan: Matched, loaded: Loaded): Places => {
  const { row, claims } = loaded;
  const payee: readonly Place[] = row.sites.length === 0 ? [undefined] : row.sites;
  const matched = plan.claims.map(({ match }) => (match?.certainty === 'unsure' ? undefined : match?.claimId));
  return {
    payers: payersTouched(loaded, matched),
    sites: claims.length === 0 ? payee : distinct([...sitesOfPlan(plan, loaded, ({ siteId }) => siteId ?? undefined).values()]),
  };
};
export const placesOfRemit = async ({ tx }: Ctx, row: RemitRow): Promise<Places> => ({
  payers: [row.payerId ?? undefined],
  sites: await sitesOfRemit(tx, row),
});

/** What an act on one claim of a remit touches: where that claim stands, and ours that it was, is or will be matched to. */
export function placesOfClaim(claim: RemitClaimRecord, loaded: Loaded, claimIds: readonly (string | null | undefined)[]): Places {
  const ours = ourSites(loaded);
  const matched = claimIds.flatMap((id) => (typeof id === 'string' ? [ours.get(id)] : []));
  return { payers: payersTouched(loaded, claimIds), sites: distinct([claim.siteId ?? undefined, ...matched]) };
}

/** Which remit an act names, and what it touches whatever comes of it. */
export const ofRemit = {
  subjects: ({ remitId }: { readonly remitId: string }) => [`remit:${remitId}`],
  places: async (ctx: Ctx, { remitId }: { readonly remitId: string }): Promise<Places> => {
    const row = await remitRow(ctx.tx, remitId);
    return row === undefined ? {} : placesOfRemit(ctx, row);
  },
};
interface NamesRemitClaim {
  readonly remitClaimId: string;
  readonly claimId?: string;
}
export const ofRemitClaim = {
  subjects: ({ remitClaimId, claimId }: NamesRemitClaim) => [
    `remit-claim:${remitClaimId}`,
    ...(claimId === undefined ? [] : [`claim:${claimId}`]),
  ],
  places: async ({ tx }: Ctx, { remitClaimId }: NamesRemitClaim): Promise<Places> => {
    const claim = await remitClaimRow(tx, remitClaimId);
    const row = claim && (await remitRow(tx, claim.remitId));
    return claim && row ? { payers: [row.payerId ?? undefined], sites: [claim.siteId ?? undefined] } : {};
  },
};
