import { gives, may, segment } from '../grammar.ts';

export const CR2 = segment('CR2', 'Spinal treatment', [
  may.decimal('treatment number', 9),
  may.decimal('treatments', 15),
  gives('nothing', may.text('subluxation', 3)),
  gives('nothing', may.text('subluxation', 3)),
  may.code('unit', 2),
  may.decimal('period'),
  may.decimal('treatments in the month'),
  may.code('condition', 1),
  may.code('complication', 1),
  gives('text', may.text('description', 80)),
  gives('text', may.text('description', 80)),
  may.code('x-rays kept', 1),
]);
