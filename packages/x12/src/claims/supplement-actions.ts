import type { Draft } from '../engine/pieces.ts';
import type { Segment } from '../engine/segment.ts';
import type { Attachment, Place, ServiceLineLoop } from '../types.ts';
import type { ClaimBuilder } from './claim-builder.ts';

/** What few claims say: attachments, a drug, a provider's specialty. */

export function readAttachment(s: Segment, place: Place): Attachment {
  const transmission = s.optional(2);
  const controlNumber = s.optional(6);
  return {
    report: s.text(1),
    ...(transmission === undefined ? {} : { transmission }),
    ...(controlNumber === undefined ? {} : { controlNumber }),
    place,
  };
}

export function readDrug(b: ClaimBuilder, s: Segment): void {
  // A second drug of a line is left to the bytes.
  if (b.line !== undefined && b.line.drug === undefined) b.line.drug = { qualifier: s.text(2), code: s.text(3), place: b.recorder.add(s) };
}

export function readDrugQuantity(b: ClaimBuilder, s: Segment): void {
  const { line } = b;
  if (line?.drug === undefined || line.drug.quantity !== undefined) return;
  const drug: Draft<NonNullable<ServiceLineLoop['drug']>> = { ...line.drug };
  const quantity = s.optional(4);
  if (quantity !== undefined) drug.quantity = quantity;
  s.openParts(5);
  const unit = s.nextPart();
  if (unit !== undefined && unit !== '') drug.unit = unit;
  line.drug = drug;
}

export function readTaxonomy(b: ClaimBuilder, s: Segment): void {
  const taxonomy = s.optional(3);
  if (b.party && taxonomy !== undefined) b.party.taxonomy = taxonomy;
}
