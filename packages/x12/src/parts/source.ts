import { createTappedReader } from '../create-reader.ts';
import { pack, type Use } from '../engine/compile.ts';
import type { Segment } from '../engine/segment.ts';
import type { Envelope, X12Finding } from '../types.ts';

/** What a file brings around its sets: to be kept, with numbers and counts of our own. */
export interface SourceEnvelope {
  readonly isa: Uint8Array;
  readonly gs: Uint8Array;
  /** Envelopes of the same key may stand in one interchange, sets of the same group key in one group. */
  readonly key: string;
  readonly groupKey: string;
  /** ISA13, where it is a number. */
  readonly control: number;
  readonly element: number;
  /** Terminator and the line break after it. */
  readonly end: Uint8Array;
}

/** Hears the sets of a file, segment by segment, each as the bytes that it has without its terminator. */
export interface SetListener {
  begin(envelope: SourceEnvelope, set: string, version: string): void;
  /** ST and SE are not told: whoever writes makes them. */
  segment(raw: Uint8Array, segment: Segment, use: Use | undefined): void;
  end(): void;
  /** TA1 that stand before the groups of an interchange. */
  acknowledgments(envelope: SourceEnvelope, raws: readonly Uint8Array[]): void;
}

const ISA = pack('ISA');
const GS = pack('GS');
const ST = pack('ST');
const SE = pack('SE');
const GE = pack('GE');
const IEA = pack('IEA');
const TA1 = pack('TA1');

/** Whoever makes the envelope anew must not hide that the file lacks something. */
const DAMAGE =
  /^(?:file\.(?:unreadable|isa-unreadable|wide|endless|interchange-lost)|isa\.(?:missing|damaged|not-closed)|gs\.|st\.not-closed|count\.|control\.|envelope\.|segment\.outside)/;

/** Reads one file and tells its sets. */
export class Source {
  /** The first finding that makes the file unfit to be taken apart. */
  damage: X12Finding | undefined;
  private readonly listener: SetListener;
  private readonly reader: ReturnType<typeof createTappedReader>;
  private separators: Envelope['separators'] = { element: '*', component: ':', segment: '~' };
  private element = 0x2a;
  private isa: Uint8Array = new Uint8Array(0);
  private isaKey = '';
  private control = 1;
  private envelope: SourceEnvelope | undefined;
  private answers: Uint8Array[] = [];
  private before = 0;
  private end: Uint8Array = new Uint8Array(0);
  private set = '';

  constructor(listener: SetListener) {
    this.listener = listener;
    this.reader = createTappedReader(
      {
        interchange: ({ separators }) => {
          this.separators = separators;
          this.element = separators.element.charCodeAt(0);
        },
        setStart: ({ set }) => {
          this.set = set;
        },
        finding: (finding) => {
          if (finding.severity !== 'info' && finding.code !== 'gs.control-reused' && DAMAGE.test(finding.code)) this.damage ??= finding;
        },
      },
      { segments: (segment, use) => this.take(segment, use) },
    );
  }

  push(chunk: Uint8Array): void {
    this.reader.push(chunk);
  }

  finish(): { readonly readable: boolean } {
    return this.reader.end();
  }

  private take(segment: Segment, use: Use | undefined): void {
    const { id } = segment;
    if (id === ISA) this.takeInterchange(segment);
    else if (id === TA1) this.answers.push(rawOf(segment, this.element));
    else if (id === GS) this.takeGroup(segment);
    else if (this.envelope === undefined) this.answerAlone(id);
    else if (id === ST) this.listener.begin(this.envelope, this.set, segment.text(3));
    else if (id === SE) this.listener.end();
    else if (id !== GE && id !== IEA) this.listener.segment(rawOf(segment, this.element), segment, use);
    if (id === GE) this.envelope = undefined;
    this.before = segment.to;
  }

  private takeInterchange(segment: Segment): void {
    this.isa = rawOf(segment, this.element);
    this.isaKey = keyOf(segment, [9, 10, 13]);
    const control = segment.text(13);
    this.control = /^\d{1,9}$/.test(control) ? Number(control) : 1;
    this.end = new Uint8Array(0);
    this.envelope = undefined;
    this.answers = [];
  }

  private takeGroup(segment: Segment): void {
    this.layout(segment.from);
    const envelope = this.made(rawOf(segment, this.element), keyOf(segment, [4, 5, 6]));
    this.envelope = envelope;
    if (this.answers.length > 0) this.listener.acknowledgments(envelope, this.answers);
    this.answers = [];
  }

  /** An interchange that only answers others holds no group. */
  private answerAlone(id: number): void {
    if (id !== IEA || this.answers.length === 0) return;
    this.layout(0);
    this.listener.acknowledgments(this.made(new Uint8Array(0), ''), this.answers);
    this.answers = [];
  }

  /** How segments end here: by what stands between two of them. */
  private layout(from: number): void {
    const gap = from - this.before;
    const breaks = gap === 1 ? '\n' : gap === 2 ? '\r\n' : '';
    this.end = bytesOf(this.separators.segment + breaks);
  }

  private made(gs: Uint8Array, groupKey: string): SourceEnvelope {
    const { isa, control, end } = this;
    return { isa, gs, key: `${this.isaKey}${end.join(' ')}`, groupKey, control, element: this.element, end };
  }
}

/** A copy of a segment's bytes, without line breaks that stood inside; where there were some, its separators must be set again. */
function rawOf(segment: Segment, separator: number): Uint8Array {
  const { starts, count } = segment;
  const first = starts[0] as number;
  const raw = segment.bytes.slice(first, (starts[count + 1] as number) - 1);
  for (let i = 1; i <= count; i++) raw[(starts[i] as number) - first - 1] = separator;
  return raw;
}

function keyOf(segment: Segment, without: readonly number[]): string {
  const all = Array.from({ length: segment.count }, (_, i) => (without.includes(i + 1) ? '' : segment.text(i + 1)));
  return `${all.join('\u001f')}\u001e${segment.component}`;
}

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
