import { type EnvelopeToWrite, SegmentWriter, type Writable, writeDate, X12WriteError } from '../engine/segment-writer.ts';
import { writeTime } from '../engine/write-pieces.ts';
import { finish, type WriteOptions } from '../engine/writer.ts';
import type {
  AcknowledgedGroup,
  AcknowledgedSet,
  AcknowledgmentHeader,
  Context,
  ElementInError,
  InterchangeAcknowledgment,
  SegmentInError,
} from '../types.ts';

/**
 * A 999 to write: what a reader tells of one, without positions and words. Control numbers, date and time are the caller's. Where the
 * group that it answers is of version 4010 it is written as a 997, which is what was answered then.
 */
export type AcknowledgmentToWrite = Omit<Writable<AcknowledgmentHeader>, 'set' | 'version' | 'envelope'> & {
  readonly envelope: EnvelopeToWrite;
  /** HH:MM. */
  readonly time: string;
  readonly sets: readonly Writable<AcknowledgedSet>[];
  readonly outcome: Writable<AcknowledgedGroup>;
};
/** A TA1 to write. */
export interface InterchangeAcknowledgmentToWrite extends Writable<InterchangeAcknowledgment> {
  readonly envelope: EnvelopeToWrite;
  /** HH:MM of the answer; `time` is the answered interchange's own. */
  readonly answeredAt: string;
  /** ISA12, where it stands alone; 00501 unless said. */
  readonly interchangeVersion?: '00401';
}

const VERSION = '005010X231A1';
const OLD_VERSION = '004010';

const isOld = ({ group }: AcknowledgmentToWrite): boolean => group.version?.startsWith(OLD_VERSION) === true;

/** What goes along with 999s. */
export interface AcknowledgmentOptions extends WriteOptions {
  /** TA1 to send along, each before the 999s of its envelope. */
  readonly interchanges?: readonly InterchangeAcknowledgmentToWrite[];
}

/**
 * 999s (5010, X231A1), and 997s (4010) for groups of 4010, a set for each group answered, and the TA1s that go along. Answers of one envelope (by its control number) stand in
 * one interchange, so that nobody gets what is for another; a TA1 to whom no 999 goes stands alone. What is written passes our own check
 * without an error and reads back equal.
 * @param all as `createAcknowledger` gives them, or made by hand
 * @param options TA1 to send along; whether our own check may be left out
 * @returns the bytes of one or several interchanges
 * @throws X12WriteError where a value cannot be written or there is nothing to write
 */
export function writeAcknowledgments(all: readonly AcknowledgmentToWrite[], options: AcknowledgmentOptions = {}): Uint8Array {
  const { interchanges = [] } = options;
  const answers = new Map<string, { ta1s: InterchangeAcknowledgmentToWrite[]; sets: AcknowledgmentToWrite[] }>();
  const answersOf = ({ interchangeControl }: EnvelopeToWrite) => {
    const known = answers.get(interchangeControl) ?? { ta1s: [], sets: [] };
    answers.set(interchangeControl, known);
    return known;
  };
  for (const ta1 of interchanges) answersOf(ta1.envelope).ta1s.push(ta1);
  for (const set of all) answersOf(set.envelope).sets.push(set);
  if (answers.size === 0) throw new X12WriteError('ST', 'there is no group to acknowledge');
  return joined([...answers.values()].map(({ ta1s, sets }) => writeInterchange(ta1s, sets, options)));
}

function writeInterchange(
  ta1s: readonly InterchangeAcknowledgmentToWrite[],
  sets: readonly AcknowledgmentToWrite[],
  options: AcknowledgmentOptions,
): Uint8Array {
  const [first] = sets;
  if (first === undefined) return joined(ta1s.map(writeInterchangeAcknowledgment));
  const forms = [sets.filter((set) => !isOld(set)), sets.filter(isOld)].filter((some) => some.length > 0);
  const w = new SegmentWriter(first.envelope.separators);
  w.openInterchange(first.envelope, first.time, sets.every(isOld) ? '00401' : '00501');
  for (const ta1 of ta1s) writeTa1(w, ta1);
  for (const [i, some] of forms.entries()) {
    const envelope = { ...first.envelope, groupControl: i === 0 ? first.envelope.groupControl : secondOf(first.envelope) };
    const old = some.every(isOld);
    w.openGroup(envelope, first.time, 'FA', old ? OLD_VERSION : VERSION);
    for (const acknowledgment of some) (old ? writeOldSet : writeSet)(w, acknowledgment);
    w.closeGroup(envelope, some.length);
  }
  w.closeInterchange(first.envelope, forms.length);
  return finish(w, options);
}

