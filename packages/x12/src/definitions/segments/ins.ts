import { gives, may, must, segment } from '../grammar.ts';

export const INS = segment('INS', 'Insured person', [
  must.code('is the subscriber', 1),
  may.code('relation to the subscriber', 2),
  may.code('kind of change', 3),
  may.code('reason of the change', 3),
  ...Array.from({ length: 11 }, (_, i) => gives('number', may.text(`detail ${i + 5}`, 35))),
  gives('number', may.text('detail 16', 30)),
  may.number('birth order', 9),
]);
