import { gives, must, segment } from '../grammar.ts';

export const DTP = segment(
  'DTP',
  'Date',
  [must.code('kind of date', 3, 3), must.code('form of the date', 3), gives('date', must.period('date'))],
  {
    formAt: 2,
  },
);
