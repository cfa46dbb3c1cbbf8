import { type RemitPart, RemitParts } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../../gate/index.ts';
import type { RemitRow } from '../../remits/index.ts';
import type { Said } from '../facts.ts';
import { portion, together } from './size.ts';
import { type LightClaim, lightClaims, namedClaims, namedPriors } from './store.ts';

/** The claims of a remit, divided so that none of one part has to do with one of another. */
export interface Outline {
  readonly ids: readonly string[];
  readonly parts: readonly RemitPart[];
}

export async function outlineOf({ tx }: Ctx, row: RemitRow, said: Said): Promise<Outline> {
  const parts = new RemitParts();
  const ids: string[] = [];
  for (let from = 0; from < row.claims; from += portion) {
    const claims = await lightClaims(tx, row.id, from, from + portion);
    for (const claim of claims) {
      ids[claim.index] = claim.id;
      parts.addOfRemit(claim);
    }
    const priors = await namedPriors(tx, row.id, claims);
    for (const prior of priors) parts.addPrior(prior);
    const meant = [...priors.map(({ claimId }) => claimId), ...saidOf(claims, said)];
    for (const claim of await namedClaims(tx, claims, [...new Set(meant)])) parts.addClaim(claim);
  }
  const index = new Map(said.length === 0 ? [] : ids.map((id, i) => [id, i]));
  for (const { remitClaimId, claimId } of said) {
    const at = index.get(remitClaimId ?? '');
    if (at !== undefined && claimId !== null) parts.addSaid(at, claimId);
  }
  return { ids, parts: gathered(parts.parts()) };
}

/** Claims of ours that people named for these. */
function saidOf(claims: readonly LightClaim[], said: Said): string[] {
  if (said.length === 0) return [];
  const own = new Set(claims.map(({ id }) => id));
  return said.flatMap(({ remitClaimId, claimId }) => (claimId !== null && own.has(remitClaimId ?? '') ? [claimId] : []));
}

/** Small parts together, in their order: planned by the thousand they cost as little as all at once. */
function gathered(parts: readonly RemitPart[]): RemitPart[] {
  const all: { indexes: number[]; claimIds: string[] }[] = [];
  for (const { indexes, claimIds } of parts) {
    const last = all.at(-1);
    if (last === undefined || last.indexes.length + indexes.length > together) all.push({ indexes: [...indexes], claimIds: [...claimIds] });
    else {
      for (const index of indexes) last.indexes.push(index);
      for (const id of claimIds) last.claimIds.push(id);
    }
  }
  for (const part of all) part.indexes.sort((a, b) => a - b);
  return all;
}
