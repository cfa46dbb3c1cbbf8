import { gives, may, must, segment } from '../grammar.ts';

export const AK2 = segment('AK2', 'Set acknowledged', [
  must.code('set', 3, 3),
  gives('control', must.text('set control number', 9)),
  gives('nothing', may.text('version', 35)),
]);
