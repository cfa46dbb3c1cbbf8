export { type ClaimsToWrite, type ClaimToWrite, type ServiceLineToWrite, writeClaims } from './claims/write-claims.ts';
export { createReader } from './create-reader.ts';
export { componentRange, elementRange, segmentRange } from './engine/places.ts';
export { type EnvelopeToWrite, type Writable, type WriteOptions, X12WriteError } from './engine/writer.ts';
export { type RemitClaimToWrite, type RemitLineToWrite, type RemitToWrite, writeRemit, writeRemits } from './remits/write-remit.ts';
export type * from './types.ts';
