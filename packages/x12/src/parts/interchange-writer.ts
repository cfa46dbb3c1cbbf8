import { decode } from '../engine/text.ts';
import { bytesOf, type SourceEnvelope } from './source.ts';

const PIECE = 1 << 16;

/** Gives away control numbers, each once. */
export class Controls {
  private next: number | undefined;

  constructor(first: number | undefined) {
    this.next = first;
  }

  /** @param source where to begin, where nobody said */
  take(source: number): number {
    const number = this.next ?? source;
    this.next = number >= 999_999_999 ? 1 : number + 1;
    return number;
  }
}

/** Writes sets into interchanges of the envelopes that they came in, with numbers and counts of its own. */
export class InterchangeWriter {
  sets = 0;
  /** ISA13 of those that were written. */
  readonly interchanges: string[] = [];
  private readonly out: (bytes: Uint8Array) => void;
  private readonly controls: Controls;
  private buffer = new Uint8Array(PIECE);
  private length = 0;
  private envelope: SourceEnvelope | undefined;
  private control = '';
  private groupKey: string | undefined;
  private groupControl = '';
  private groups = 0;
  private setsInGroup = 0;
  private setControl = '';
  private segments = 0;

  constructor(controls: Controls, out: (bytes: Uint8Array) => void) {
    this.controls = controls;
    this.out = out;
  }

  acknowledgments(envelope: SourceEnvelope, raws: readonly Uint8Array[]): void {
    // A TA1 stands before the groups.
    if (this.groups > 0) this.closeInterchange();
    this.open(envelope);
    for (const raw of raws) this.write(raw, envelope.end);
  }

  begin(envelope: SourceEnvelope, set: string, version: string): void {
    this.open(envelope);
    if (this.groupKey !== envelope.groupKey) {
      this.closeGroup();
      this.groupKey = envelope.groupKey;
      this.groupControl = String(this.controls.take(envelope.control));
      this.groups++;
      this.write(replaced(envelope.gs, envelope.element, { 6: this.groupControl }), envelope.end);
    }
    this.sets++;
    this.setsInGroup++;
    this.setControl = String(this.setsInGroup).padStart(4, '0');
    this.segments = 0;
    this.segment(this.line(['ST', set, this.setControl, ...(version === '' ? [] : [version])]));
  }

  segment(raw: Uint8Array): void {
    this.segments++;
    this.write(raw, this.envelope?.end ?? new Uint8Array(0));
  }

  end(): void {
    this.segment(this.line(['SE', String(this.segments + 1), this.setControl]));
  }

  /** Closes what is open and hands out the rest. */
  finish(): void {
    this.closeInterchange();
    this.flush();
  }

  private open(envelope: SourceEnvelope): void {
    if (this.envelope !== undefined && this.envelope.key === envelope.key) return;
    this.closeInterchange();
    this.envelope = envelope;
    this.control = String(this.controls.take(envelope.control)).padStart(9, '0');
    this.interchanges.push(this.control);
    this.write(replaced(envelope.isa, envelope.element, { 13: this.control }), envelope.end);
  }

  private closeGroup(): void {
    if (this.groupKey === undefined || this.envelope === undefined) return;
    this.write(this.line(['GE', String(this.setsInGroup), this.groupControl]), this.envelope.end);
    this.groupKey = undefined;
    this.setsInGroup = 0;
  }

  private closeInterchange(): void {
    this.closeGroup();
    if (this.envelope === undefined) return;
    this.write(this.line(['IEA', String(this.groups), this.control]), this.envelope.end);
    this.envelope = undefined;
    this.groups = 0;
  }

  private line(elements: readonly string[]): Uint8Array {
    return bytesOf(elements.join(String.fromCharCode(this.envelope?.element ?? 0x2a)));
  }

  private write(raw: Uint8Array, end: Uint8Array): void {
    const size = raw.length + end.length;
    if (this.length + size > this.buffer.length) this.flush();
    if (size > this.buffer.length) this.buffer = new Uint8Array(size);
    this.buffer.set(raw, this.length);
    this.buffer.set(end, this.length + raw.length);
    this.length += size;
  }

  private flush(): void {
    if (this.length > 0) this.out(this.buffer.slice(0, this.length));
    this.length = 0;
  }
}

/** A segment with some elements (from 1) replaced. */
export function replaced(raw: Uint8Array, separator: number, values: { readonly [element: number]: string }): Uint8Array {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (let i = 0; i <= raw.length; i++) {
    if (i < raw.length && raw[i] !== separator) continue;
    const value = values[pieces.length];
    pieces.push(value === undefined ? raw.subarray(from, i) : bytesOf(value));
    from = i + 1;
  }
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length + 1, -1));
  let at = 0;
  for (const piece of pieces) {
    if (at > 0) whole[at - 1] = separator;
    whole.set(piece, at);
    at += piece.length + 1;
  }
  return whole;
}

/** An element's text (from 1) of a segment's bytes. */
export function elementText(raw: Uint8Array, separator: number, element: number): string {
  let at = 0;
  let from = 0;
  for (let i = 0; i <= raw.length; i++) {
    if (i < raw.length && raw[i] !== separator) continue;
    if (at === element) return decode(raw, from, i).trim();
    at++;
    from = i + 1;
  }
  return '';
}
