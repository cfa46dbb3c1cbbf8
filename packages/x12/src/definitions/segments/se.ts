import { gives, must, segment } from '../grammar.ts';

export const SE = segment('SE', 'Set ends', [must.number('number of segments', 10), gives('control', must.text('set control number', 9))], {
  formal: [1, 2],
});
