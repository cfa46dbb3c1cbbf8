import { gives, may, segment } from '../grammar.ts';

export const MEA = segment('MEA', 'Measurement', [
  may.code('kind', 2),
  may.code('what is measured', 3),
  may.decimal('value', 20),
  ...Array.from({ length: 8 }, () => gives('nothing', may.text('detail', 40))),
]);
