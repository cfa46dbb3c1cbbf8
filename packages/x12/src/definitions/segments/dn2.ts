import { gives, may, must, segment, unused } from '../grammar.ts';

export const DN2 = segment('DN2', 'Missing tooth', [
  gives('nothing', must.text('tooth', 50)),
  must.code('status of the tooth', 2),
  unused,
  unused,
  unused,
  may.code('kind of code', 3),
]);
