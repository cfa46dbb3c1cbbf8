import { gives, may, must, segment } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

/** SVC where the status of a line is asked for or told: unlike a payment, it need not say what was paid. */
export const SVC_STATUS = segment('SVC', 'Service line', [
  must.parts('procedure', procedureParts),
  must.money('charged'),
  may.money('paid'),
  gives('nothing', may.text('revenue code', 48)),
  may.decimal('units paid'),
  may.parts('procedure as billed', procedureParts),
  may.decimal('units'),
]);
