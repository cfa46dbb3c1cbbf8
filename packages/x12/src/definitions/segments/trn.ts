import { gives, may, must, segment } from '../grammar.ts';

export const TRN = segment('TRN', 'Trace', [
  must.code('kind of trace', 2),
  gives('number', must.text('trace number', 50)),
  gives('number', may.text('payer id', 10)),
  gives('number', may.text('payer supplement', 50)),
]);
