import { gives, may, segment } from '../grammar.ts';

export const SV4 = segment(
  'SV4',
  'Drug service',
  Array.from({ length: 18 }, (_, i) => gives('number', may.text(`drug detail ${i + 1}`, 80))),
);
