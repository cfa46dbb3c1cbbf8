import { gives, may, must, segment } from '../grammar.ts';

export const HL = segment(
  'HL',
  'Level',
  [
    gives('nothing', must.text('number', 12)),
    gives('nothing', may.text('number of the level above', 12)),
    must.code('kind of level', 2),
    may.code('has levels below', 1),
  ],
  { formal: [1, 2, 4] },
);
