export { addClaims, type OriginalNumbers } from './adding/store.ts';
export { type ClaimSearch, claimFacts } from './facts/store.ts';
export { indexOldClaims } from './indexing/store.ts';
export { placeClaimsAnew } from './placing/store.ts';
export type { ClaimHistory } from './queries.ts';
export { controlStart } from './schema.ts';
export { balancesOf, refreshOpen, type Spoken } from './store.ts';
