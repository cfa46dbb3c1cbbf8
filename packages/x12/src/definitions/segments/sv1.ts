import { gives, may, must, segment, unused } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

export const SV1 = segment('SV1', 'Professional service', [
  must.parts('procedure', procedureParts),
  must.money('charged'),
  may.code('unit', 2, 2),
  may.decimal('units'),
  gives('nothing', may.text('place of service', 2)),
  may.code('kind of service', 2),
  may.parts('diagnosis pointers', [
    must.number('pointer', 2),
    may.number('pointer', 2),
    may.number('pointer', 2),
    may.number('pointer', 2),
  ]),
  may.money('amount'),
  may.code('emergency', 1),
  may.code('multiple procedures', 2),
  may.code('early screening', 1),
  may.code('family planning', 1),
  may.code('review', 2),
  unused,
  may.code('copay status', 1),
  ...Array.from({ length: 6 }, () => unused),
]);
