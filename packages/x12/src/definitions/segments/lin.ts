import { gives, may, must, segment } from '../grammar.ts';

export const LIN = segment('LIN', 'Drug', [
  gives('nothing', may.text('number', 20)),
  must.code('kind of code', 2, 2),
  gives('nothing', must.text('drug code', 48)),
]);
