import { may, must, segment } from '../grammar.ts';

export const AK9 = segment('AK9', 'Verdict on the group', [
  must.code('verdict', 1),
  must.number('sets as the group counts them', 6),
  must.number('sets received', 6),
  must.number('sets accepted', 6),
  ...Array.from({ length: 5 }, () => may.code('what is wrong', 3)),
]);
