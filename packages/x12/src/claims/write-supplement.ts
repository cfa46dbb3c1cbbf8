import type { SegmentWriter, Writable } from '../engine/segment-writer.ts';
import type { Attachment, ServiceLineLoop } from '../types.ts';

/** What few claims say: see supplement-actions.ts. */

export function writeAttachments(w: SegmentWriter, attachments: readonly Writable<Attachment>[] | undefined): void {
  if (attachments === undefined) return;
  for (const { report, transmission, controlNumber } of attachments) {
    const numbered = controlNumber === undefined ? [] : [undefined, undefined, 'AC', controlNumber];
    w.segment('PWK', report, transmission, ...numbered);
  }
}

export function writeDrug(w: SegmentWriter, { qualifier, code, quantity, unit }: Writable<NonNullable<ServiceLineLoop['drug']>>): void {
  w.segment('LIN', undefined, qualifier, code);
  if (quantity !== undefined || unit !== undefined) w.segment('CTP', undefined, undefined, undefined, quantity, [unit]);
}
