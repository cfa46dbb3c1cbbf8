import { gives, may, must, type SegmentDefinition, segment, unused } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

/** A claim says what a service costs; who asks for an authorisation need not. */
const dentalLine = (charge: typeof must | typeof may): SegmentDefinition =>
  segment('SV3', 'Dental service', [
    must.parts('procedure', procedureParts),
    charge.money('charged'),
    gives('nothing', may.text('place of service', 2)),
    may.parts(
      'oral cavity',
      Array.from({ length: 5 }, () => may.code('area', 3)),
    ),
    may.code('prosthesis, crown or inlay', 1),
    may.decimal('units'),
    gives('text', may.text('description', 80)),
    may.code('copay status', 1),
    may.code('provider agreement', 1),
    unused,
    may.parts(
      'diagnosis pointers',
      Array.from({ length: 4 }, () => may.number('pointer', 2)),
    ),
  ]);

export const SV3 = dentalLine(must);
export const SV3_REVIEW = dentalLine(may);
