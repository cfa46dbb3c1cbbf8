import { gives, may, must, segment } from '../grammar.ts';

export const BHT = segment(
  'BHT',
  'Batch begins',
  [
    must.code('hierarchy', 4, 4),
    must.code('purpose', 2, 2),
    gives('number', may.text('reference', 50)),
    gives('date', may.date('date')),
    may.time('time'),
    may.code('kind of batch', 2, 2),
  ],
  { formal: [3, 4, 5] },
);
