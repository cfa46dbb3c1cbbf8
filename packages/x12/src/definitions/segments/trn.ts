import { may, must, segment } from '../grammar.ts';

export const TRN = segment('TRN', 'Trace', [
  must.code('kind of trace', 2),
  must.text('trace number', 50),
  may.text('payer id', 10),
  may.text('payer supplement', 50),
]);
