export { AboveClaims } from './above-claim.ts';
export { type AuditReport, auditReport, auditReportPdf, type ReportedClaim, type ReportFacts, reportExtract } from './audit-report.ts';
export { type ClaimOnWire, type ClaimSegment, claimOnWire, type FactOnWire } from './claim-segments.ts';
export { nextControl } from './control-number.ts';
export { type Ladder, ladderOf, type Rejection, type Step, steps, type ToldNumber } from './ladder.ts';
export { type ClaimInFile, leftOutOfEach, notCompared } from './left-out.ts';
export { nightDue } from './night-due.ts';
export {
  type AnsweredQuestion,
  type PlacedAnswer,
  placeAnswers,
  type UnplacedAnswer,
} from './place-answers.ts';
export {
  asRouted,
  type ClaimToBatch,
  controlsOf,
  type Destination,
  type PlannedBatches,
  planBatches,
  type Route,
  wayOf,
} from './plan-batches.ts';
export { type Answer, createAcknowledgmentReader } from './read-acknowledgment.ts';
export { readClaim } from './read-claim.ts';
export { readClaimToSend } from './read-claim-to-send.ts';
export { unmappedCause } from './reject-words.ts';
export type { AnsweredEvent, Cause, NumberChosen, SendingEvent } from './sending-event.ts';
export type { SentBatch, SentClaim } from './sent-batch.ts';
export { type Silence, silenceOf, type UsualHours, usualHours } from './silence.ts';
export { meaningVerdicts, type StatusMeaning, understood } from './status-meaning.ts';
export type { Contradiction } from './whose-answer.ts';
export { type BatchFacts, claimsToWrite } from './write-claims.ts';
export { type ClaimAsked, inquiryToWrite } from './write-inquiry.ts';
