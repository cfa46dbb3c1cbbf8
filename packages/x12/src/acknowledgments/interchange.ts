import { shortDate } from '../engine/dates.ts';
import { clockOf } from '../engine/pieces.ts';
import type { Segment } from '../engine/segment.ts';
import type { InterchangeAcknowledgment } from '../types.ts';
import { verdictOf } from './words.ts';

/** TA1: it answers a whole interchange and stands in no set. */
export function readInterchangeAcknowledgment(s: Segment): InterchangeAcknowledgment {
  const date = shortDate(s.text(2));
  const time = clockOf(s.text(3));
  return {
    bytes: s.range(),
    control: s.text(1),
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
    verdict: verdictOf(s.text(4)),
    code: s.text(4),
    note: s.text(5),
  };
}
