import { may, segment } from '../grammar.ts';

export const CR6 = segment(
  'CR6',
  'Home health certificate',
  Array.from({ length: 21 }, (_, i) => may.text(`home health detail ${i + 1}`, 80)),
);
