import { gives, may, must, segment } from '../grammar.ts';

const elements = [
  gives('nothing', must.text('segment', 3)),
  must.number('position of the segment in the set', 10),
  gives('nothing', may.text('loop', 6)),
  may.code('what is wrong', 3),
];

export const IK3 = segment('IK3', 'Segment in error', elements);
export const AK3 = segment('AK3', 'Segment in error', elements);
