import { gives, may, must, segment } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

export const SVC = segment('SVC', 'Service line payment', [
  must.parts('procedure', procedureParts),
  must.money('charged'),
  must.money('paid'),
  gives('nothing', may.text('revenue code', 48)),
  may.decimal('units paid'),
  may.parts('procedure as billed', procedureParts),
  may.decimal('units as billed'),
]);
