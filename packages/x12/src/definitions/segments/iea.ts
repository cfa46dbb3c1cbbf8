import { gives, must, segment } from '../grammar.ts';

export const IEA = segment(
  'IEA',
  'Interchange ends',
  [must.number('number of groups', 5), gives('control', must.text('interchange control number', 9))],
  {
    formal: [1, 2],
  },
);
