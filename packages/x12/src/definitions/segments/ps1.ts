import { gives, may, must, segment } from '../grammar.ts';

export const PS1 = segment('PS1', 'Purchased service', [
  gives('provider', must.text('provider', 50)),
  must.money('charged'),
  may.code('state', 2),
]);
