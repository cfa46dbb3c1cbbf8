import { gives, may, must, segment } from '../grammar.ts';

export const PWK = segment(
  'PWK',
  'Attachment',
  [
    must.code('kind of report', 2),
    may.code('how it is sent', 2),
    may.number('copies', 2),
    may.code('needed by', 3),
    may.code('kind of number', 2),
    gives('number', may.text('attachment control number', 80)),
  ],
  { together: [[5, 6]] },
);
