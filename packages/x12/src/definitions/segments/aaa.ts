import { may, must, segment } from '../grammar.ts';

export const AAA = segment('AAA', 'Rejected request', [
  must.code('request is valid', 1),
  may.code('list of the reason', 2),
  may.code('reason', 2),
  may.code('what to do next', 1),
]);
