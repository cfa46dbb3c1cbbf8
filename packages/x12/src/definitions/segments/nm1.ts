import { gives, may, must, segment } from '../grammar.ts';

export const NM1 = segment(
  'NM1',
  'Name',
  [
    must.code('who', 3, 2),
    must.code('person or organisation', 1),
    gives('name', may.text('name', 60)),
    gives('name', may.text('first name', 35)),
    gives('name', may.text('middle name', 25)),
    gives('name', may.text('title', 10)),
    gives('name', may.text('suffix', 10)),
    may.code('kind of id', 2),
    gives('number', may.text('id', 80)),
    may.code('relation', 2),
    may.code('entity', 3),
    gives('name', may.text('further name', 60)),
  ],
  { together: [[8, 9]] },
);
