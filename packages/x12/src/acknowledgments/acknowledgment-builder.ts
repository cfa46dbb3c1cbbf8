import { type Actions, type Builder, isTooMuch, resolveActions } from '../engine/builder.ts';
import { type CompiledSet, elementName, type LoopNode, type Use } from '../engine/compile.ts';
import type { Findings } from '../engine/findings.ts';
import { append, type Draft, NONE } from '../engine/pieces.ts';
import { Recorder } from '../engine/places.ts';
import type { SetStart } from '../engine/reader.ts';
import type { Segment } from '../engine/segment.ts';
import type { AcknowledgedSet, AcknowledgmentHeader, Context, ElementInError, Range, SegmentInError, X12Handlers } from '../types.ts';
import { elementWords, segmentWords, verdictOf } from './words.ts';

interface SetDraft extends Draft<AcknowledgedSet> {
  bytes: Draft<Range>;
}

/** Builds what a 999 or 997 says of a group and of each of its sets. */
export class AcknowledgmentBuilder implements Builder {
  claims = 0;
  readonly recorder = new Recorder();
  readonly start: SetStart;
  header: AcknowledgmentHeader | undefined;
  set: SetDraft | undefined;
  segment: Draft<SegmentInError> | undefined;
  element: Draft<ElementInError> | undefined;
  readonly handlers: X12Handlers;
  private readonly findings: Findings;
  private index = 0;
  private end = 0;
  private readonly actions: readonly (Actions<AcknowledgmentBuilder>[string] | undefined)[];

  constructor(set: CompiledSet, start: SetStart, handlers: X12Handlers, findings: Findings, _checks: boolean) {
    this.findings = findings;
    this.actions = resolveActions(set, actions);
    this.start = start;
    this.handlers = handlers;
    this.recorder.start(start.at);
  }

  take(use: Use, segment: Segment): void {
    if (!isTooMuch(this.recorder, this.findings, use, segment)) this.actions[use.index]?.(this, segment, use);
    this.end = segment.to;
  }

  closed(node: LoopNode): void {
    if (node.id === '2110') this.element = undefined;
    else if (node.id === '2100') this.segment = undefined;
    else if (node.id === '2000') this.closeSet();
  }

  openSet(s: Segment): void {
    this.recorder.start(s.from);
    const version = s.optional(3);
    this.set = {
      index: this.index++,
      bytes: { from: s.from, to: s.to },
      places: new Uint32Array(0),
      place: this.recorder.add(s),
      transaction: s.text(1),
      control: s.text(2),
      ...(version === undefined ? {} : { version }),
      verdict: 'unknown',
      code: '',
      errors: NONE,
      segments: NONE,
    };
  }

  private closeSet(): void {
    const { set, header } = this;
    this.set = undefined;
    if (set === undefined || header === undefined) return;
    set.bytes.to = this.end;
    set.places = this.recorder.finish();
    this.handlers.setAcknowledged?.(set, header);
  }

  /** CTX speaks of the element where one is open, else of the segment. */
  addContext(context: Context): void {
    const of = this.element ?? this.segment;
    if (of !== undefined) of.contexts = append(of.contexts, context);
  }
}

const countOf = (text: string): number => (/^\d{1,12}$/.test(text) ? Number(text) : 0);

/** The codes of some elements, blank ones left out. */
function codesOf(s: Segment, from: number, to: number): readonly string[] {
  const codes: string[] = [];
  for (let element = from; element <= to; element++) {
    const code = s.optional(element);
    if (code !== undefined) codes.push(code);
  }
  return codes;
}

function openSegment(b: AcknowledgmentBuilder, s: Segment): void {
  const segment = s.text(1);
  const position = countOf(s.text(2));
  const loop = s.optional(3);
  const error = s.optional(4);
  b.segment = {
    segment,
    position,
    ...(loop === undefined ? {} : { loop }),
    ...(error === undefined ? {} : { error }),
    says: segmentWords(segment, position, error),
    contexts: NONE,
    elements: NONE,
    place: b.recorder.add(s),
  };
  if (b.set) b.set.segments = append(b.set.segments, b.segment);
}

function openElement(b: AcknowledgmentBuilder, s: Segment): void {
  if (b.segment === undefined) return;
  s.openParts(1);
  const [number, part, repetition] = [s.nextPart(), s.nextPart(), s.nextPart()].map((text) => countOf(text ?? ''));
  const reference = s.optional(2);
  const error = s.text(3);
  const value = s.optional(4);
  b.element = {
    number: number ?? 0,
    ...(part ? { part } : {}),
    ...(repetition ? { repetition } : {}),
    ...(reference === undefined ? {} : { reference }),
    error,
    ...(value === undefined ? {} : { value }),
    says: elementWords(elementName(b.segment.segment, number ?? 0, part), error),
    contexts: NONE,
    place: b.recorder.add(s),
  };
  b.segment.elements = append(b.segment.elements, b.element);
}

function readContext(b: AcknowledgmentBuilder, s: Segment): void {
  s.openParts(1);
  const name = s.nextPart() ?? '';
  const value = s.nextPart() ?? '';
  const segment = s.optional(2);
  const position = s.optional(3);
  const loop = s.optional(4);
  b.addContext({
    name,
    ...(value === '' ? {} : { value }),
    ...(segment === undefined ? {} : { segment }),
    ...(position === undefined ? {} : { position: countOf(position) }),
    ...(loop === undefined ? {} : { loop }),
    place: b.recorder.add(s),
  });
}

function judgeSet(b: AcknowledgmentBuilder, s: Segment): void {
  if (b.set === undefined) return;
  b.recorder.add(s);
  b.set.code = s.text(1);
  b.set.verdict = verdictOf(b.set.code);
  b.set.errors = codesOf(s, 2, 6);
}

function openGroup(b: AcknowledgmentBuilder, s: Segment): void {
  const { set, version, control, envelope } = b.start;
  const said = s.optional(3);
  const place = b.recorder.add(s);
  const group = { kind: s.text(1), control: s.text(2), ...(said === undefined ? {} : { version: said }), place };
  b.header = { set: set === '997' ? '997' : '999', version, control, envelope, places: b.recorder.finish(), group };
  b.handlers.acknowledgmentHeader?.(b.header);
}

function judgeGroup(b: AcknowledgmentBuilder, s: Segment): void {
  b.recorder.start(s.from);
  const place = b.recorder.add(s);
  const code = s.text(1);
  const [included, received, accepted] = [2, 3, 4].map((element) => countOf(s.text(element))) as [number, number, number];
  const group = {
    places: b.recorder.finish(),
    place,
    verdict: verdictOf(code),
    code,
    included,
    received,
    accepted,
    errors: codesOf(s, 5, 9),
  };
  if (b.header !== undefined) b.handlers.groupAcknowledged?.(group, b.header);
}

const actions: Actions<AcknowledgmentBuilder> = {
  AK1: openGroup,
  '2000 AK2': (b, s) => b.openSet(s),
  '2000 IK5': judgeSet,
  '2000 AK5': judgeSet,
  '2100 IK3': openSegment,
  '2100 AK3': openSegment,
  '2100 AK4': openElement,
  '2110 IK4': openElement,
  '2100 CTX': readContext,
  '2110 CTX': readContext,
  AK9: judgeGroup,
};
