import { gives, may, must, segment } from '../grammar.ts';

export const DTM = segment(
  'DTM',
  'Date',
  [
    must.code('kind of date', 3, 3),
    gives('date', may.date('date')),
    may.time('time'),
    may.code('time zone', 2),
    may.code('form of the period', 3),
    gives('date', may.period('period')),
  ],
  { formAt: 5 },
);
