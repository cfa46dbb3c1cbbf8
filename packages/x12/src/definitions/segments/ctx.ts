import { gives, may, must, segment } from '../grammar.ts';

export const CTX = segment('CTX', 'Context', [
  must.parts('context', [gives('nothing', must.text('name', 35)), gives('number', may.text('value', 80))], 10),
  gives('nothing', may.text('segment', 3)),
  may.number('position of the segment in the set', 10),
  gives('nothing', may.text('loop', 6)),
  may.parts('position in the segment', [may.number('element', 2), may.number('part', 2), may.number('repetition', 4)]),
  may.parts('reference numbers', [gives('nothing', may.text('of the element', 4)), gives('nothing', may.text('of the part', 4))]),
]);
