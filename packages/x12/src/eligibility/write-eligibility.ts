import { writeFields } from '../engine/fields.ts';
import { batchFields, deliveryFields, rejectionFields, traceFields } from '../engine/levels.ts';
import { type EnvelopeToWrite, SegmentWriter, type Writable } from '../engine/segment-writer.ts';
import { LevelWriter, pathOf, writeCodes, writeEntity } from '../engine/write-levels.ts';
import { writeAmounts, writeDtp, writeReferences } from '../engine/write-pieces.ts';
import { finish, type WriteOptions } from '../engine/writer.ts';
import type { Benefit, BenefitInquiry, EligibilityHeader, EligibilityInquiryLoop, EligibilityResponseLoop } from '../types.ts';
import { benefitFields, conditionFields, inquiryFields } from './eligibility-builder.ts';

interface Around {
  readonly envelope: EnvelopeToWrite;
  /** HH:MM. */
  readonly time: string;
}
type Header = Omit<Writable<EligibilityHeader>, 'set' | 'version' | 'envelope'> & Around;
/** One subscriber or dependent to ask about. */
export type EligibilityInquiryToWrite = Omit<Writable<EligibilityInquiryLoop>, 'set'>;
/** One subscriber or dependent to tell of. */
export type EligibilityResponseToWrite = Omit<Writable<EligibilityResponseLoop>, 'set'>;
/** A 270 to write. */
export type EligibilityInquiriesToWrite = Header & { readonly items: readonly EligibilityInquiryToWrite[] };
/** A 271 to write. */
export type EligibilityResponsesToWrite = Header & { readonly items: readonly EligibilityResponseToWrite[] };

const VERSION = '005010X279A1';

/**
 * One 270 (5010, X279A1) in an interchange of its own. What is written passes our own check without an error and reads back equal.
 * @param batch who asks whom, and about whom
 * @param options whether our own check may be left out
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written
 */
export function writeEligibilityInquiries(batch: EligibilityInquiriesToWrite, options: WriteOptions = {}): Uint8Array {
  return write('270', 'HS', batch, batch.items, options, (w, item) => {
    for (const inquiry of item.inquiries) writeInquiry(w, inquiry);
  });
}

/**
 * As `writeEligibilityInquiries`, one 271.
 * @param batch who answers whom, and with what
 * @param options whether our own check may be left out
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written
 */
export function writeEligibilityResponses(batch: EligibilityResponsesToWrite, options: WriteOptions = {}): Uint8Array {
  return write('271', 'HB', batch, batch.items, options, (w, item) => {
    for (const benefit of item.benefits) writeBenefit(w, benefit);
  });
}

type Common = Pick<EligibilityInquiryToWrite, 'source' | 'receiver' | 'subscriber' | 'dependent' | 'traces' | 'dates' | 'diagnoses'>;

function write<Item extends Common>(
  set: string,
  group: string,
  batch: Header,
  items: readonly Item[],
  options: WriteOptions,
  body: (w: SegmentWriter, item: Item) => void,
): Uint8Array {
  const w = new SegmentWriter(batch.envelope.separators);
  w.open(batch.envelope, batch.time, group, VERSION);
  w.beginSet(set, batch.control, VERSION);
  writeFields(w, 'BHT', batchFields, batch.batch);
  const levels = new LevelWriter(w, { own: true });
  const paths = items.map(({ source, receiver, subscriber, dependent }) =>
    pathOf(['20', source], ['21', receiver], ['22', subscriber], ['23', dependent]),
  );
  items.forEach((item, i) => {
    levels.go(paths[i] ?? [], paths[i + 1], false, () => {
      for (const trace of item.traces) writeFields(w, 'TRN', traceFields, trace);
    });
    writeCodes(w, item.diagnoses);
    for (const date of item.dates) writeDtp(w, date);
    body(w, item);
  });
  w.endSet(batch.control);
  w.close(batch.envelope, 1);
  return finish(w, options);
}

function writeInquiry(w: SegmentWriter, inquiry: Writable<BenefitInquiry>): void {
  writeFields(w, 'EQ', inquiryFields, inquiry);
  writeAmounts(w, inquiry.amounts);
  for (const condition of inquiry.conditions) writeFields(w, 'III', conditionFields, condition);
  writeReferences(w, inquiry.references);
  for (const date of inquiry.dates) writeDtp(w, date);
}

function writeBenefit(w: SegmentWriter, benefit: Writable<Benefit>): void {
  writeFields(w, 'EB', benefitFields, benefit);
  for (const delivery of benefit.deliveries) writeFields(w, 'HSD', deliveryFields, delivery);
  writeReferences(w, benefit.references);
  for (const date of benefit.dates) writeDtp(w, date);
  for (const rejection of benefit.rejections) writeFields(w, 'AAA', rejectionFields, rejection);
  for (const message of benefit.messages) w.segment('MSG', message);
  for (const condition of benefit.conditions) writeFields(w, 'III', conditionFields, condition);
  if (benefit.parties.length === 0) return;
  w.segment('LS', '2120');
  for (const party of benefit.parties) writeEntity(w, party);
  w.segment('LE', '2120');
}
