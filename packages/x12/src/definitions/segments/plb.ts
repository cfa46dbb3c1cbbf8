import { gives, may, must, segment } from '../grammar.ts';

const reason = [must.code('reason', 2, 2), gives('number', may.text('reference', 50))];
const further = Array.from({ length: 5 }, () => [may.parts('reason and reference', reason), may.money('adjusted')]).flat();

export const PLB = segment(
  'PLB',
  'Provider adjustment',
  [
    gives('provider', must.text('provider', 50)),
    gives('nothing', must.date('end of the fiscal year')),
    must.parts('reason and reference', reason),
    must.money('adjusted'),
    ...further,
  ],
  {
    rows: { from: 3, size: 2, named: 3 },
    together: [
      [5, 6],
      [7, 8],
      [9, 10],
      [11, 12],
      [13, 14],
    ],
  },
);
