import { type Fields, writeFields } from '../engine/fields.ts';
import { batchFields, deliveryFields, rejectionFields, traceFields } from '../engine/levels.ts';
import { type EnvelopeToWrite, SegmentWriter, type Writable } from '../engine/segment-writer.ts';
import { LevelWriter, pathOf, writeCodes, writeEntity } from '../engine/write-levels.ts';
import { writeDtp, writeReferences } from '../engine/write-pieces.ts';
import { finish, type WriteOptions } from '../engine/writer.ts';
import type { ReviewEvent, Reviewed, ReviewHeader, ReviewLoop, ReviewService } from '../types.ts';
import { admissionFields, decisionFields, type LineFacts, lineFields, reviewFields, toothFields } from './review-builder.ts';

/** A 278 to write; `batch.purpose` 13 asks, 11 answers. */
export type ReviewsToWrite = Omit<Writable<ReviewHeader>, 'set' | 'version' | 'envelope' | 'purpose'> & {
  readonly envelope: EnvelopeToWrite;
  /** HH:MM. */
  readonly time: string;
  readonly items: readonly ReviewToWrite[];
};
/** One patient event to ask about or to decide. */
export type ReviewToWrite = Omit<Writable<ReviewLoop>, 'set'>;

const VERSION = '005010X217';

/**
 * One 278 (5010, X217) in an interchange of its own. What is written passes our own check without an error and reads back equal.
 * @param batch who asks or answers whom, and about which events
 * @param options whether our own check may be left out
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written
 */
export function writeReviews(batch: ReviewsToWrite, options: WriteOptions = {}): Uint8Array {
  const w = new SegmentWriter(batch.envelope.separators);
  w.open(batch.envelope, batch.time, 'HI', VERSION);
  w.beginSet('278', batch.control, VERSION);
  writeFields(w, 'BHT', batchFields, batch.batch);
  const levels = new LevelWriter(w, { own: false });
  const paths = batch.items.map(({ reviewer, requester, subscriber, dependent }) =>
    pathOf(['20', reviewer], ['21', requester], ['22', subscriber], ['23', dependent]),
  );
  batch.items.forEach(({ event }, i) => {
    levels.go(paths[i] ?? [], paths[i + 1], event !== undefined);
    if (event !== undefined) writeEvent(w, levels, event);
  });
  w.endSet(batch.control);
  w.close(batch.envelope, 1);
  return finish(w, options);
}

function writeEvent(w: SegmentWriter, levels: LevelWriter, event: Writable<ReviewEvent>): void {
  const number = levels.level('EV', event.services.length > 0);
  writeReviewed(w, event);
  for (const delivery of event.deliveries) writeFields(w, 'HSD', deliveryFields, delivery);
  if (event.admission !== undefined) writeFields(w, 'CL1', admissionFields, event.admission);
  writeRest(w, event);
  for (const service of event.services) {
    levels.level('SS', false, number);
    writeService(w, service);
  }
}

function writeService(w: SegmentWriter, service: Writable<ReviewService>): void {
  writeReviewed(w, service);
  const { kind } = service;
  if (kind !== undefined) {
    const id = kind === 'professional' ? 'SV1' : kind === 'institutional' ? 'SV2' : 'SV3';
    writeFields(w, id, lineFields[kind] as Fields<LineFacts>, service);
  }
  for (const tooth of service.teeth) writeFields(w, 'TOO', toothFields, tooth, { 1: 'JP' });
  for (const delivery of service.deliveries) writeFields(w, 'HSD', deliveryFields, delivery);
  writeRest(w, service);
}

function writeReviewed(w: SegmentWriter, of: Writable<Reviewed>): void {
  for (const trace of of.traces) writeFields(w, 'TRN', traceFields, trace);
  for (const rejection of of.rejections) writeFields(w, 'AAA', rejectionFields, rejection);
  if (of.review !== undefined) writeFields(w, 'UM', reviewFields, of.review);
  if (of.decision !== undefined) writeFields(w, 'HCR', decisionFields, of.decision);
  writeReferences(w, of.references);
  for (const date of of.dates) writeDtp(w, date);
  writeCodes(w, of.diagnoses);
}

function writeRest(w: SegmentWriter, of: Writable<Reviewed>): void {
  for (const message of of.messages) w.segment('MSG', message);
  for (const party of of.parties) writeEntity(w, party);
}