/** Groups of two versions in one interchange have two numbers. */
const secondOf = ({ groupControl }: EnvelopeToWrite): string => String((Number(groupControl) % 999_999_999) + 1);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * As `writeAcknowledgments`, one.
 * @param acknowledgment as `createAcknowledger` gives it, or made by hand
 * @param options as of `writeAcknowledgments`
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written
 */
export function writeAcknowledgment(acknowledgment: AcknowledgmentToWrite, options: AcknowledgmentOptions = {}): Uint8Array {
  return writeAcknowledgments([acknowledgment], options);
}

/**
 * One TA1 in an interchange that holds nothing else.
 * @param ta1 as `createAcknowledger` gives it, or made by hand
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written
 */
export function writeInterchangeAcknowledgment(ta1: InterchangeAcknowledgmentToWrite): Uint8Array {
  const w = new SegmentWriter(ta1.envelope.separators);
  w.openInterchange(ta1.envelope, ta1.answeredAt, ta1.interchangeVersion);
  writeTa1(w, ta1);
  w.closeInterchange(ta1.envelope, 0);
  return w.written();
}

function writeTa1(w: SegmentWriter, { control, date, time, code, note }: InterchangeAcknowledgmentToWrite): void {
  const day = writeDate(date, 'TA102')?.slice(2);
  w.segment('TA1', control, day, time === undefined ? undefined : writeTime(time, 'TA103'), code, note);
}

function writeSet(w: SegmentWriter, acknowledgment: AcknowledgmentToWrite): void {
  const { control, group, sets, outcome } = acknowledgment;
  w.beginSet('999', control, VERSION);
  w.segment('AK1', group.kind, group.control, group.version);
  for (const set of sets) {
    w.segment('AK2', set.transaction, set.control, set.version);
    for (const segment of set.segments) writeSegment(w, segment);
    w.segment('IK5', set.code, ...set.errors.slice(0, 5));
  }
  writeVerdict(w, outcome);
  w.endSet(control);
}

function writeVerdict(w: SegmentWriter, { code, included, received, accepted, errors }: Writable<AcknowledgedGroup>): void {
  w.segment('AK9', code, String(included), String(received), String(accepted), ...errors.slice(0, 5));
}

/** What a 999 says and a 997 has no word for, in the nearest one that it has. */
const OLD_ERRORS: { readonly [code: string]: string } = { I6: '3', I4: '2', I12: '7', '12': '3', '13': '3' };

/** A 997: without contexts, without versions of what it answers. */
function writeOldSet(w: SegmentWriter, { control, group, sets, outcome }: AcknowledgmentToWrite): void {
  w.beginSet('997', control);
  w.segment('AK1', group.kind, group.control);
  for (const set of sets) {
    w.segment('AK2', set.transaction, set.control);
    for (const { segment, position, loop, error = '', elements } of set.segments) {
      w.segment('AK3', segment, String(position), loop, OLD_ERRORS[error] ?? error);
      for (const { number, part, reference, error: of, value } of elements)
        w.segment('AK4', [String(number), part === undefined ? undefined : String(part)], reference, OLD_ERRORS[of] ?? of, value);
    }
    w.segment('AK5', set.code, ...set.errors.slice(0, 5));
  }
  writeVerdict(w, outcome);
  w.endSet(control);
}

function writeSegment(w: SegmentWriter, of: Writable<SegmentInError>): void {
  w.segment('IK3', of.segment, String(of.position), of.loop, of.error);
  for (const context of of.contexts) writeContext(w, context);
  for (const element of of.elements) writeElement(w, element);
}

function writeElement(w: SegmentWriter, { number, part, repetition, reference, error, value, contexts }: Writable<ElementInError>): void {
  const position = [
    String(number),
    part === undefined ? undefined : String(part),
    repetition === undefined ? undefined : String(repetition),
  ];
  w.segment('IK4', position, reference, error, value);
  for (const context of contexts) writeContext(w, context);
}

function writeContext(w: SegmentWriter, { name, value, segment, position, loop }: Writable<Context>): void {
  w.segment('CTX', [name, value], segment, position === undefined ? undefined : String(position), loop);
}
