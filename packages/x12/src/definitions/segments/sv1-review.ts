import { gives, may, must, segment } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

/** SV1 where an authorisation is asked for: the charge may be left open. */
export const SV1_REVIEW = segment('SV1', 'Professional service', [
  must.parts('procedure', procedureParts),
  may.money('charged'),
  may.code('unit', 2, 2),
  may.decimal('units'),
  gives('nothing', may.text('place of service', 2)),
  may.code('kind of service', 2),
  may.parts(
    'diagnosis pointers',
    Array.from({ length: 4 }, () => may.number('pointer', 2)),
  ),
  may.money('amount'),
  ...Array.from({ length: 12 }, (_, i) => gives('number', may.text(`detail ${i + 9}`, 80))),
]);
