import { gives, may, must, segment } from '../grammar.ts';

export const PER = segment(
  'PER',
  'Contact',
  [
    must.code('kind of contact', 2, 2),
    gives('name', may.text('name', 60)),
    may.code('kind of number', 2, 2),
    gives('number', may.text('number', 256)),
    may.code('kind of number', 2, 2),
    gives('number', may.text('number', 256)),
    may.code('kind of number', 2, 2),
    gives('number', may.text('number', 256)),
    gives('number', may.text('inquiry reference', 20)),
  ],
  {
    together: [
      [3, 4],
      [5, 6],
      [7, 8],
    ],
  },
);
