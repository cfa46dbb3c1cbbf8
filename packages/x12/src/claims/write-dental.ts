import { type SegmentWriter, type Writable, writeMoney } from '../engine/segment-writer.ts';
import { procedureParts } from '../engine/write-pieces.ts';
import type { DentalDetail, ServiceLineLoop } from '../types.ts';

/** What an 837D has and an 837P has not. */

export function writeDental(w: SegmentWriter, { orthodontics, teeth }: Writable<DentalDetail>): void {
  if (orthodontics !== undefined) {
    const { months, monthsRemaining, services, description } = orthodontics;
    w.segment('DN1', months, monthsRemaining, services, description);
  }
  for (const { tooth, status } of teeth) w.segment('DN2', tooth, status, undefined, undefined, undefined, 'JP');
}

export function writeDentalLine(w: SegmentWriter, line: Writable<ServiceLineLoop>): void {
  const { placeOfService, oralCavities, prosthesis, units, pointers } = line;
  const gap = new Array<undefined>(4).fill(undefined);
  const charged = writeMoney(line.charged, 'SV302');
  w.segment('SV3', procedureParts(line.procedure), charged, placeOfService, oralCavities, prosthesis, units, ...gap, pointers.map(String));
  for (const { tooth, surfaces } of line.teeth ?? []) w.segment('TOO', 'JP', tooth, surfaces);
}
