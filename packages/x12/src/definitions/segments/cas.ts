import { may, must, segment } from '../grammar.ts';

const further = Array.from({ length: 5 }, () => [may.code('reason', 5), may.money('adjusted'), may.decimal('quantity')]).flat();

export const CAS = segment(
  'CAS',
  'Adjustment',
  [must.code('group', 2), must.code('reason', 5), must.money('adjusted'), may.decimal('quantity'), ...further],
  {
    rows: { from: 2, size: 3, named: 2 },
    together: [
      [5, 6],
      [8, 9],
      [11, 12],
      [14, 15],
      [17, 18],
    ],
  },
);
