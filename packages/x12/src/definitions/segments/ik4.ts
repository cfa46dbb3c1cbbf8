import { gives, may, must, segment } from '../grammar.ts';

const elements = [
  must.parts('position in the segment', [must.number('element', 2), may.number('part', 2), may.number('repetition', 4)]),
  may.number('reference number of the element', 4),
  must.code('what is wrong', 3),
  gives('number', may.text('as it was sent', 99)),
];

export const IK4 = segment('IK4', 'Element in error', elements);
export const AK4 = segment('AK4', 'Element in error', elements);
