import { gives, may, must, segment } from '../grammar.ts';

export const AK1 = segment('AK1', 'Group acknowledged', [
  must.code('kind of group', 2, 2),
  gives('control', must.text('group control number', 9)),
  gives('nothing', may.text('version', 12)),
]);
