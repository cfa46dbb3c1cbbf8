import { gives, may, segment } from '../grammar.ts';

export const CR5 = segment('CR5', 'Oxygen certificate', [
  may.code('kind', 1),
  may.decimal('months'),
  ...Array.from({ length: 16 }, (_, i) => gives('number', may.text(`oxygen detail ${i + 3}`, 80))),
]);
