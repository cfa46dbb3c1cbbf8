import { append, NONE } from '../engine/pieces.ts';
import type { Segment } from '../engine/segment.ts';
import type { ClaimLoop } from '../types.ts';

/** CLM11: up to three causes, then the state. */
export function readCauses(s: Segment): ClaimLoop['relatedCauses'] {
  if (!s.has(11)) return undefined;
  let causes: readonly string[] = NONE;
  let state: string | undefined;
  s.openParts(11);
  for (let part = s.nextPart(), at = 1; part !== undefined && at <= 4; part = s.nextPart(), at++) {
    if (part === '') continue;
    if (at < 4) causes = append(causes, part);
    else state = part;
  }
  return { causes, ...(state === undefined ? {} : { state }) };
}
