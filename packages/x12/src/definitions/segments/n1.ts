import { gives, may, must, segment } from '../grammar.ts';

export const N1 = segment(
  'N1',
  'Name',
  [
    must.code('who', 3),
    gives('name', may.text('name', 60)),
    may.code('kind of id', 2),
    gives('number', may.text('id', 80)),
    may.code('relation', 2),
    may.code('entity', 3),
  ],
  { together: [[3, 4]] },
);
