import { gives, must, segment } from '../grammar.ts';

export const GE = segment('GE', 'Group ends', [must.number('number of sets', 6), gives('control', must.text('group control number', 9))], {
  formal: [1, 2],
});
