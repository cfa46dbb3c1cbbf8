import { gives, must, segment } from '../grammar.ts';

export const GS = segment(
  'GS',
  'Group begins',
  [
    must.code('kind of group', 2, 2),
    gives('number', must.text('sender', 15)),
    gives('number', must.text('receiver', 15)),
    gives('date', must.date('date')),
    must.time('time'),
    gives('control', must.text('group control number', 9)),
    must.code('responsible agency', 2),
    gives('nothing', must.text('version', 12)),
  ],
  { formal: [4, 5, 6] },
);
