import { may, segment } from '../grammar.ts';

export const HSD = segment(
  'HSD',
  'Delivery of services',
  [
    may.code('kind of quantity', 2),
    may.decimal('quantity'),
    may.code('unit of the sample', 2),
    may.decimal('sample', 6),
    may.code('kind of period', 2),
    may.decimal('periods', 3),
    may.code('pattern of days', 2),
    may.code('pattern of times', 1),
  ],
  { together: [[1, 2]] },
);
