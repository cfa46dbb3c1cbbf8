import { gives, may, must, segment } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

export const SVD = segment('SVD', 'Paid by another payer', [
  gives('number', must.text('payer', 80)),
  must.money('paid'),
  may.parts('procedure', procedureParts),
  gives('nothing', may.text('revenue code', 48)),
  may.decimal('units paid'),
  may.number('bundled into line', 6),
]);
