import { may, must, segment } from '../grammar.ts';

export const CRC = segment('CRC', 'Conditions', [
  must.code('kind of conditions', 2),
  must.code('applies', 1),
  must.code('condition', 3),
  may.code('condition', 3),
  may.code('condition', 3),
  may.code('condition', 3),
  may.code('condition', 3),
]);
