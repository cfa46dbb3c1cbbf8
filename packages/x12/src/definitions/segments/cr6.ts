import { gives, may, segment } from '../grammar.ts';

export const CR6 = segment(
  'CR6',
  'Home health certificate',
  Array.from({ length: 21 }, (_, i) => gives('number', may.text(`home health detail ${i + 1}`, 80))),
);
