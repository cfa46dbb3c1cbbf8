import { gives, may, must, segment } from '../grammar.ts';

export const PRV = segment(
  'PRV',
  'Specialty',
  [must.code('role', 3), may.code('kind of code', 3), gives('nothing', may.text('taxonomy', 50))],
  {
    together: [[2, 3]],
  },
);
