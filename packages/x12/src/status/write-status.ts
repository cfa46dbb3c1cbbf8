import { writeFields } from '../engine/fields.ts';
import { batchFields, traceFields } from '../engine/levels.ts';
import { type EnvelopeToWrite, SegmentWriter, type Writable } from '../engine/segment-writer.ts';
import { LevelWriter, pathOf, type Step } from '../engine/write-levels.ts';
import { writeAmounts, writeDtp, writeReferences } from '../engine/write-pieces.ts';
import { finish, type WriteOptions } from '../engine/writer.ts';
import type { ClaimStatusLoop, Status, StatusHeader, StatusLine } from '../types.ts';
import { lineFields, quantityFields, statusFields } from './status-builder.ts';

/** A 276, 277 or 277CA to write: what a reader tells of one, without positions. Control numbers, date and time are the caller's. */
export type StatusToWrite = Omit<Writable<StatusHeader>, 'set' | 'version' | 'envelope'> & {
  readonly envelope: EnvelopeToWrite;
  /** HH:MM. */
  readonly time: string;
  /** Neighbours with equal levels above share them. */
  readonly items: readonly ClaimStatusToWrite[];
};
/** One trace (TRN) to ask about or to tell of. */
export type ClaimStatusToWrite = Omit<Writable<ClaimStatusLoop>, 'set'>;

const KINDS: { readonly [purpose in StatusHeader['purpose']]: { set: string; group: string; version: string } } = {
  inquiry: { set: '276', group: 'HR', version: '005010X212' },
  response: { set: '277', group: 'HN', version: '005010X212' },
  acknowledgment: { set: '277', group: 'HN', version: '005010X214' },
};

/**
 * One 276, 277 (5010, X212) or 277CA (X214), as `purpose` says, in an interchange of its own. What is written passes our own check
 * without an error and reads back equal.
 * @param batch who asks or answers whom, and about which claims
 * @param options whether our own check may be left out
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written or has no place in the set
 */
export function writeStatus(batch: StatusToWrite, options: WriteOptions = {}): Uint8Array {
  const { set, group, version } = KINDS[batch.purpose];
  const w = new SegmentWriter(batch.envelope.separators);
  w.open(batch.envelope, batch.time, group, version);
  w.beginSet(set, batch.control, version);
  writeFields(w, 'BHT', batchFields, batch.batch);
  const levels = new LevelWriter(w, { own: false, birthFirst: true });
  const paths = batch.items.map((item) => stepsOf(item, batch.purpose));
  batch.items.forEach((item, i) => {
    levels.go(paths[i] ?? [], paths[i + 1], false);
    writeItem(w, item, batch.purpose);
  });
  w.endSet(batch.control);
  w.close(batch.envelope, 1);
  return finish(w, options);
}

function stepsOf(item: ClaimStatusToWrite, purpose: StatusHeader['purpose']): readonly Step[] {
  const { source, receiver, provider, subscriber, patient, level } = item;
  if (level === 'transmission') return pathOf(['20', source]);
  if (level === 'receiver') return pathOf(['20', source], ['21', receiver]);
  if (level === 'provider') return pathOf(['20', source], ['21', receiver], ['19', provider]);
  return pathOf(
    ['20', source],
    ['21', receiver],
    ['19', provider],
    ['22', subscriber],
    [purpose === 'acknowledgment' ? 'PT' : '23', patient],
  );
}

function writeItem(w: SegmentWriter, item: ClaimStatusToWrite, purpose: StatusHeader['purpose']): void {
  writeFields(w, 'TRN', traceFields, item.trace);
  for (const status of item.statuses) writeOne(w, status);
  writeReferences(w, item.references);
  if (purpose === 'inquiry') writeAmounts(w, item.amounts);
  for (const date of item.dates) writeDtp(w, date);
  for (const quantity of item.quantities) writeFields(w, 'QTY', quantityFields, quantity);
  if (purpose !== 'inquiry') writeAmounts(w, item.amounts);
  for (const line of item.lines) writeLine(w, line);
}

function writeLine(w: SegmentWriter, line: Writable<StatusLine>): void {
  writeFields(w, 'SVC', lineFields, line);
  for (const status of line.statuses) writeOne(w, status);
  writeReferences(w, line.references);
  for (const date of line.dates) writeDtp(w, date);
}

function writeOne(w: SegmentWriter, status: Writable<Status>): void {
  const [first, second, third] = status.codes.map(({ category, status: code, entity, list }) => [category, code, entity, list]);
  writeFields(w, 'STC', statusFields, status, { 1: first, 10: second, 11: third });
}
