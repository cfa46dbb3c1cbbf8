import { may, must, segment } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

export const SV5 = segment('SV5', 'Equipment', [
  must.parts('procedure', procedureParts),
  must.code('unit', 2, 2),
  must.decimal('length of need'),
  may.money('rental price'),
  may.money('purchase price'),
  may.code('billing frequency', 1),
]);
