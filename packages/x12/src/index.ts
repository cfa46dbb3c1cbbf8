export { type Acknowledged, type AcknowledgeOptions, createAcknowledger } from './acknowledgments/acknowledge.ts';
export type { Answerer } from './acknowledgments/answer-claims.ts';
export {
  type AcknowledgmentOptions,
  type AcknowledgmentToWrite,
  type InterchangeAcknowledgmentToWrite,
  writeAcknowledgment,
  writeAcknowledgments,
  writeInterchangeAcknowledgment,
} from './acknowledgments/write-acknowledgment.ts';
export { type ClaimsToWrite, type ClaimToWrite, type ServiceLineToWrite, writeClaims } from './claims/write-claims.ts';
export { type CodeKind, type CodeTables, createCodeChecker } from './codes/check-codes.ts';
export { CodeListError, codeTablesFrom } from './codes/code-list.ts';
export { createReader, type ReaderOptions } from './create-reader.ts';
export { createDiff, type Diff, type DiffInput, type DiffOptions, differenceLine, type X12Difference } from './diff/diff.ts';
export {
  type EligibilityInquiriesToWrite,
  type EligibilityInquiryToWrite,
  type EligibilityResponsesToWrite,
  type EligibilityResponseToWrite,
  writeEligibilityInquiries,
  writeEligibilityResponses,
} from './eligibility/write-eligibility.ts';
export { componentRange, elementRange, segmentRange } from './engine/places.ts';
export { type EnvelopeToWrite, type Writable, X12WriteError } from './engine/segment-writer.ts';
export type { WriteOptions } from './engine/writer.ts';
export type { Overlay, OverlayRule } from './overlays/overlay.ts';
export { OverlayError } from './overlays/overlay-error.ts';
export { createMerger, type MergeInput, type MergeOptions, type TwiceClaim } from './parts/merge.ts';
export type { PartOutput, SplitBy } from './parts/part.ts';
export type { Refusal } from './parts/refusal.ts';
export { createSplitter, type SplitOptions, type SplitOutcome, type SplitPart } from './parts/split.ts';
export { type Chance, seeded } from './redaction/chance.ts';
export { createRedactor, type RedactOptions } from './redaction/redact.ts';
export { type RemitClaimToWrite, type RemitLineToWrite, type RemitToWrite, writeRemit, writeRemits } from './remits/write-remit.ts';
export { type ReviewsToWrite, type ReviewToWrite, writeReviews } from './reviews/write-reviews.ts';
export { jsonSchema } from './schema/json-schema.ts';
export { type SetShape, setShapes } from './schema/sets.ts';
export { typescriptTypes } from './schema/typescript.ts';
export { verdictOf as claimStatusVerdict } from './status/verdict.ts';
export { type ClaimStatusToWrite, type StatusToWrite, writeStatus } from './status/write-status.ts';
export type * from './types.ts';
export { type CheckOptions, type CheckOutcome, createChecker, findingLine, overlayFrom } from './views/check.ts';
export {
  createExplainer,
  createSegmentExplainer,
  type ExplainedElement,
  type ExplainedSegment,
  type Explainer,
} from './views/explain.ts';
export { createJson } from './views/json.ts';
export { type RawSegment, segmentsAround } from './views/segments-around.ts';
export { type ExitStatus, exitStatus } from './views/status.ts';
export { createSummary, type FileSummary, type SetSummary, type Summary } from './views/summary.ts';
