import { gives, may, segment } from '../grammar.ts';

export const PAT = segment(
  'PAT',
  'Patient',
  [
    may.code('relation to the subscriber', 2),
    may.code('patient location', 1),
    may.code('employment', 2),
    may.code('student status', 1),
    may.code('form of the date of death', 3),
    gives('birth date', may.period('date of death')),
    may.code('unit of weight', 2),
    may.decimal('weight', 10),
    may.code('pregnant', 1),
  ],
  {
    together: [
      [5, 6],
      [7, 8],
    ],
    formAt: 5,
  },
);
