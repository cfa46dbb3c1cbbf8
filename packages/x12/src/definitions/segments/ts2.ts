import { may, segment } from '../grammar.ts';

export const TS2 = segment(
  'TS2',
  'Further summary of a provider',
  Array.from({ length: 19 }, (_, i) => may.decimal(`total ${i + 1}`, 18)),
);
