import type { Use } from '../engine/compile.ts';
import { append, NONE, readProcedure } from '../engine/pieces.ts';
import type { Segment } from '../engine/segment.ts';
import { type ClaimBuilder, readPointers } from './claim-builder.ts';

/** What the segments of an 837D add that an 837P does not have. */

export function readOrthodontics(b: ClaimBuilder, s: Segment): void {
  const detail = b.claim?.dental;
  if (detail === undefined) return;
  const months = s.optional(1);
  const monthsRemaining = s.optional(2);
  const services = s.optional(3);
  const description = s.optional(4);
  detail.orthodontics = {
    ...(months === undefined ? {} : { months }),
    ...(monthsRemaining === undefined ? {} : { monthsRemaining }),
    ...(services === undefined ? {} : { services }),
    ...(description === undefined ? {} : { description }),
    place: b.recorder.add(s),
  };
}

export function readMissingTooth(b: ClaimBuilder, s: Segment): void {
  const detail = b.claim?.dental;
  if (detail !== undefined) detail.teeth = append(detail.teeth, { tooth: s.text(1), status: s.text(2), place: b.recorder.add(s) });
}

export function readDentalLine(b: ClaimBuilder, s: Segment, use: Use): void {
  const line = b.serveLine(s);
  if (line === undefined) return;
  line.charged = b.money.read(use, s, 2);
  const procedure = readProcedure(s, 1);
  if (procedure !== undefined) line.procedure = procedure;
  const place = s.optional(3);
  if (place !== undefined) line.placeOfService = place;
  const cavities = partsOf(s, 4);
  if (cavities.length > 0) line.oralCavities = cavities;
  const prosthesis = s.optional(5);
  if (prosthesis !== undefined) line.prosthesis = prosthesis;
  const units = s.optional(6);
  if (units !== undefined) line.units = units;
  line.pointers = readPointers(s, 11);
}

export function readTooth(b: ClaimBuilder, s: Segment): void {
  const { line } = b;
  if (line !== undefined) line.teeth = append(line.teeth ?? NONE, { tooth: s.text(2), surfaces: partsOf(s, 3), place: b.recorder.add(s) });
}

function partsOf(s: Segment, element: number): readonly string[] {
  let parts: readonly string[] = NONE;
  s.openParts(element);
  for (let part = s.nextPart(); part !== undefined; part = s.nextPart()) if (part !== '') parts = append(parts, part);
  return parts;
}
