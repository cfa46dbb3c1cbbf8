import { gives, may, must, type SegmentDefinition, segment } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

/** A claim says what a service costs; who asks for an authorisation need not. */
const revenueLine = (charge: typeof must | typeof may): SegmentDefinition =>
  segment('SV2', 'Institutional service', [
    gives('nothing', (charge === must ? must : may).text('revenue code', 48)),
    may.parts('procedure', procedureParts),
    charge.money('charged'),
    may.code('unit', 2, 2),
    may.decimal('units'),
    may.decimal('rate', 10),
    may.money('not covered'),
    may.code('required by the state', 1),
    may.code('nursing home status', 1),
    may.code('level of care', 1),
  ]);

export const SV2 = revenueLine(must);
export const SV2_REVIEW = revenueLine(may);
