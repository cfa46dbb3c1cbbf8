import { gives, may, must, segment } from '../grammar.ts';

export const ST = segment(
  'ST',
  'Set begins',
  [must.code('set', 3, 3), gives('control', must.text('set control number', 9)), gives('nothing', may.text('version', 35))],
  {
    formal: [2],
  },
);
