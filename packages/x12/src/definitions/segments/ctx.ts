import { may, must, segment } from '../grammar.ts';

export const CTX = segment('CTX', 'Context', [
  must.parts('context', [must.text('name', 35), may.text('value', 80)], 10),
  may.text('segment', 3),
  may.number('position of the segment in the set', 10),
  may.text('loop', 6),
  may.parts('position in the segment', [may.number('element', 2), may.number('part', 2), may.number('repetition', 4)]),
  may.parts('reference numbers', [may.text('of the element', 4), may.text('of the part', 4)]),
]);
