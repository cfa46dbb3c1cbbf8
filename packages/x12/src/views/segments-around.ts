import type { LoopDefinition } from '../definitions/grammar.ts';
import { envelope, sets } from '../definitions/index.ts';
import { findOpening } from '../engine/separators.ts';
import { decode } from '../engine/text.ts';

/** A piece of a file as a person looks at it: one segment with its terminator and the line break behind it. */
export interface RawSegment {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** In our words; absent for a piece that is cut off or has no words. */
  readonly meaning?: string;
}

const names = new Map<string, string>();
for (const segment of envelope) names.set(segment.id, segment.name);
for (const { root } of sets) learn(root);

function learn(loop: LoopDefinition): void {
  for (const part of loop.body) {
    if (part.kind === 'loop') learn(part);
    else if (!names.has(part.segment.id)) names.set(part.segment.id, part.segment.name);
  }
}

/**
 * Cuts some bytes out of the middle of a file into segments, by the separators that the file's beginning declares.
 * @param head the first bytes of the file, 4 KB are plenty
 * @param bytes the bytes to show, which need not begin or end at a segment
 * @param at where `bytes` begins in the file
 * @returns the pieces in their order; together they are `bytes`
 */
export function segmentsAround(head: Uint8Array, bytes: Uint8Array, at: number): RawSegment[] {
  const opening = findOpening(head, 0, head.length, true);
  const separators = opening.kind === 'found' ? opening.separators : { segment: 0x7e, element: 0x2a };
  const pieces: RawSegment[] = [];
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== separators.segment) continue;
    let end = i + 1;
    while (end < bytes.length && (bytes[end] === 0x0a || bytes[end] === 0x0d)) end++;
    pieces.push(piece(bytes, start, end, at, separators.element));
    start = end;
    i = end - 1;
  }
  if (start < bytes.length) pieces.push(piece(bytes, start, bytes.length, at, separators.element));
  return pieces;
}

function piece(bytes: Uint8Array, from: number, to: number, at: number, element: number): RawSegment {
  const stop = bytes.indexOf(element, from);
  const id = stop > from && stop - from <= 3 && stop < to ? decode(bytes, from, stop) : '';
  const meaning = names.get(id);
  return {
    from: at + from,
    to: at + to,
    text: decode(bytes, from, to),
    ...(meaning === undefined ? {} : { meaning: `${id}: ${meaning}` }),
  };
}
