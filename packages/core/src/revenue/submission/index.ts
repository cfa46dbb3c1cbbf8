export { type Ladder, ladderOf, type Rejection, type Step, steps } from './ladder.ts';
export { type PlacedAnswer, placeAnswers, type SentBatch, type SentClaim } from './place-answers.ts';
export { type ClaimToBatch, controlsOf, type Destination, type PlannedBatches, planBatches } from './plan-batches.ts';
export { type Answer, createAcknowledgmentReader } from './read-acknowledgment.ts';
export { readClaim } from './read-claim.ts';
export { readClaimToSend } from './read-claim-to-send.ts';
export type { AnsweredEvent, Cause, SendingEvent } from './sending-event.ts';
export { type Silence, silenceOf, type UsualHours, usualHours } from './silence.ts';
export { type BatchFacts, claimsToWrite } from './write-claims.ts';
