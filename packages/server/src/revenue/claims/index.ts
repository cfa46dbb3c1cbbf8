export { addClaims, type LeftHere } from './adding/store.ts';
export type { SentClaims } from './anew/commands.ts';
export { madeOfClaim } from './anew/store.ts';
export { billedUnder } from './billing/store.ts';
export { billingFactsNow } from './billing-facts/store.ts';
export { withdrawnCharges } from './building/store.ts';
export { claimCommands } from './commands.ts';
export {
  type DraftChanged,
  findingSubject,
  keepRevision,
  lookAnew,
  type PlannedChange,
  planChange,
  type Rests,
  refuseSent,
  weighDraft,
} from './drafts/commands.ts';
export { expectAnew } from './drafts/expect-anew.ts';
export {
  type Draft,
  type DraftToKeep,
  type DraftVersion,
  draftPage,
  draftsByIds,
  draftVersions,
  keepDrafts,
  type ListedDraft,
  moveDrafts,
  newDraftsOf,
  reviseDraft,
  versionsOf,
} from './drafts/store.ts';
export { claimExports, exportableClaims } from './exporting/lists.ts';
export { type ClaimSearch, claimFacts } from './facts/store.ts';
export { follow, type ToFollow, toFollow } from './following/store.ts';
export { countsNow, type ForeignPair, foreignAbout, ifItCounts } from './foreign/store.ts';
export { indexOldClaims } from './indexing/store.ts';
export { placeClaimsAnew } from './placing/store.ts';
export { alignmentInput } from './printers/commands.ts';
export type { ClaimHistory } from './queries.ts';
export type { OriginalClaims } from './replaced/store.ts';
/** For joins in the stores upstairs. */
export { controlStart, draft, draftStanding } from './schema.ts';
export { balancesOf, noteDrafts, refreshOpen, type Spoken } from './store.ts';
